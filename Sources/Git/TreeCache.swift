/// Keeps the trees that were read or written, so that each is read once, however many of its paths are looked up.
///
/// Git reads a folder again for each path that is looked up in it, which for a folder of thousands of files costs
/// more than everything else that is done with them.
package final class TreeCache {
  /// The most bytes that are kept, unless a single tree has more.
  static let limit = 1 << 25

  private var trees: [GitHash: Tree] = [:]
  private var size = 0
  /// The number of trees that had to be read; for tests.
  package private(set) var missCount = 0

  subscript(id: GitHash) -> Tree? {
    if let known = trees[id] { return known }
    missCount += 1
    return nil
  }

  func insert(_ tree: Tree, as id: GitHash) {
    if size + tree.bytes.count > TreeCache.limit {
      trees = [:]
      size = 0
    }
    if trees.updateValue(tree, forKey: id) == nil { size += tree.bytes.count }
  }
}
