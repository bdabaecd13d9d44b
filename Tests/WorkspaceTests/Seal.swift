import CommandSupport
import Engine
import Git
import Kinds
import Model
import Source
import TestSupport
import Workspace

/// A kind whose answers are signed, in either layout, whatever the documents' kinds do.
enum Seal: ResourceKind {
  struct Spec: Fielded {
    var note = ""
    var layout = Layout.rfc7515
    static let fields: [Field<Spec>] = [
      .text("note", \.note, TextLimits(1...4000), default: "", "What is signed."),
      .word("layout", \.layout, default: .rfc7515, anyCase: false, "The layout."),
    ]
  }

  enum Layout: String, Word {
    case rfc7515
    case mosip
  }

  struct Status: Fielded {
    var note: String?
    static let fields: [Field<Status>] = [.optionalText("note", \.note, TextLimits(1...4000), "What was signed last.")]
  }

  static let name = "Seal"
  static let prefix = "seal"
  static let folder = "seals"
  static let summary = "A seal."
  static let citation = "nowhere"
  static let example = ""
  static func codes(isNew: Bool) -> FieldCodes { .ours }
  static let eventModule = MISP.eventModule
  typealias Settings = NoSettings

  static let rules: [Rule<Seal>] = []
  static let indexes: [Index<Seal>] = []
  static let operations = [creation]
  static let creation = Seal.make("seal.create")
  static var amendment: Operation<Seal> { creation }

  private static func make(_ id: String) -> Operation<Seal> {
    Operation(
      id, envelope: "seal", summary: "Seals it.", citation: "nowhere",
      stages: [
        .emits("PMS_MSP_101"),
        .does { act in
          if act.object.id.isEmpty { act.takeID { String($0.takeNumber(for: Seal.self, from: 1)) } }
          act.object.status.note = act.desired.note
        },
      ],
      signature: { act in
        let payload = Node.object([
          "status": .text("REGISTERED"), "digitalId": .text(act.desired.note), "deviceCode": .text(act.object.id),
          "env": .text(act.environment), "timeStamp": .text(act.time.description),
        ])
        return SignedResponse.request(act.desired.layout == .mosip ? .mosip : .rfc7515) {
          JSONWriter.line(payload, secrets: .masked)
        }
      },
      answer: { _ in .text(SigningRequest.placeholder) })
  }

  static func route(from stored: Stored<Seal>?, to desired: Spec?) -> Operation<Seal>? {
    guard let stored else { return creation }
    return desired.map { $0.note != stored.status.note } == true ? creation : nil
  }
}

extension String {
  static func seal(_ name: String, _ layout: Seal.Layout = .rfc7515, note: String = "eyJtYWtlIjoiTUMwMUEifQ") -> String
  {
    "apiVersion: partnerctl/v1\nkind: Seal\nmetadata: {name: \(name)}\nspec: {note: \"\(note)\", layout: \(layout.rawValue)}\n"
  }
}

extension RegistrySandbox {
  /// The registry with the kind `Seal` in its catalogue, which the program itself does not know.
  func sealing() throws -> Workspace {
    let standard = Catalog.standard
    let catalog = Catalog(
      kinds: standard.kinds + [Seal.self], sections: standard.sections, version: 1, events: standard.events,
      codes: standard.codes)
    return try Workspace(sandbox.path("repo"), folder: nil, catalog: catalog, instruments: .system)
  }

  var keys: KeyStore { keys(nil) }

  func keys(_ option: String?) -> KeyStore {
    KeyStore(option: option, variables: variables, repository: sandbox.path("repo/.git")) { self.sandbox.path($0) }
  }

  var keyFile: String { KeyStore.localPath(sandbox.path("repo/.git")) }

  private func session(isPlanning: Bool = false) throws -> Session {
    let run = Run(
      time: now, tool: "partnerctl test", actor: Actor(name: "Cara", email: "cara@example.org"), hostName: "host",
      hostAddress: "127.0.0.1", ids: isPlanning ? PlaceholderIDs() : ids)
    return Session(run: run, committer: Committer(variables), keys: keys, runners: try .test())
  }

  /// Reconciles seals.
  @discardableResult
  func seal(isDryRun: Bool = false) throws -> ReconcileResult {
    var session = try session(isPlanning: isDryRun)
    session.isDryRun = isDryRun
    return try RunRecorder(sealing()).reconcile("refs/heads/main", session: session)
  }

  func planSeals() throws -> Plan {
    let workspace = try sealing()
    let snapshot = try workspace.snapshot(of: try workspace.commit("HEAD"))
    return try Planner(workspace, run: session(isPlanning: true).run).plan(snapshot).plan
  }

  /// The signed text of a seal at `HEAD`.
  func signed(_ name: String) throws -> String {
    try stored("objects/seals/\(name).json").at("status", "response", "response").text ?? ""
  }
}

extension RunnerKeys {
  /// The key of a sandbox.
  static func test() throws -> RunnerKeys {
    RunnerKeys([RunnerKeys.variable: try RegistrySandbox.runnerKey()]) { $0 }
  }
}
