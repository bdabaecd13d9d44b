import Command
import CommandSupport
import Foundation
import TestSupport
import Testing

/// One registry with good and faulty MISPs: everything the program prints about it and everything it writes, byte by byte.
struct GoldenTests {
  @Test func `the plan of a registry reads well in every format`() throws {
    try withRegistry(Golden.manifests) { registry in
      for format in ["text", "json", "markdown"] {
        let ran = registry.run("plan", "-o", format)
        #expect(ran.failure == Failure(.faults, ""))
        try expectSnapshot(ran.output, "golden/plan.\(format)")
      }
      try expectSnapshot(registry.run("plan", "-v", "--color", "always").output, "golden/plan.colour")
      for format in ["text", "json", "markdown"] {
        let ran = registry.run("validate", "-o", format)
        #expect(ran.failure == Failure(.faults, ""))
        try expectSnapshot(ran.output, "golden/validate.\(format)")
      }
      #expect(registry.ids.keys == [])
      #expect(try registry.git("rev-list", "--count", "HEAD") == "1")
    }
  }

  @Test func `reconciling a registry writes the same commit everywhere`() throws {
    var transcripts: [String] = []
    for kind in ["working tree", "again", "bare"] {
      try withRegistry(Golden.manifests) { registry in
        if kind == "bare" { _ = try registry.git("clone", "-q", "--bare", "repo", "bare", in: "") }
        let folder = kind == "bare" ? "bare" : "repo"
        if kind == "bare" {
          _ = try registry.git("config", "user.name", "Cara", in: folder)
          _ = try registry.git("config", "user.email", "cara@example.org", in: folder)
        }
        let ran = registry.run(["reconcile"], in: folder)
        #expect(ran.failure == Failure(.faults, ""))
        transcripts.append(try transcript(ran.output, registry, folder))
        #expect(try registry.git("fsck", "--strict", "--no-dangling", "--no-progress", in: folder) == "")
        if kind != "bare" { #expect(try registry.sandbox.status() == "") }
      }
    }
    #expect(transcripts[1] == transcripts[0])
    #expect(transcripts[2] == transcripts[0])
    try expectSnapshot(transcripts[0], "golden/reconcile")
  }

  @Test func `reconciling answers in JSON`() throws {
    try withRegistry(Golden.manifests) { registry in
      let ran = registry.run("reconcile", "-o", "json")
      #expect(ran.failure == Failure(.faults, ""))
      try expectSnapshot(ran.output, "golden/reconcile.json")
    }
  }

  /// What was printed, the commit object, the names and ids of all files, and the state files themselves.
  private func transcript(_ output: String, _ registry: RegistrySandbox, _ folder: String) throws -> String {
    let files = try registry.git("ls-tree", "-r", "HEAD", in: folder)
    let commit = try registry.git("cat-file", "commit", "HEAD", in: folder)
    var text = "\(output)\n===== commit \(try registry.git("rev-parse", "HEAD", in: folder))\n\(commit)\n\n\(files)\n"
    for line in files.split(separator: "\n") where line.contains("\tState/") {
      let file = line.split(separator: "\t")[1]
      text += "\n===== \(file)\n\(try registry.git("show", "HEAD:\(file)", in: folder))\n"
    }
    return text
  }
}
