package import Source

/// Why an operation turned a manifest down, as it is stored until the manifest is mended.
package struct StoredRejection: Sendable {
  package let object: ObjectID
  /// Digest of the manifest's content.
  package let content: String
  /// The documented codes of the answer, sorted.
  package let codes: [String]
  /// The file as it is stored.
  package let node: Node

  package init(object: ObjectID, content: String, codes: [String], node: Node) {
    self.object = object
    self.content = content
    self.codes = codes
    self.node = node
  }

  /// Reads a file's tree; nil if it does not describe a rejection.
  package static func read(_ node: Node) -> StoredRejection? {
    guard let kind = node["kind"]?.text, let name = node["metadata"]?["name"]?.text,
      let content = node["content"]?.text, let codes = node["codes"]?.items
    else { return nil }
    return StoredRejection(
      object: ObjectID(kind: kind, name: name), content: content, codes: codes.compactMap(\.text), node: node)
  }

  /// Whether the same content was rejected for the same reasons.
  package func isSame(content: String, codes: [String]) -> Bool {
    ExactString.same(self.content, content) && self.codes == codes
  }
}
