package import Source

/// Everything about one kind of object. A conforming `enum` is a namespace; it is never instantiated.
///
/// A kind knows nothing of the engine. It declares what its objects look like (`Spec`, `Status`), which rules they obey,
/// which documented operations change them, and which operation comes next on the way from stored to desired. The
/// requirements are grouped into the protocols below; those with a default are for kinds that need more.
package protocol ResourceKind: KindExamples, KindRules, KindOperations, KindQueries, KindTables {}

/// How a kind is called, and what its objects consist of.
package protocol KindFields: Sendable {
  /// What authors control.
  associatedtype Spec: Fielded
  /// What the registry knows: life-cycle words and generated values.
  associatedtype Status: Fielded
  /// The kind's section of the Registry settings.
  associatedtype Settings: SettingsSection

  /// As in manifests: `MISP`.
  static var name: String { get }
  /// The first part of rule and operation ids: `misp`.
  static var prefix: String { get }
  /// The folder below `objects` in the state folder: lower case, joined, plural.
  static var folder: String { get }
  /// How its objects are divided among files of the state folder.
  static var storage: Storage { get }
  static var summary: String { get }
  /// Where the documents describe it.
  static var citation: String { get }
  /// The documented codes for missing and invalid members of the spec, which may differ between creating and changing.
  static func codes(isNew: Bool) -> FieldCodes
  /// Members of response envelopes whose values are secrets.
  static var secretResponseMembers: Set<ExactString> { get }
}

extension KindFields {
  package static var secretResponseMembers: Set<ExactString> { [] }
  package static var storage: Storage { .files }
}

/// Manifests to start from.
package protocol KindExamples: KindFields {
  /// A complete manifest to start from, as `partnerctl new` prints it.
  static var example: String { get }
  /// Manifests of the objects that the example refers to; empty if it refers to none.
  static var examplePrerequisites: String { get }
  /// The places of the example that `partnerctl new` may fill.
  static var blanks: [Blank] { get }
  /// The example with its blanks filled, by their names, and with fresh values where old ones would be refused.
  static func example(filling values: [String: String], surroundings: Surroundings) throws -> String
  /// A manifest like the example, the `number`-th of any many: no two claim the same unique value. It needs the
  /// prerequisites of the example.
  static func sample(_ number: Int) -> String
}

extension KindExamples {
  package static var examplePrerequisites: String { "" }
  package static var blanks: [Blank] { [] }
  package static func sample(_ number: Int) -> String { example }
  package static func example(filling values: [String: String], surroundings: Surroundings) throws -> String {
    example
  }
}

/// What must hold of a kind's manifests and stored objects.
package protocol KindRules: KindFields {
  static var rules: [Rule<Self>] { get }
  /// What holds of every stored object, whichever operations made it.
  static var invariants: [Invariant<Self>] { get }
  /// What is worth a warning once a run has done everything else; none of a large kind.
  static var warnings: [Warning<Self>] { get }
  static var indexes: [Index<Self>] { get }
}

extension KindRules {
  package static var warnings: [Warning<Self>] { [] }
  package static var invariants: [Invariant<Self>] { [] }
}

/// The documented operations of a kind, and which of them comes next.
package protocol KindOperations: KindFields {
  /// The module whose audit events the operations emit.
  static var eventModule: EventModule { get }
  /// Every documented operation, in the order of the reference.
  static var operations: [Operation<Self>] { get }
  /// The operation that brings an object into being.
  static var creation: Operation<Self> { get }
  /// The operation that changes an object's details; it reports the faults of a changed manifest.
  static var amendment: Operation<Self> { get }

  /// The next operation on the way from stored to desired; nil when the object is there.
  ///
  /// Asked again after every step, so that it decides by the difference alone. `desired` is nil when the manifest is
  /// gone: then the way is the documented end of life. Each operation must bring the object nearer, or the run traps.
  static func route(from stored: Stored<Self>?, to desired: Spec?) -> Operation<Self>?

  /// The operation that time alone asks for, or another object that this one follows; nil if none. It acts in the name
  /// of `SYSTEM`. Kinds that it looks at come before this one in the catalogue.
  static func due(_ stored: Stored<Self>, at time: Instant, in registry: any Registry) -> Operation<Self>?

  /// Whether no other object may have this one's id; false for one whose life has ended in a way that frees its id.
  static func ownsID(_ stored: Stored<Self>) -> Bool

  /// The moment from which `due` will ask for something, if nothing else happens; nil for never.
  static func deadline(of stored: Stored<Self>) -> Instant?
}

extension KindOperations {
  package static func operation(_ id: String) -> Operation<Self>? { operations.first { $0.id == id } }
  package static func due(_ stored: Stored<Self>, at time: Instant, in registry: any Registry) -> Operation<Self>? {
    nil
  }
  package static func deadline(of stored: Stored<Self>) -> Instant? { nil }
  package static func ownsID(_ stored: Stored<Self>) -> Bool {
    stored.isDeclared || route(from: stored, to: nil) != nil
  }
}

/// The documented questions about a kind's objects.
package protocol KindQueries {
  static var queries: [Query] { get }
  /// The groups of the queries that have one.
  static var queryGroups: [QueryGroup] { get }
}

extension KindQueries {
  package static var queries: [Query] { [] }
  package static var queryGroups: [QueryGroup] { [] }
}

/// A kind's tables in MOSIP's databases.
package protocol KindTables: KindFields {
  /// How objects are rows of MOSIP's tables; nil for a kind that has no table there.
  static var tables: TableMapping<Self>? { get }
  /// Tables that those refer to, of what the program knows itself.
  static var referenceTables: [ReferenceTable] { get }
}

extension KindTables {
  package static var tables: TableMapping<Self>? { nil }
  package static var referenceTables: [ReferenceTable] { [] }
}

/// How the objects of a kind are divided among files of the state folder.
package enum Storage: Sendable {
  /// A file for each object: for kinds of which there are thousands at most.
  case files
  /// Many objects to a file, one on a line: for kinds of which there are millions.
  case shards
}
