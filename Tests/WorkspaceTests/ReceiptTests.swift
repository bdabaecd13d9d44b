import Engine
import Git
import Model
import Source
import TestSupport
import Testing

@testable import Workspace

/// Rules about the time of receipt, judged before anything is reconciled.
struct ReceiptTests {
  @Test func `what is committed is judged by its commit`() throws {
    let office = try Office()
    try office.commit(["a.yaml": .letter("a", sent: 0)], at: 3)
    try office.commit(["b.yaml": .letter("b", sent: 0)], at: 9)
    #expect(try office.faults(at: 1000) == ["b.yaml letter.fresh"])
    #expect(try office.faults(of: "HEAD", at: 1000) == ["b.yaml letter.fresh"])
    #expect(try office.faults(of: "HEAD^", at: 1000) == [])
  }

  @Test func `what is not committed is judged by the clock of the run`() throws {
    let office = try Office()
    try office.commit(["a.yaml": .letter("a", sent: 0), "c.yaml": .letter("c", sent: 0)], at: 3)
    try office.sandbox.write(.letter("b", sent: 0), to: "b.yaml")
    // Another document makes the file another one, and each of its objects is still looked at by itself.
    try office.sandbox.write(.letter("a", sent: 0) + "---\n" + .letter("d", sent: 995), to: "a.yaml")
    try office.sandbox.write("# a remark\n" + .letter("c", sent: 0), to: "c.yaml")
    #expect(try office.faults(at: 4) == [])
    #expect(try office.faults(at: 1000) == ["b.yaml letter.fresh"])
    #expect(try office.faults(of: "HEAD", at: 1000) == [])
  }

  @Test func `a moved letter is received anew`() throws {
    let office = try Office()
    try office.commit(["a.yaml": .letter("a", sent: 0)], at: 3)
    try office.sandbox.remove("a.yaml")
    try office.sandbox.write(.letter("a", sent: 0), to: "other.yaml")
    #expect(try office.faults(at: 1000) == ["other.yaml letter.fresh"])
  }

  @Test func `what is reconciled is not judged again`() throws {
    let office = try Office()
    try office.commit(["a.yaml": .letter("a", sent: 0)], at: 3)
    try office.reconcile(at: 4)
    try office.sandbox.write("# later\n" + .letter("a", sent: 0), to: "a.yaml")
    #expect(try office.faults(at: 1000) == [])
    try office.sandbox.write(.letter("a", sent: 1), to: "a.yaml")
    #expect(try office.faults(at: 1000) == ["a.yaml letter.fresh"])
  }

  @Test func `before the first commit everything is judged by the clock`() throws {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q", "-b", "main", sandbox.path("repo"), in: "")
    let office = Office(sandbox)
    try sandbox.write(.registry, to: "registry.yaml")
    try sandbox.write(.letter("a", sent: 0), to: "a.yaml")
    #expect(try office.faults(at: 4) == [])
    #expect(try office.faults(at: 1000) == ["a.yaml letter.fresh"])
  }

  @Test func `a plan for the working tree is of whoever makes it`() throws {
    let office = try Office()
    let first = try office.commit(["a.yaml": .letter("a", sent: 0), "gone.yaml": .letter("gone", sent: 0)], at: 3)
    let state = try office.reconcile(at: 4)
    try office.commit(["b.yaml": .letter("b", sent: 4)], at: 5)
    try office.sandbox.remove("gone.yaml")
    try office.sandbox.write(.letter("c", sent: 999), to: "c.yaml")
    try office.sandbox.write(.letter("a", sent: 2), to: "a.yaml")
    let (plan, provenance) = try office.planForWorkingTree(at: 1000)
    #expect(first != state)
    #expect(plan.outcome.diagnostics.map(\.brief) == ["a.yaml letter.fresh"])
    #expect(
      provenance.mapValues { "\($0.author.name) \($0.commit == nil ? "-" : "committed")" } == [
        "a": "Cara -", "b": "Ada committed", "c": "Cara -", "gone": "Cara -",
      ])
    #expect(plan.outcome.changes.map { $0.node["provenance"]?.isNull } == [false, true, true])
    #expect(plan.digest(by: .system) == (try office.planForWorkingTree(at: 1001).plan.digest(by: .system)))
  }
}

/// A registry of letters, which must be received within five minutes. Times are in minutes.
private final class Office {
  let sandbox: Sandbox

  init(_ sandbox: Sandbox) { self.sandbox = sandbox }

  convenience init() throws { self.init(try Sandbox.repository(["registry.yaml": .registry])) }

  @discardableResult
  func commit(_ files: [String: String], at minute: Int) throws -> GitHash {
    sandbox.committedAt = Int(Instant(minute: minute).seconds)
    sandbox.author = ("Ada", "ada@example.org")
    return try sandbox.commit(files)
  }

  private func workspace() throws -> Workspace {
    let catalog = Catalog(kinds: [Letter.self], sections: [], version: 1, events: { [] }, codes: { [] })
    return try Workspace(sandbox.path("repo"), folder: nil, catalog: catalog, instruments: .system)
  }

  private func run(_ minute: Int, _ ids: any IDSource = PlaceholderIDs()) -> Run {
    Run(
      time: Instant(minute: minute), tool: "partnerctl test", actor: Actor(name: "Cara", email: "cara@example.org"),
      hostName: "host", hostAddress: "127.0.0.1", ids: ids)
  }

  /// What `validate` reports for the working tree, or for a revision.
  func faults(of revision: String? = nil, at minute: Int) throws -> [String] {
    let workspace = try workspace()
    let validation = Validation(workspace, run: run(minute))
    let findings =
      try revision.map { try validation.validate(workspace.commit($0)) } ?? validation.validateWorkingTree()
    return findings.list.listed.map(\.brief)
  }

  func planForWorkingTree(at minute: Int) throws -> (plan: Plan, provenance: [String: Provenance]) {
    let workspace = try workspace()
    let planned = try Planner(workspace, run: run(minute)).planWorkingTree(over: try workspace.commit("HEAD"))
    return (planned.plan, Dictionary(uniqueKeysWithValues: planned.request.provenance.map { ($0.name, $1) }))
  }

  @discardableResult
  func reconcile(at minute: Int) throws -> GitHash? {
    let workspace = try workspace()
    let keys = KeyStore(option: nil, variables: [:], repository: workspace.objects.repository.commonDirectory) { $0 }
    let session = Session(run: run(minute, SystemIDs()), committer: Committer([:]), keys: keys, runners: try .test())
    return try RunRecorder(workspace).reconcileOnce("refs/heads/main", session: session, isPublishing: true).result
      .commit
  }
}

/// A kind for which the time of receipt counts.
private enum Letter: ResourceKind {
  typealias Settings = NoSettings

  static let name = "Letter"
  static let prefix = "letter"
  static let folder = "letters"
  static let summary = "A letter."
  static let citation = "-"
  static let eventModule = EventModule(
    name: "Office", applicationID: "1", applicationName: "Office", moduleID: "O", moduleName: "Office")
  static let example = ""
  static let rules: [Rule<Letter>] = []
  static let indexes: [Index<Letter>] = []
  static let operations = [send]
  static let creation = send
  static let amendment = send

  static func codes(isNew: Bool) -> FieldCodes { .ours }

  static func route(from stored: Stored<Letter>?, to desired: Spec?) -> Model.Operation<Letter>? {
    desired.flatMap { $0.sentAt == stored?.spec.sentAt ? nil : send }
  }

  struct Spec: Fielded {
    var sentAt = Instant(milliseconds: 0)
    static let fields: [Field<Spec>] = [.time("sentAt", \.sentAt, "When it was sent.")]
  }

  struct Status: Fielded {
    static let fields: [Field<Status>] = []
  }

  static let send = Model.Operation<Letter>(
    "letter.send", envelope: "letter", summary: "Sends.", citation: "-",
    stages: [
      .requires(
        Precondition(
          "letter.fresh", code: "L-1", message: "Too old", summary: "It is fresh.", failing: nil, path: "spec.sentAt"
        ) { act in
          guard let received = act.provenance?.receivedAt else { return .holds }
          return Verdict(received.milliseconds - act.desired.sentAt.milliseconds <= 300_000)
        }),
      .does { act in
        if act.object.id.isEmpty { act.takeID { $0.run.ids.uuid() } }
        act.object.spec = act.desired
      },
    ]
  ) { _ in .null }
}

extension Instant {
  fileprivate init(minute: Int) { self.init(seconds: 1_700_000_100 + 60 * Int64(minute)) }
}

extension Diagnostic {
  fileprivate var brief: String { "\(location?.file ?? "-") \(rule)" }
}

extension String {
  fileprivate static let registry = "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\n"

  fileprivate static func letter(_ name: String, sent minute: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: Letter
    metadata: {name: \(name)}
    spec: {sentAt: \(Instant(minute: minute))}

    """
  }
}
