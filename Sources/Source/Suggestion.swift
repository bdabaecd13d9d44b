/// Returns the name among `candidates` that `word` was most likely meant to be; nil if none is near enough.
///
/// A name is near if at most a third of the longer word's letters are changed, added, missing or swapped with a
/// neighbour, case ignored. A name that means the opposite is not suggested: not `isActive` for `inactive`, nor
/// `--push` for `--no-push`. Do not use it for the values of a field, any of which may be the opposite of another:
/// list them.
package func suggestion(for word: String, among candidates: [String]) -> String? {
  guard word.utf8.count <= 64 else { return nil }
  let ranked = candidates.map { (name: $0, distance: editDistance(word.lowercased(), $0.lowercased())) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }),
    best.distance <= max(1, max(word.count, best.name.count) / 3), !isOpposite(word, best.name)
  else { return nil }
  return best.name
}

/// Tells whether replacing a word's prefix by one of opposite meaning brings the word nearer to a name.
private func isOpposite(_ word: String, _ name: String) -> Bool {
  let (word, name) = (stem(word), stem(name))
  let distance = editDistance(word, name)
  func isNearer(_ prefix: String, _ opposite: String) -> Bool {
    word.hasPrefix(prefix) && editDistance(opposite + word.dropFirst(prefix.count), name) < distance
  }
  return opposites.contains { isNearer($0, $1) || isNearer($1, $0) }
}

/// Pairs of prefixes that make a word the opposite of another.
private let opposites = [
  ("", "un"), ("", "in"), ("", "de"), ("", "dis"), ("", "non"), ("", "not"), ("", "no"), ("min", "max"),
]

/// The letters of a name in lower case, without the `is` in front of a switch's name.
private func stem(_ name: String) -> String {
  let letters = name.lowercased().filter(\.isLetter)
  return letters.hasPrefix("is") ? String(letters.dropFirst(2)) : letters
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
