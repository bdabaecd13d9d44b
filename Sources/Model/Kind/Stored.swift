package import Source

/// The `apiVersion` of every manifest and stored object.
package let apiVersion = "partnerctl/v1"

/// The members of an object beside its spec and status.
package struct Metadata: Fielded {
  /// The name that identifies the object in git, unique per kind; it never changes.
  package var name = ""
  /// The id that other systems know. In a manifest, an id to adopt, or nil; in a stored object, never nil.
  package var id: String?
  /// Free keys and values for selecting objects, as in `get -l`.
  package var labels: [ExactString: String] = [:]
  /// Whether a run is refused that would remove the object because its manifest is gone.
  package var protected = false

  /// Creates metadata with an empty name, to be filled by a reader.
  package init() {}

  /// The format of names: 1 to 128 of `a-z`, `0-9`, `-` and `.`, with a letter or digit first and last.
  package static let nameFormat = TextFormat(
    name: "name", pattern: "^[a-z0-9]([-a-z0-9.]{0,126}[a-z0-9])?$",
    explanation: "use 1 to 128 of a-z, 0-9, \"-\" and \".\", with a letter or digit first and last"
  ) { text in
    let bytes = Array(text.utf8)
    let isWord = { (byte: UInt8) in byte.isASCIILowercase || byte.isASCIIDigit }
    guard let first = bytes.first, let last = bytes.last, isWord(first), isWord(last) else { return false }
    return bytes.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x2E }
  }

  /// The format of ids: 1 to 36 letters, digits, `-`, `.` and `_`; a UUID has 36 characters.
  package static let idFormat = TextFormat(
    name: "id", pattern: "^[A-Za-z0-9]([-._A-Za-z0-9]{0,34}[A-Za-z0-9])?$",
    explanation: "use 1 to 36 letters, digits, \"-\", \".\" and \"_\", with a letter or digit first and last"
  ) { text in
    let bytes = Array(text.utf8)
    let isWord = { (byte: UInt8) in
      byte.isASCIIAlphanumeric
    }
    guard let first = bytes.first, let last = bytes.last, isWord(first), isWord(last) else { return false }
    return bytes.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x2E || $0 == 0x5F }
  }

  /// The field table of `metadata`.
  package static let fields: [Field<Metadata>] = [
    .text(
      "name", \.name, TextLimits(1...128, format: nameFormat),
      "Identity of the object in git; unique within its kind, never changes."),
    .optionalText(
      "id", \.id, TextLimits(1...36, format: idFormat), "Adopted id, which the object already has elsewhere."),
    .texts("labels", \.labels, "Free labels to select objects by."),
    .boolean(
      "protected", \.protected, default: false, "While it is true, a run that would remove the object is refused."),
  ]
}

/// An object as the registry stores it.
package struct Stored<K: KindFields>: Sendable {
  /// The object's name, id, labels and protection.
  package var metadata: Metadata
  /// The spec as it was last applied.
  package var spec: K.Spec
  /// The life-cycle words and generated values of the kind.
  package var status: K.Status
  /// The authors, times, source and last answer, which every kind has.
  package var record: StoredRecord

  /// Creates an object at the beginning of its life, with the default status.
  package init(metadata: Metadata, spec: K.Spec) {
    self.metadata = metadata
    self.spec = spec
    status = K.Status()
    record = StoredRecord()
  }

  /// The id that other systems know; empty only while the object is being created.
  package var id: String { metadata.id ?? "" }
  /// The kind and name of the object.
  package var identity: ObjectID { ObjectID(kind: K.name, name: metadata.name) }
  /// Whether the object has a manifest; an object without one is kept as a record only.
  package var isDeclared: Bool { record.source != nil }
}

/// The members of `status` that every kind has.
package struct StoredRecord: Fielded {
  /// The e-mail address of the author of the manifest's first content.
  package var createdBy = ""
  /// The moment at which the object was created.
  package var createdAt = Instant(milliseconds: 0)
  /// The e-mail address of the author of the last change; nil before the first change.
  package var updatedBy: String?
  /// The moment of the last change; nil before the first change.
  package var updatedAt: Instant?
  /// The path of the manifest's file from the repository's root; nil once the manifest is gone.
  package var source: String?
  /// The documented response envelope of the last operation.
  package var response: Node?

  /// Creates an empty record, to be filled by a reader or the first operation.
  package init() {}

  /// The field table of these members.
  package static let fields: [Field<StoredRecord>] = [
    .anyText("createdBy", \.createdBy, "Author of the manifest's first content."),
    .time("createdAt", \.createdAt, "When the object was created."),
    .optionalAnyText("updatedBy", \.updatedBy, "Author of the last change."),
    .optionalTime("updatedAt", \.updatedAt, "When the object last changed."),
    .optionalAnyText("source", \.source, "File of the manifest; null once it is removed."),
    .tree("response", \.response, "The documented envelope of the last operation."),
  ]
}

extension Stored {
  /// The object as it is stored; secrets stay secrets in the tree.
  package var node: Node {
    .object([
      "apiVersion": .text(apiVersion),
      "kind": .text(K.name),
      "metadata": metadata.node,
      "spec": spec.node,
      "status": Node(.mapping((status.node.entries ?? []) + (record.node.entries ?? []))),
    ])
  }

  /// Reads a stored object and returns its faults, each of which this version of the program cannot have written.
  package static func read(_ node: Node) -> (object: Stored<K>, violations: [Violation]) {
    var metadataReading = FieldReader(prefix: "metadata", codes: .ours, root: "metadata", mark: node.mark)
    let metadata = Metadata.read(node["metadata"], reading: &metadataReading)
    var specReading = FieldReader(prefix: K.prefix, codes: .ours, root: "spec", mark: node.mark)
    var object = Stored(metadata: metadata, spec: K.Spec.read(node["spec"], reading: &specReading))
    var statusReading = FieldReader(prefix: "status", codes: .ours, root: "status", mark: node.mark)
    let recordNames = Set(StoredRecord.fields.map { ExactString($0.name) })
    let entries = node["status"]?.entries ?? []
    let own = entries.filter { !recordNames.contains($0.key) }
    let common = entries.filter { recordNames.contains($0.key) }
    object.status = K.Status.read(Node(.mapping(own), mark: node.mark), reading: &statusReading)
    object.record = StoredRecord.read(Node(.mapping(common), mark: node.mark), reading: &statusReading)
    object.record.response = object.record.response?.hiding(K.secretResponseMembers)
    return (object, metadataReading.violations + specReading.violations + statusReading.violations)
  }
}
