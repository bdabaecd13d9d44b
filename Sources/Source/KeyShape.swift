/// Tells by its shape whether a word is likely to be a key, that is, made of random letters and digits.
///
/// A word is divided into parts as names are: `mispLicenseKey2` has the parts `misp`, `License`, `Key` and `2`. A run
/// of eight or more letters and digits is taken for a key if
/// - one of its parts is a single character, and the parts are shorter than 3.5 characters on average; or
/// - it has 24 characters or more, a digit and a letter; or
/// - it has 32 characters or more, letters of both cases, and parts shorter than 5 characters on average.
///
/// Lower-case hexadecimal, which commit ids and digests are, and UUIDs, which ids are, are never taken for keys.
///
/// Measured on random keys of `[A-Za-z0-9]`, the following are not recognised: 11 % of those with 8 characters, 5 %
/// with 12, 2 % with 16, 1 % with 20, and less than 0.3 % from 24 on; of those without a digit a third with 8 to 12
/// characters, 13 % with 24, and 0.1 % from 32 on. Of the 2,900 words of README and reference none is taken for a key
/// but the base64 in them. Shorter and unusual keys are recognised where a secret is expected, and if the registry
/// knows them.
package enum KeyShape {
  /// Tells whether a run of letters and digits has the shape of a key.
  static func isKey(_ run: ArraySlice<UInt8>) -> Bool {
    let count = run.count
    guard count >= Redaction.leastLength, !run.allSatisfy(\.isLowercaseHexadecimal) else { return false }
    let parts = Parts(run)
    if parts.hasSingle, 2 * count < 7 * parts.count { return true }
    if count >= 24, parts.hasDigit, parts.hasLower || parts.hasUpper { return true }
    return count >= 32 && parts.hasLower && parts.hasUpper && count < 5 * parts.count
  }

  /// Tells whether a run with hyphens is one key: it has letters of both cases and digits, and parts shorter than 2.5
  /// characters on average, not counting hyphens.
  static func isCompound(_ run: ArraySlice<UInt8>) -> Bool {
    let segments = run.split(separator: UInt8(ascii: "-"))
    guard segments.count > 1, !endsWithUUID(run) else { return false }
    let parts = segments.map { Parts($0) }
    let count = segments.reduce(0) { $0 + $1.count }
    return count >= Redaction.leastLength && parts.contains(where: \.hasLower) && parts.contains(where: \.hasUpper)
      && parts.contains(where: \.hasDigit) && 2 * count < 5 * parts.reduce(0) { $0 + $1.count }
  }

  /// Tells whether a run ends with a UUID: 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between them. A word may
  /// precede it, as in the names of temporary folders.
  static func endsWithUUID(_ run: ArraySlice<UInt8>) -> Bool {
    let segments = run.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false).suffix(5)
    return segments.map(\.count) == [8, 4, 4, 4, 12]
      && segments.allSatisfy { $0.allSatisfy { ($0 | 0x20).isLowercaseHexadecimal } }
  }

  /// Tells whether a word reads as a name or a number and not as a key, even where a key is expected beside it: words
  /// with at most four digits after them, and numbers, joined by hyphens and dots.
  package static func isName(_ word: String) -> Bool {
    word.utf8.split(omittingEmptySubsequences: false) { $0 == 0x2D || $0 == 0x2E }.allSatisfy { segment in
      guard let first = segment.first else { return false }
      if segment.allSatisfy(\.isASCIIDigit) { return true }
      if segment.allSatisfy(\.isASCIIUppercase) { return segment.count < Redaction.leastLength }
      let rest = segment.dropFirst().drop(while: \.isASCIILowercase)
      return !first.isASCIIDigit && rest.count <= 4 && rest.allSatisfy(\.isASCIIDigit)
    }
  }
}

/// The parts of a run of letters and digits: words (also with a capital first letter), abbreviations and numbers.
private struct Parts {
  private(set) var count = 0
  private(set) var hasSingle = false
  private(set) var hasDigit = false
  private(set) var hasLower = false
  private(set) var hasUpper = false
  private var length = 0
  private var last: Class?

  private enum Class { case digit, lower, upper }

  init(_ run: ArraySlice<UInt8>) {
    for byte in run { add(byte.isASCIIDigit ? .digit : byte.isASCIILowercase ? .lower : .upper) }
    if length == 1 { hasSingle = true }
  }

  private mutating func add(_ next: Class) {
    switch next {
    case .digit: hasDigit = true
    case .lower: hasLower = true
    case .upper: hasUpper = true
    }
    defer { last = next }
    if next == last || (last == .upper && next == .lower && length == 1) {
      length += 1
    } else if last == .upper, next == .lower {
      // The last capital of an abbreviation begins the word after it.
      if length == 2 { hasSingle = true }
      count += 1
      length = 2
    } else {
      if length == 1 { hasSingle = true }
      count += 1
      length = 1
    }
  }
}
