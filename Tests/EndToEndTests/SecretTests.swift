import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// Where a licence key may be read, and where not.
struct SecretTests {
  /// The beginning of every key that a sandbox issues.
  private static let mark = "LicenceKey"

  @Test func `a licence key appears in stored objects and nowhere else`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved"), "b.yaml": .misp("b", email: "nobody")]) { registry in
      registry.run("reconcile")
      let key = try #require(registry.ids.keys.first)
      let head = try registry.head
      // Every way in which a run can speak of the object: changed, faulty, refused, with the key in the manifest itself.
      let manifests: [String] = [
        .misp("a", "approval: approved", "contactNumber: 1", "licenseKey: {issue: 2}"),
        .misp("a", "approval: approved", "licenseKey: {status: De-Active}"),
        .misp("a", "approval: rejected"),
        .misp("a", "approval: approved", "licenseKey: {issue: 2}"),
        .misp("a", email: key, "approval: approved", "licenseKey: {issue: 2}"),
        .misp("a", "approval: approved", "key: \(key)"),
        .misp("a", "approval: approved", "licenseKey: {issue: \"\(key)\"}"),
        .misp("a", "approval: approved", "status: \(key)"),
      ]
      for manifest in manifests {
        try registry.commit(["a.yaml": manifest])
        for format in ["text", "json", "markdown"] {
          registry.run("plan", "-v", "-o", format)
          registry.run("validate", "-o", format)
        }
        registry.run("plan", "--out", "../plan.json")
        registry.run("reconcile", "-v", "-o", "json")
        registry.run("reconcile", "--full", "-v")
        for format in ["text", "json", "yaml", "mosip"] {
          registry.run("get", "misp", "-o", format)
          registry.run("get", "misp", "a", "-o", format)
          registry.run("get", "misp", "--organization", "a", "-o", format)
          registry.run("get", "misp", "a", "--at", head, "-o", format)
        }
        for format in ["text", "json"] {
          registry.run("history", "misp", "a", "-o", format)
          registry.run("audit", "-o", format)
          registry.run("verify", "-o", format)
          registry.run("license", "validate", "a", key, "-o", format, "--record")
          registry.run("license", "validate", "b", key, "-o", format)
          registry.run("license", "validate", "a", key + "!", "-o", format)
          registry.run("explain", key, "-o", format)
        }
        registry.run("get", "misp", "--organization", key)
        registry.run("reconcile", "--now", "2024-12-01")
      }
      #expect(registry.ids.keys.count > 2)
      #expect(!registry.printed.contains(SecretTests.mark))
      let log = try registry.git("log", "--format=%B%n%an%n%ae%n%N") + registry.git("reflog")
      #expect(!log.contains(SecretTests.mark))
      let files = try registry.git("grep", "-l", SecretTests.mark, "HEAD")
      #expect(files == "HEAD:State/objects/misps/a.json\nHEAD:a.yaml")
      let history = try registry.git("log", "--format=", "--name-only", "-S", SecretTests.mark)
      #expect(Set(history.split(separator: "\n")) == ["State/objects/misps/a.json", "a.yaml"])
      let plan = try String(contentsOfFile: registry.sandbox.path("plan.json"), encoding: .utf8)
      #expect(!plan.contains(SecretTests.mark))
    }
  }

  @Test func `the key is shown by one command alone`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      let key = registry.ids.keys[0]
      #expect(registry.run("license", "show", "a") == Ran(code: .done, output: key + "\n", errors: ""))
      let json = try registry.run("license", "show", "100", "-o", "json").json
      #expect(
        json
          == .object([
            "id": .text("mosip.partnermanagement.misp.license.retrieve"), "version": .text("1.0"),
            "responsetime": .text("2023-11-15T08:00:00.000Z"), "metadata": .null,
            "response": .object([
              "mispLicenseKey": .text(key), "mispLicenseKeyExpiry": .text("2024-02-13"),
              "mispLicenseKeyStatus": .text("Active"),
            ]), "errors": .list([]),
          ]))
    }
  }

  @Test func `a key comes from standard input or with a warning`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      let key = registry.ids.keys[0]
      let valid = "MISP License key is valid\n"
      #expect(
        registry.run("license", "validate", "a", key)
          == Ran(
            code: .done, output: valid,
            errors:
              "warning: others can see a secret on the command line; give - and the secret on standard input, or set PARTNERCTL_LICENSE_KEY\n"
          ))
      registry.input = [key]
      #expect(registry.run("license", "validate", "100", "-") == Ran(code: .done, output: valid, errors: ""))
      registry.input = [key, key, nil]
      #expect(
        registry.run("license", "validate", "100", "-").failure
          == .usage("standard input holds more than KEY", hint: "give one line for each"))
      registry.input = []
      #expect(
        registry.run("license", "validate", "100", "-").failure == .usage("standard input holds no KEY"))
    }
  }
}
