import Model
package import Source

/// The file with the number of live objects of each large kind, which a run needs that does not read all objects.
package enum LiveCounts {
  /// The path relative to the state folder; like everything in that folder's `index`, the file is derived from the
  /// objects.
  package static let file = "index/live.json"

  static func bytes(_ counts: [String: Int]) -> [UInt8] {
    let members = counts.sorted { ExactString.precedes($0.key, $1.key) }.map { ($0.key, Node.integer($0.value)) }
    return JSONWriter.document(
      .object(["formatVersion": .integer(1), "live": .object(members)]), secrets: .masked)
  }

  /// Reads the file's tree; nil if it does not count objects.
  package static func read(_ node: Node) -> [String: Int]? {
    guard node["formatVersion"]?.integer == 1, let entries = node["live"]?.entries else { return nil }
    var counts: [String: Int] = [:]
    for entry in entries {
      guard let count = entry.value.integer, (1..<1 << 52).contains(count) else { return nil }
      counts[entry.key.text] = count
    }
    return counts
  }
}
