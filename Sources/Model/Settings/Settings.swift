package import Source

/// A kind's section of the Registry settings.
package protocol SettingsSection: Fielded {
  /// The key of the section in the Registry's `spec`; nil for kinds without settings.
  static var key: String? { get }
}

/// The empty section of kinds without settings.
package struct NoSettings: SettingsSection {
  /// Creates the empty section.
  package init() {}
  /// No key: kinds without settings have no section.
  package static let key: String? = nil
  /// No fields.
  package static let fields: [Field<NoSettings>] = []
}

/// The settings that belong to no kind.
package struct RegistrySettings: Fielded {
  /// The state folder, relative to the repository's root.
  package var state = "State"
  /// The value of `env` in signed responses.
  package var environment = "Developer"
  /// The limit of removals that one run may make.
  package var removals = RemovalLimit()
  /// Who may seal runs.
  package var trust = Trust()

  /// Creates the settings with their defaults.
  package init() {}

  /// The number of objects whose manifests may vanish in one run.
  package struct RemovalLimit: Fielded {
    /// The greatest share of a kind's live objects, in whole per cent.
    package var limit = 10
    /// The number of removals of a kind that are always allowed.
    package var minimum = 5

    package init() {}

    /// The field table of the limit.
    package static let fields: [Field<RemovalLimit>] = [
      .percentage("limit", \.limit, default: 10, "Share of the live objects of a kind that one run may remove.")
        .guarding(.lower),
      .integer(
        "minimum", \.minimum, 0...1_000_000, default: 5, "Number of removals of a kind that one run may always make."
      ).guarding(.lower),
    ]

    /// The greatest number of removals allowed among `live` objects.
    package func allowance(live: Int) -> Int { max(minimum, live * limit / 100) }
  }

  /// Who is trusted to make runs.
  package struct Trust: Fielded {
    /// The public keys that may seal runs, by the names of their holders; empty to leave them as they are.
    package var runners: [ExactString: String] = [:]

    package init() {}

    /// The field table of the trust.
    package static let fields: [Field<Trust>] = [
      .texts(
        "runners", \.runners, limits: TextLimits(1...128, format: runnerFormat),
        "Who may make runs from the next one on: the public key of each, by name; if left out, those who may now.")
    ]

    private static let start = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI"

    private static let runnerFormat = TextFormat(
      name: "ssh-ed25519", pattern: "^\(start)[A-P][A-Za-z0-9+/]{42}$",
      explanation: "a public key as partnerctl key show --for runs prints it: ssh-ed25519 and 68 characters"
    ) { text in
      guard text.utf8.starts(with: start.utf8), text.utf8.count == start.utf8.count + 43 else { return false }
      let rest = text.utf8.dropFirst(start.utf8.count)
      guard let first = rest.first, (UInt8(ascii: "A")...UInt8(ascii: "P")).contains(first) else { return false }
      return rest.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2B || $0 == 0x2F }
    }
  }

  package static let pathFormat = TextFormat(
    name: "path", pattern: "^[A-Za-z0-9_][-A-Za-z0-9_.]*(/[A-Za-z0-9_][-A-Za-z0-9_.]*)*$",
    explanation: "name a folder relative to the repository's root, of letters, digits, \"-\", \"_\", \".\" and \"/\""
  ) { text in
    text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first, first != 0x2D, first != 0x2E, part.lowercased() != ".git" else { return false }
      return part.utf8.allSatisfy { byte in
        byte.isASCIIAlphanumeric
          || byte == 0x2D || byte == 0x2E || byte == 0x5F
      }
    }
  }

  /// The field table of the settings that belong to no kind.
  package static let fields: [Field<RegistrySettings>] = [
    .text(
      "state", \.state, TextLimits(1...512, format: pathFormat), default: "State",
      "Folder of the stored state, relative to the repository's root."),
    .text("environment", \.environment, TextLimits(1...64), default: "Developer", "`env` in signed responses."),
    .group("removals", \.removals, "Limits beyond which a run is refused because it removes too many objects."),
    .group("trust", \.trust, "Who is trusted to make runs."),
  ]
}

/// All settings of a registry: the common ones and one section per kind.
package struct Settings: Sendable {
  /// The settings that belong to no kind.
  package var registry = RegistrySettings()
  private var sections: [String: any SettingsSection] = [:]

  /// Creates settings with all defaults.
  package init() {}

  /// The section of this type; its defaults if the registry does not set it.
  package subscript<Section: SettingsSection>(_ type: Section.Type) -> Section {
    guard let key = Section.key, let section = sections[key] as? Section else { return Section() }
    return section
  }

  /// Replaces a section; a section without a key is ignored.
  package mutating func set(_ section: any SettingsSection) {
    if let key = type(of: section).key { sections[key] = section }
  }
  /// Takes the value of every guard about which other settings are stricter.
  package mutating func tighten(by other: Settings) {
    registry.tighten(by: other.registry)
    for (_, section) in sections.merging(other.sections, uniquingKeysWith: { own, _ in own }) {
      tighten(section, by: other)
    }
  }

  private mutating func tighten<Section: SettingsSection>(_ section: Section, by other: Settings) {
    var tightened = self[Section.self]
    tightened.tighten(by: other[Section.self])
    set(tightened)
  }

  /// The settings of some sections and those that belong to no kind, as `spec` of `registry.yaml` states them.
  package func node(sections: [any SettingsSection.Type]) -> Node {
    func entry<Section: SettingsSection>(_ type: Section.Type) -> Entry? {
      Section.key.map { Entry(key: ExactString($0), value: self[type].node) }
    }
    return Node(.mapping((registry.node.entries ?? []) + sections.compactMap { entry($0) }))
  }
}

extension Settings {
  /// The module of the events about settings: the services have none.
  package static let eventModule = EventModule(
    name: "Registry", applicationID: "partnerctl", applicationName: "partnerctl", moduleID: "PCT_REG",
    moduleName: "Registry settings")

  /// The event of settings that a run records.
  package static let recordedEvent = EventDefinition(
    module: "Registry", name: "settings.record", type: "USER", phase: "success", title: "Record Settings", idType: nil,
    isDocumented: false, meaning: "The settings of the registry were changed")
}
