package import Source

/// The version word of every manifest and stored object.
package let apiVersion = "partnerctl/v1"

/// What every object carries beside its spec.
package struct Metadata: Fielded {
  /// The identity in git; never changes.
  package var name = ""
  /// The id the outside world knows. In a manifest: an id to adopt; in a stored object: always there.
  package var id: String?
  package var labels: [ExactString: String] = [:]
  package var protected = false

  package init() {}

  package static let nameFormat = TextFormat(
    name: "name", pattern: "^[a-z0-9]([-a-z0-9.]{0,126}[a-z0-9])?$",
    explanation: "use 1 to 128 of a-z, 0-9, \"-\" and \".\", with a letter or digit first and last"
  ) { text in
    let bytes = Array(text.utf8)
    let isWord = { (byte: UInt8) in byte.isASCIILowercase || byte.isASCIIDigit }
    guard let first = bytes.first, let last = bytes.last, isWord(first), isWord(last) else { return false }
    return bytes.allSatisfy { isWord($0) || $0 == 0x2D || $0 == 0x2E }
  }

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

/// An object as the registry holds it.
package struct Stored<K: KindFields>: Sendable {
  package var metadata: Metadata
  /// As last applied.
  package var spec: K.Spec
  package var status: K.Status
  package var record: StoredRecord

  package init(metadata: Metadata, spec: K.Spec) {
    self.metadata = metadata
    self.spec = spec
    status = K.Status()
    record = StoredRecord()
  }

  /// The id the outside world knows; empty only while the object is being created.
  package var id: String { metadata.id ?? "" }
  package var identity: ObjectID { ObjectID(kind: K.name, name: metadata.name) }
  /// Whether there is a manifest of it still: what has none is kept for the record alone.
  package var isDeclared: Bool { record.source != nil }
}

/// The members of `status` that every kind has.
package struct StoredRecord: Fielded {
  /// E-mail address of the author of the manifest's first content.
  package var createdBy = ""
  package var createdAt = Instant(milliseconds: 0)
  package var updatedBy: String?
  package var updatedAt: Instant?
  /// The file of the manifest; nil once the manifest is gone.
  package var source: String?
  /// The documented envelope of the last operation.
  package var response: Node?

  package init() {}

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
  /// The stored form, secrets included as secrets.
  package var node: Node {
    .object([
      "apiVersion": .text(apiVersion),
      "kind": .text(K.name),
      "metadata": metadata.node,
      "spec": spec.node,
      "status": Node(.mapping((status.node.entries ?? []) + (record.node.entries ?? []))),
    ])
  }

  /// Reads a stored object; the faults say what a tool of this version cannot have written.
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
