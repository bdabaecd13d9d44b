import Command
import Foundation
import Model
import TestSupport
import Testing

/// Warnings on the command line.
struct WarningTests {
  private static let names = [
    "a.YAML", "b.Yml", "c.yaml.txt", "d.yaml~", "e/f.YML.bak", "e/g.y\u{430}ml", "registry.Yaml",
  ]
  private static let plain = ["notes.txt", "yaml", "a.yamllint", "policy.pem", ".h.yaml.swp", "z.yaml/x.json"]

  private func warning(_ file: String, line: String = "") -> String {
    """
    warning: "\(file.split(separator: "/").last ?? "")" is not taken for a file of manifests
      --> \(file)
       = file.ignored
       = hint: rename it to end in .yaml if it is to be read, and else so that .yaml is no part of its name


    """
  }

  @Test func `files whose names almost say that they are manifests are named`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let files = Dictionary(uniqueKeysWithValues: (Self.names + Self.plain).map { ($0, "kind: [\n") })
      for (path, text) in files { try registry.sandbox.write(text, to: path) }
      let said = Self.names.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }.map { warning($0) }
      let validated = registry.run("validate")
      #expect(validated.output == said.joined() + "1 object: 0 errors, \(said.count) warnings\n")
      #expect(validated.code == .done)
      try registry.commit([:])
      #expect(registry.run("validate", "--rev", "HEAD") == validated)
      let plan = registry.run("plan")
      #expect(plan.code == .done && plan.output.contains(said.joined()))
      #expect(registry.run("plan", "--worktree").output.contains(said.joined()))
      let run = registry.run("reconcile")
      #expect(run.code == .done && run.output.contains(said.joined()))
      // Nothing has changed since.
      #expect(registry.run("reconcile").output == "nothing to do: the registry is as it was at serial 1\n")
      #expect(registry.run("plan") == registry.run("plan", "--full"))
      #expect(registry.run("plan").output.hasPrefix(said.joined()))
      #expect(registry.run("validate") == validated)
    }
  }

  @Test func `a MISP that is renamed away is removed with a word about its file`() throws {
    try withRegistry(["a.yaml": .misp("a"), "b.yaml": .misp("b")]) { registry in
      registry.run("reconcile")
      _ = try registry.git("mv", "a.yaml", "a.YAML")
      try registry.commit([:])
      let run = registry.run("reconcile")
      #expect(run.output.contains(warning("a.YAML")) && run.output.contains("1 removed"))
      #expect(run.failure == Failure(.done, ""))
    }
  }
}
