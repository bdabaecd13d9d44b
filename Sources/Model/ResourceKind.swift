package import Source

/// Everything about one kind of object. A conforming `enum` is a namespace; it is never instantiated.
///
/// A kind knows nothing of the engine. It says what its objects look like (`Spec`, `Status`), which rules they obey,
/// which documented operations change them, and which operation comes next on the way from stored to desired.
package protocol ResourceKind: Sendable {
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
  /// The folder below `State/objects`: lower case, joined, plural.
  static var folder: String { get }
  /// How its objects lie in the state folder.
  static var storage: Storage { get }
  static var summary: String { get }
  /// Where the documents speak of it.
  static var citation: String { get }
  /// A complete manifest to start from, as `partnerctl new` prints it.
  static var example: String { get }
  /// Manifests of the objects that the example refers to; empty if it stands alone.
  static var examplePrerequisites: String { get }
  /// What `partnerctl new` may fill into the example.
  static var blanks: [Blank] { get }
  /// The example with its blanks filled, by their names, and everything fresh that must not be old.
  static func example(filling values: [String: String], _ surroundings: Surroundings) throws -> String
  /// A manifest like the example, the `number`-th of any many: no two want the same of what there is once. It needs
  /// the prerequisites of the example.
  static func sample(_ number: Int) -> String
  /// The documented codes for missing and invalid members of the spec, which may differ between creating and changing.
  static func codes(isNew: Bool) -> FieldCodes
  /// The module whose audit events the operations emit.
  static var eventModule: EventModule { get }
  /// Members of response envelopes whose values are secrets.
  static var secretResponseMembers: Set<ExactString> { get }

  static var rules: [Rule<Self>] { get }
  /// What holds of every stored object, whichever operations made it.
  static var invariants: [Invariant<Self>] { get }
  /// What is worth a warning once a run has done everything else; none of a large kind.
  static var warnings: [Warning<Self>] { get }
  static var indexes: [Index<Self>] { get }
  /// Every documented operation, in the order of the reference.
  static var operations: [Operation<Self>] { get }
  static var queries: [Query] { get }

  /// How the objects stand in MOSIP's databases; nil for a kind that has no table there.
  static var tables: TableMapping<Self>? { get }
  /// Tables that those refer to, of what the program knows itself.
  static var referenceTables: [ReferenceTable] { get }

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

/// How the objects of a kind lie in the state folder.
package enum Storage: Sendable {
  /// A file for each object: for kinds of which there are thousands at most.
  case files
  /// Many objects to a file, one on a line: for kinds of which there are millions.
  case shards
}

extension ResourceKind {
  package static var storage: Storage { .files }
  package static var examplePrerequisites: String { "" }
  package static var blanks: [Blank] { [] }
  package static func sample(_ number: Int) -> String { example }
  package static func example(filling values: [String: String], _ surroundings: Surroundings) throws -> String {
    example
  }
  package static func operation(_ id: String) -> Operation<Self>? { operations.first { $0.id == id } }
  package static func due(_ stored: Stored<Self>, at time: Instant, in registry: any Registry) -> Operation<Self>? {
    nil
  }
  package static func deadline(of stored: Stored<Self>) -> Instant? { nil }
  package static func ownsID(_ stored: Stored<Self>) -> Bool {
    stored.isDeclared || route(from: stored, to: nil) != nil
  }
  package static var warnings: [Warning<Self>] { [] }
  package static var queries: [Query] { [] }
  package static var invariants: [Invariant<Self>] { [] }
  package static var tables: TableMapping<Self>? { nil }
  package static var referenceTables: [ReferenceTable] { [] }
  package static var secretResponseMembers: Set<ExactString> { [] }
}

/// A value that finds objects of a kind: a name that must be unique, a key that must belong to one.
package struct Index<K: ResourceKind>: Sendable {
  package let name: String
  /// The name as a word fit for a path: the folder below `index` of a large kind's look-ups, whose values are written
  /// there as they are, so that a secret must never be one. No two indexes of large kinds may have the same.
  package let folder: String
  /// Whether no two objects may be found under the same value.
  package let isUnique: Bool
  /// Whether a manifest that takes over another object's value in the run in which that one's manifest vanished is
  /// taken for a rename.
  package let tellsRenames: Bool
  /// The values under which a stored object is found.
  package let values: @Sendable (Stored<K>) -> [ExactString]
  /// The values that a spec claims; empty for values only the registry knows.
  package let claims: @Sendable (K.Spec) -> [ExactString]

  package init(
    _ name: String, isUnique: Bool = true, tellsRenames: Bool = false,
    claims: @escaping @Sendable (K.Spec) -> [ExactString] = { _ in [] },
    values: @escaping @Sendable (Stored<K>) -> [ExactString]
  ) {
    self.name = name
    folder = Index.word(name)
    self.isUnique = isUnique
    self.tellsRenames = tellsRenames
    self.claims = claims
    self.values = values
  }

  /// Lower-case letters and digits of a text, with `-` for whatever stands between them.
  private static func word(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isASCIIDigit && !$0.isASCIILowercase }
    return parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
  }
}

/// A documented sentence about a manifest that must hold beyond the shape of single fields.
package struct Rule<K: ResourceKind>: Sendable {
  package let id: String
  /// A warning leaves the manifest as good as it is.
  package let severity: Diagnostic.Severity
  /// Whether the rule concerns only what is not stored yet.
  package let isForNewOnly: Bool
  package let code: String?
  package let message: String
  package let summary: String
  package let citation: String
  /// Every place where the rule is broken, and what to do there; none when it holds.
  package let findings: @Sendable (_ spec: K.Spec, _ stored: Stored<K>?) -> [Finding]

  package struct Finding: Sendable {
    package let path: NodePath
    /// Where to point; none for where the path's value stands, or what is around it.
    package let mark: Mark
    /// What completes the message, as `Precondition.message(_:)` does.
    package let detail: String?
    package let hint: String?

    package init(_ path: NodePath, mark: Mark = .none, detail: String? = nil, hint: String? = nil) {
      self.path = path
      self.mark = mark
      self.detail = detail
      self.hint = hint
    }
  }

  package init(
    _ id: String, _ severity: Diagnostic.Severity = .error, isForNewOnly: Bool = false, code: String?, message: String,
    summary: String, citation: String, check: @escaping @Sendable (K.Spec, Stored<K>?) -> Finding?
  ) {
    self.init(
      id, severity, isForNewOnly: isForNewOnly, code: code, message: message, summary: summary, citation: citation
    ) { spec, stored in
      check(spec, stored).map { [$0] } ?? []
    }
  }

  /// A rule that one manifest may break in several places.
  package init(
    _ id: String, _ severity: Diagnostic.Severity = .error, isForNewOnly: Bool = false, code: String?, message: String,
    summary: String, citation: String, findings: @escaping @Sendable (K.Spec, Stored<K>?) -> [Finding]
  ) {
    self.id = id
    self.severity = severity
    self.isForNewOnly = isForNewOnly
    self.code = code
    self.message = message
    self.summary = summary
    self.citation = citation
    self.findings = findings
  }
}
