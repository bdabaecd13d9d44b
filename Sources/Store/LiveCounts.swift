import Model
package import Source

/// How many objects of each large kind have a manifest: what a run must know that does not read them all.
package enum LiveCounts {
  /// Relative to the state folder; it is derived, as all that lies beside it.
  package static let file = "index/live.json"

  static func bytes(_ counts: [String: Int]) -> [UInt8] {
    let members = counts.sorted { ExactString.precedes($0.key, $1.key) }.map { ($0.key, Node.integer($0.value)) }
    return JSONWriter.document(
      .object(["formatVersion": .integer(1), "live": .object(members)]), secrets: .masked)
  }

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
