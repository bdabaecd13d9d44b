import CertificateSupport
import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Certificates in files beside their manifests.
struct CertificateFileTests {
  private let root = TestCertificate("Root").pem

  private func anchor(_ name: String = "a", file: String = "a.pem") -> String {
    """
    apiVersion: partnerctl/v1
    kind: TrustAnchor
    metadata: {name: \(name)}
    spec: {domain: AUTH, certificateFile: "\(file)"}

    """
  }

  /// The diagnostics of the only manifest, which is in the folder `anchors`.
  private func hint(_ registry: RegistrySandbox, file: String, _ words: String...) throws -> String? {
    try registry.sandbox.write(anchor(file: file), to: "anchors/a.yaml")
    let ran = registry.run(["validate", "-o", "json"] + words)
    let faults = try ran.json.at("diagnostics").items ?? []
    #expect(faults.count < 2 && faults.allSatisfy { $0.at("line").text == "4" && $0.at("column").text == "39" })
    return faults.first?.at("hint").text
  }

  @Test func `the file is read from the commit, and later not needed`() throws {
    try withRegistry(["anchors/a.yaml": anchor(), "anchors/a.pem": root]) { registry in
      // The disk does not count.
      try registry.sandbox.write("noise", to: "anchors/a.pem")
      _ = try registry.git("checkout", "-q", "--", ".")
      #expect(registry.run("reconcile").code == .done)
      let stored = try registry.stored("objects/trustanchors/a.json")
      #expect(stored.at("spec", "certificate").text == root)
      #expect(stored.at("spec", "certificateFile").isNull)
      #expect(registry.run("plan", "--detailed-exitcode").code == .done)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `who changes the file alone has introduced the manifest's content`() throws {
    try withRegistry(["anchors/a.yaml": anchor(), "anchors/a.pem": "noise\n"]) { registry in
      registry.sandbox.author = ("Bea", "bea@example.org")
      let mended = try registry.commit(["anchors/a.pem": root])
      registry.sandbox.author = ("Ada", "ada@example.org")
      _ = try registry.commit(["b.yaml": .misp("b")])
      let changes = try registry.run("plan", "-o", "json").json.at("changes").items ?? []
      let change = try #require(changes.first { $0.at("name").text == "a" })
      #expect(change.at("provenance", "commit").text == mended)
      #expect(change.at("provenance", "author").text == "Bea <bea@example.org>")
    }
  }

  @Test func `only a plain text file of the registry is read`() throws {
    try withRegistry(["anchors/ok.pem": root, "top.pem": root]) { registry in
      let absent = "there is no such file; the name is relative to the folder of the manifest"
      let noFile = "it must be a regular file, not a link, a folder or anything else"
      #expect(try hint(registry, file: "ok.pem") == nil)
      #expect(try hint(registry, file: "../top.pem") == nil)
      #expect(try hint(registry, file: "no.pem") == absent)
      #expect(try hint(registry, file: "no/no.pem") == absent)
      #expect(try hint(registry, file: "../../x.pem") == "the file must lie inside the registry folder")
      #expect(try hint(registry, file: "../State/state.json")?.hasPrefix("the file must not lie in the state") == true)
      #expect(try hint(registry, file: "..") == noFile)
      #expect(try hint(registry, file: "../anchors") == noFile)
      try registry.sandbox.write(String(repeating: "x", count: 65_537), to: "anchors/large.pem")
      #expect(try hint(registry, file: "large.pem") == "the file is larger than 64 KiB")
      try registry.sandbox.write(" \r\n", to: "anchors/blank.pem")
      #expect(try hint(registry, file: "blank.pem") == "the file is empty")
      try registry.sandbox.write("a\u{1B}[31m", to: "anchors/escape.pem")
      #expect(try hint(registry, file: "escape.pem") == "the file holds control characters; it must be text")
      try registry.sandbox.write(root.replacing("\n", with: "\r\n"), to: "anchors/dos.pem")
      #expect(try hint(registry, file: "dos.pem") == nil)
      let bytes = registry.sandbox.path("repo/anchors/bytes.pem")
      #expect(FileManager.default.createFile(atPath: bytes, contents: Data([0xFF, 0xFE, 0x41])))
      #expect(try hint(registry, file: "bytes.pem") == "the file is not UTF-8 text")
    }
  }

  @Test func `links are not followed, on the disk and in a commit`() throws {
    try withRegistry(["anchors/ok.pem": root, "certs/ok.pem": root]) { registry in
      for (link, target) in [("link.pem", "ok.pem"), ("folder", "../certs")] {
        let path = registry.sandbox.path("repo/anchors/\(link)")
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: target)
      }
      for file in ["link.pem", "folder/ok.pem"] {
        try registry.sandbox.write(anchor(file: file), to: "anchors/a.yaml")
        for revision in [[], ["--rev", "HEAD"]] {
          if !revision.isEmpty { _ = try registry.commit([:]) }
          let faults = try registry.run(["validate", "-o", "json"] + revision).json.at("diagnostics").items ?? []
          #expect(faults.contains { $0.at("rule").text == "trustAnchor.certificateFile.file" }, "\(file) \(revision)")
        }
      }
    }
  }
}
