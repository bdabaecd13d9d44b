package import Source

/// Everything about one kind of object. A conforming `enum` is a namespace and is never instantiated.
///
/// A kind knows nothing of the engine. It declares what its objects consist of (`Spec`, `Status`), which rules they
/// obey, which documented operations change them, and which operation comes next between the stored and the desired
/// state. The requirements are grouped into the protocols below; requirements with a default are for kinds that need
/// more.
package protocol ResourceKind: KindExamples, KindRules, KindOperations, KindQueries, KindTables {}

/// The names of a kind, and what its objects consist of.
package protocol KindFields: Sendable {
  /// The fields that authors control.
  associatedtype Spec: Fielded
  /// The fields that the program writes: life-cycle words and generated values.
  associatedtype Status: Fielded
  /// The kind's section of the Registry settings.
  associatedtype Settings: SettingsSection

  /// The name in manifests, such as `MISP`.
  static var name: String { get }
  /// The first part of rule and operation ids, such as `misp`.
  static var prefix: String { get }
  /// The folder below `objects` in the state folder: the plural in lower case, without spaces.
  static var folder: String { get }
  /// How the objects are divided among files of the state folder.
  static var storage: Storage { get }
  /// What objects of the kind are, as the reference shows it.
  static var summary: String { get }
  /// The place in the documents that describes the kind.
  static var citation: String { get }
  /// The documented codes for missing and invalid members of the spec, which may differ between creating and changing.
  static func codes(isNew: Bool) -> FieldCodes
  /// The members of response envelopes whose values are secrets.
  static var secretResponseMembers: Set<ExactString> { get }
}

extension KindFields {
  /// No secrets in responses: the default.
  package static var secretResponseMembers: Set<ExactString> { [] }
  /// One file for each object: the default.
  package static var storage: Storage { .files }
}

/// The example manifests of a kind.
package protocol KindExamples: KindFields {
  /// A complete manifest to start from, as `partnerctl new` prints it.
  static var example: String { get }
  /// The manifests of the objects that the example refers to; empty if it refers to none.
  static var examplePrerequisites: String { get }
  /// The values of the example that options of `partnerctl new` replace.
  static var blanks: [Blank] { get }
  /// Returns the example with blanks filled, by their names, and with fresh values where old ones would be rejected.
  static func example(filling values: [String: String], surroundings: Surroundings) throws -> String
  /// Returns a manifest like the example, the `number`-th of any number: no two claim the same unique value. It needs
  /// the prerequisites of the example.
  static func sample(_ number: Int) -> String
}

extension KindExamples {
  /// No prerequisites: the default, for an example that refers to no object.
  package static var examplePrerequisites: String { "" }
  /// No blanks: the default.
  package static var blanks: [Blank] { [] }
  /// The example itself: the default, for kinds without unique values.
  package static func sample(_ number: Int) -> String { example }
  /// The example as it is: the default, for kinds without blanks.
  package static func example(filling values: [String: String], surroundings: Surroundings) throws -> String {
    example
  }
}

/// The sentences that must hold for a kind's manifests and stored objects.
package protocol KindRules: KindFields {
  /// The rules of manifests beyond the shapes of single fields, in the order of the reference.
  static var rules: [Rule<Self>] { get }
  /// The sentences that hold for every stored object, whichever operations made it.
  static var invariants: [Invariant<Self>] { get }
  /// The warnings that are looked for at the end of a run.
  static var warnings: [Warning<Self>] { get }
  /// The moments at which a warning begins to hold for an object, or for those that follow it, by the time alone.
  static func reminders(of stored: Stored<Self>) -> [Instant]
  /// The values by which objects are found, or which must be unique.
  static var indexes: [Index<Self>] { get }
}

extension KindRules {
  /// No warnings: the default.
  package static var warnings: [Warning<Self>] { [] }
  /// No reminders: the default, for kinds whose warnings do not begin by the time alone.
  package static func reminders(of stored: Stored<Self>) -> [Instant] { [] }
  /// No invariants of its own: the default.
  package static var invariants: [Invariant<Self>] { [] }
}

/// The documented operations of a kind, and which of them comes next.
package protocol KindOperations: KindFields {
  /// The module whose audit events the operations emit.
  static var eventModule: EventModule { get }
  /// Every documented operation, in the order of the reference.
  static var operations: [Operation<Self>] { get }
  /// The operation that creates an object.
  static var creation: Operation<Self> { get }
  /// The operation that changes an object's details; it reports the faults of a changed manifest.
  static var amendment: Operation<Self> { get }

  /// The next operation on an object between its stored and its desired state; nil if it is up to date.
  ///
  /// It is called again after every step, so it must decide by the difference alone. `desired` is nil if the manifest
  /// is gone: then the desired state is the documented end of life. Each operation must reduce the difference, or the
  /// run traps.
  static func route(from stored: Stored<Self>?, to desired: Spec?) -> Operation<Self>?

  /// The operation that is due because of the time alone, or because of another object that this one follows; nil if
  /// none is. Its actor is `SYSTEM`. Kinds that it depends on come before this one in the catalogue.
  static func due(_ stored: Stored<Self>, at time: Instant, in registry: any Registry) -> Operation<Self>?

  /// Tells whether no other object may have this object's id; false after an end of life that frees the id.
  static func ownsID(_ stored: Stored<Self>) -> Bool

  /// The moment from which `due` will return an operation if nothing else happens; nil for never.
  static func deadline(of stored: Stored<Self>) -> Instant?
}

extension KindOperations {
  /// The operation with this id, such as `misp.approve`; nil if the kind has none.
  package static func operation(_ id: String) -> Operation<Self>? { operations.first { $0.id == id } }
  /// No operation is ever due: the default.
  package static func due(_ stored: Stored<Self>, at time: Instant, in registry: any Registry) -> Operation<Self>? {
    nil
  }
  /// No deadline: the default, for kinds without operations that are due.
  package static func deadline(of stored: Stored<Self>) -> Instant? { nil }
  /// Tells whether the object has a manifest or can still be removed: the default.
  package static func ownsID(_ stored: Stored<Self>) -> Bool {
    stored.isDeclared || route(from: stored, to: nil) != nil
  }
}

/// The documented queries about a kind's objects.
package protocol KindQueries {
  /// The queries, in the order of the reference.
  static var queries: [Query] { get }
  /// The groups of the queries that have one.
  static var queryGroups: [QueryGroup] { get }
}

extension KindQueries {
  /// No queries: the default.
  package static var queries: [Query] { [] }
  /// No groups: the default, for kinds without queries of a group.
  package static var queryGroups: [QueryGroup] { [] }
}

/// The tables of a kind in MOSIP's databases.
package protocol KindTables: KindFields {
  /// How objects are rows of MOSIP's tables; nil for a kind without a table.
  static var tables: TableMapping<Self>? { get }
  /// Tables that the kind's tables refer to and whose rows the program knows itself.
  static var referenceTables: [ReferenceTable] { get }
}

extension KindTables {
  /// No table: the default.
  package static var tables: TableMapping<Self>? { nil }
  /// No reference tables: the default.
  package static var referenceTables: [ReferenceTable] { [] }
}

/// How the objects of a kind are divided among files of the state folder.
package enum Storage: Sendable {
  /// One file for each object, for kinds with at most thousands of objects.
  case files
  /// Many objects in one file, one on each line, for kinds with millions of objects.
  case shards
}
