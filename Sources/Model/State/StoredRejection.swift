package import Source

/// The stored record of a rejected manifest, kept until the manifest is fixed.
package struct StoredRejection: Sendable {
  /// The object that the manifest declares.
  package let object: ObjectID
  /// The digest of the manifest's content.
  package let content: String
  /// The documented codes of the answer, sorted.
  package let codes: [String]
  /// The file's content as it is stored.
  package let node: Node

  /// Creates a rejection; `node` is the content of its file.
  package init(object: ObjectID, content: String, codes: [String], node: Node) {
    self.object = object
    self.content = content
    self.codes = codes
    self.node = node
  }

  /// Reads the content of a file; nil if it does not describe a rejection.
  package static func read(_ node: Node) -> StoredRejection? {
    guard let kind = node["kind"]?.text, let name = node["metadata"]?["name"]?.text,
      let content = node["content"]?.text, let codes = node["codes"]?.items
    else { return nil }
    return StoredRejection(
      object: ObjectID(kind: kind, name: name), content: content, codes: codes.compactMap(\.text), node: node)
  }

  /// Tells whether the rejection is of the same content for the same codes, so that it need not be recorded again.
  package func isSame(content: String, codes: [String]) -> Bool {
    ExactString.same(self.content, content) && self.codes == codes
  }
}
