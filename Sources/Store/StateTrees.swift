package import Source

/// The ids of the trees of the state folder's parts after the run; nil for a part that does not exist.
package struct StateTrees: Hashable, Sendable {
  /// The id of the tree of `objects`.
  package var objects: String?
  /// The id of the tree of `index`.
  package var index: String?
  /// The id of the tree of `rejected`.
  package var rejected: String?
  /// The id of the tree of `keys`.
  package var keys: String?

  /// Creates the trees of a state folder, by default of an empty one.
  package init(objects: String? = nil, index: String? = nil, rejected: String? = nil, keys: String? = nil) {
    self.objects = objects
    self.index = index
    self.rejected = rejected
    self.keys = keys
  }

  /// The trees as the ledger's first line has them.
  package var node: Node {
    .object([
      "objects": .text(objects), "index": .text(index), "rejected": .text(rejected), "keys": .text(keys),
    ])
  }
}

extension StateTrees {
  /// Reads the trees of a ledger's first line; parts that are not named there do not exist.
  package init(reading node: Node) {
    self.init(
      objects: node["objects"]?.text, index: node["index"]?.text, rejected: node["rejected"]?.text,
      keys: node["keys"]?.text)
  }

  /// The name of the first part in which two sets of trees differ; nil if they are equal.
  package static func difference(_ left: StateTrees, from right: StateTrees) -> String? {
    if left.objects != right.objects { return "objects" }
    if left.index != right.index { return "index" }
    if left.rejected != right.rejected { return "rejected" }
    return left.keys != right.keys ? "keys" : nil
  }
}
