/// The word among `candidates` that `word` was most likely meant to be; nil when none is near enough.
///
/// Near is at most a third of the longer word's letters changed, added, lost or swapped with a neighbour, case ignored.
package func suggestion(for word: String, among candidates: [String]) -> String? {
  guard word.utf8.count <= 64 else { return nil }
  let ranked = candidates.map { (name: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  return best.distance <= max(1, max(word.count, best.name.count) / 3) ? best.name : nil
}

/// The least number of insertions, deletions, substitutions and swaps of neighbours between two words.
private func editDistance(_ left: String, _ right: String) -> Int {
  let a = Array(left.unicodeScalars)
  let b = Array(right.unicodeScalars)
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var current = [i + 1]
    for j in b.indices {
      var cost = min(last[j + 1] + 1, current[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
      current.append(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.count]
}
