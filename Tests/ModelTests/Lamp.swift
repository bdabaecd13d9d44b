import RegistrySupport
import Source

@testable import Model

/// A kind that exists for tests alone: it has one of everything that the model knows.
enum Lamp: ResourceKind {
  struct Spec: Fielded {
    var title = ""
    var room: String?
    var watts = 5
    var isLit = false

    static let fields: [Field<Spec>] = [
      .text("title", \.title, TextLimits(1...32), "Title."), .optionalText("room", \.room, TextLimits(1...32), "Room."),
      .integer("watts", \.watts, 1...100, default: 5, "Watts."),
      .boolean("isLit", \.isLit, default: false, "Whether it is lit."),
    ]
  }

  struct Key: Fielded {
    var value = Secret("")
    var issuedAt = Instant(milliseconds: 0)

    static let fields: [Field<Key>] = [.secret("value", \.value, "Key."), .time("issuedAt", \.issuedAt, "When.")]
  }

  struct Status: Fielded {
    var isOver = false
    var keys: [Key] = []
    var master = Key()

    static let fields: [Field<Status>] = [
      .boolean("isOver", \.isOver, default: false, "Whether its life has ended."), .list("keys", \.keys, "Keys."),
      .group("master", \.master, "Key of all."),
    ]
  }

  struct Settings: SettingsSection {
    var limit = 3

    static let key: String? = "lamps"
    static let fields: [Field<Settings>] = [.integer("limit", \.limit, 1...9, default: 3, "How many.")]
  }

  static let name = "Lamp"
  static let prefix = "lamp"
  static let folder = "lamps"
  static let summary = "A lamp."
  static let citation = "nowhere"
  static let example = "lamp"
  static let secretResponseMembers: Set<ExactString> = ["licenseKey"]

  static func codes(isNew: Bool) -> FieldCodes {
    FieldCodes(
      missing: .init("LMP_001", message: "Missing"), invalid: .init(isNew ? "LMP_002" : "LMP_003", message: "Invalid"))
  }

  static let eventModule = EventModule(
    name: "Lamp", applicationID: "1", applicationName: "Lamps", moduleID: "LMP", moduleName: "Lamps")

  static let rules: [Rule<Lamp>] = [.noBlanks(at: "title") { $0.title }]
  static let warnings = [similarNames.warning]
  static let similarNames = SimilarNames<Lamp>(at: "title") { $0.room == "none" ? nil : ($0.title, $0.room ?? "") }
  static let invariants: [Invariant<Lamp>] = [
    Invariant("lamp.keys.dark", summary: "A lamp that is not lit has no keys.") { object in
      object.spec.isLit || object.status.keys.isEmpty ? nil : "status.keys"
    },
    Invariant(
      "lamp.keys.order", summary: "Keys are in the order of their times.", each: "status.keys",
      items: { $0.status.keys },
      holds: { key, position, object in
        position == 0 || object.status.keys[position - 1].issuedAt <= key.issuedAt
      }),
  ]
  static let indexes: [Index<Lamp>] = [
    Index("Title of  the LAMP!", claims: { [ExactString($0.title)] }, values: { [ExactString($0.spec.title)] }),
    Index("room", isUnique: false, tellsRenames: true, values: { $0.spec.room.map { [ExactString($0)] } ?? [] }),
    similarNames.index,
  ]

  static let operations = [create, amend, end]
  static var creation: Operation<Lamp> { create }
  static var amendment: Operation<Lamp> { amend }

  static let create = Operation<Lamp>(
    "lamp.create", envelope: "lamps.create", summary: "Creates it.", citation: "A1",
    stages: [
      .emits("LMP_100"), .expects(rule: "lamp.title.required", failing: "LMP_101"), .takes(.all), .emits("LMP_102"),
      .requires(isFree), .requires(isKnown),
    ]
  ) { .text($0.object.id) }

  static let amend = Operation<Lamp>(
    "lamp.amend", envelope: "lamps.amend", summary: "Changes it.", citation: "formats §9",
    stages: [
      .requires(isKnown), .emits("LMP_200"), .takes(["watts", "title"]), .requires(isFree),
      .expects(rule: "lamp.title.required", failing: "LMP_201"), .expects(rule: "lamp.unheard", failing: "LMP_202"),
      .expects(rule: "lamp.title.required", failing: "LMP_203"),
    ]
  ) { _ in .null }

  static let end = Operation<Lamp>(
    "lamp.end", envelope: "lamps.end", summary: "Ends it.", citation: "A", stages: [.emits("LMP_300")]
  ) { _ in .null }

  static let isFree = Precondition<Lamp>(
    "lamp.title.free", code: "LMP_004", message: "Title taken", summary: "The title is free.", failing: nil,
    path: "spec.title", hint: "choose another"
  ) { _ in .holds }

  static let isKnown = Precondition<Lamp>(
    "lamp.id.known", code: "LMP_005", message: "No lamp %s here", summary: "The lamp exists.", failing: nil,
    path: "metadata.name", unreachable: "a manifest creates it"
  ) { _ in .fails() }

  static func route(from stored: Stored<Lamp>?, to desired: Spec?) -> Operation<Lamp>? {
    guard let stored else { return create }
    guard let desired else { return stored.status.isOver ? nil : end }
    return amend.isWanted(by: desired, over: stored.spec) ? amend : nil
  }
}

extension Lamp {
  /// A stored lamp with a manifest.
  static func stored(_ name: String, title: String = "t", change: (inout Stored<Lamp>) -> Void = { _ in }) -> Stored<
    Lamp
  > {
    var metadata = Metadata()
    metadata.name = name
    metadata.id = "id-\(name)"
    var spec = Spec()
    spec.title = title
    var lamp = Stored<Lamp>(metadata: metadata, spec: spec)
    lamp.record.createdBy = "ada@example.org"
    lamp.record.source = "\(name).yaml"
    lamp.status.master.value = Secret("master-\(name)")
    change(&lamp)
    return lamp
  }

  /// A registry of stored lamps, on 1 January 2026.
  static func registry(_ lamps: [Stored<Lamp>] = []) throws -> any Registry {
    var registry = TestRegistry(at: "2026-01-01")
    registry.catalog = Catalog(
      kinds: [Lamp.self, Meter.self], sections: [Settings.self], version: 1, events: { [] }, codes: { [] })
    registry.state.objects = ["Lamp": lamps.map(\.node)]
    return try registry.registry()
  }
}
