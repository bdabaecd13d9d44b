import CertificateSupport
import Command
import CommandSupport
import Engine
import Kinds
import Model
import Source
import TestSupport
import Testing
import Workspace

/// An id belongs to one object, also where the run that is to give it to another reads only what changed.
@Suite struct AdoptedIDTests {
  struct Kind: Sendable, CustomTestStringConvertible {
    let type: any ResourceKind.Type
    var testDescription: String { type.name }
  }

  static let kinds = Catalog.standard.kinds.map(Kind.init)

  @Test(arguments: kinds) func `the id of an object whose manifest did not change is taken`(_ kind: Kind) throws {
    let registry = try RegistrySandbox(
      ["0.yaml": kind.type.examplePrerequisites, "a.yaml": kind.type.sample(0)], isBare: true)
    registry.variables["PARTNERCTL_SIGNING_KEY"] = String(decoding: TestKey.rsa.pem, as: UTF8.self)
    #expect(registry.run("reconcile").code == .done)
    let stored = try registry.run("get", kind.type.name, "-o", "json").json
    let first = try #require(stored["items"]?.items?.first { $0.at("status", "source").text == "a.yaml" })
    let (owner, id) = (try #require(first.at("metadata", "name").text), try #require(first.at("metadata", "id").text))

    try registry.commit(objects: ["b.yaml": kind.type.sample(3).adopting(id)], "adopts an id")
    let workspace = try Workspace(
      registry.sandbox.path("repo"), folder: nil, catalog: .standard, instruments: .system(threads: 1))
    let snapshot = try #require(try workspace.incrementalSnapshot(of: try workspace.headCommit().commit))
    #expect(snapshot.desired.isPartial, "the run reads what changed and no more")
    let partial = try Planner(workspace, run: registry.planningRun).plan(snapshot).plan.outcome
    #expect(partial.diagnostics.map(\.rule) == ["metadata.id.taken"])

    let head = try registry.head
    for words in [
      ["validate", "--rev", "HEAD"], ["plan"], ["plan", "--full"], ["reconcile"], ["reconcile", "--full"],
    ] {
      let ran = registry.run(words)
      #expect(ran.code == .faults, "\(words)")
      let said = ran.output + ran.errors
      #expect(said.contains("The id \(id) belongs to \(kind.type.name) \(owner)"), "\(words)")
    }
    #expect(try registry.head == head)
    #expect(registry.run("verify").code == .done)
  }

  @Test func `an id that was generated for an object is taken, and that object's key goes on working`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      try registry.commit(["b.yaml": .misp("b", metadata: "id: \"100\"", "approval: approved")])
      #expect(registry.run("reconcile").code == .faults)
      registry.input = [registry.ids.keys[0]]
      #expect(registry.run("license", "validate", "100", "-").output == "MISP License key is valid\n")
      // Under another id it is accepted.
      try registry.commit(["b.yaml": .misp("b", metadata: "id: \"101\"", "approval: approved")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.misp("b").at("metadata", "id").text == "101")
    }
  }
}

extension RegistrySandbox {
  /// What a plan brings in.
  fileprivate var planningRun: Run {
    Run(
      time: now, tool: "test", actor: .unknown, hostName: "", hostAddress: "", ids: PlaceholderIDs())
  }
}
