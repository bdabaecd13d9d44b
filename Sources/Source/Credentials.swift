/// Finds user names and passwords in addresses, and the tokens of git hosts anywhere in a text.
package enum Credentials {
  /// User names under which hosts expect a token: text between one of these with a colon and an `@` is a token.
  private static let users = ["x-access-token", "x-token-auth", "oauth2", "gitlab-ci-token", "x-oauth-basic"]
    .map { Array($0.utf8) }
  /// The prefixes of the tokens of GitHub, GitLab and Bitbucket.
  private static let prefixes = [
    "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "gloas-", "gldt-", "glrt-", "glcbt-", "glptt-",
    "glft-", "glimt-", "glagent-", "glsoat-", "ATBB", "ATCTT3",
  ].map { Array($0.utf8) }

  /// The least number of characters after the prefix of a token.
  private static let leastLength = 16

  /// Replaces each credential in a text by `***`.
  package static func masked(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var position = 0
    for range in ranges(in: bytes).sorted(by: { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) })
    where range.lowerBound >= position {
      result += bytes[position..<range.lowerBound] + Array("***".utf8)
      position = range.upperBound
    }
    return position == 0 ? text : String(decoding: result + bytes[position...], as: UTF8.self)
  }

  /// Finds the byte ranges of all credentials in a text; ranges may overlap.
  static func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    // Words end at blanks and quotes: a password may contain any other character, slashes too.
    for end in bytes.indices where isEnd(bytes[end]) {
      found += ranges(inWord: bytes[start..<end])
      start = end + 1
    }
    return found + ranges(inWord: bytes[start...])
  }

  private static func isEnd(_ byte: UInt8) -> Bool { byte <= 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x60 }

  private static func ranges(inWord word: ArraySlice<UInt8>) -> [Range<Int>] {
    if let address = addressStart(in: word) { return ranges(inAddress: word[address...]) }
    if let at = word.lastIndex(of: UInt8(ascii: "@")), let colon = word.firstIndex(of: UInt8(ascii: ":")), colon < at,
      users.contains(where: { word[..<colon].elementsEqual($0) })
    {
      return [word.startIndex..<at]
    }
    return tokens(in: word)
  }

  /// The position after the first `://`, nil if there is none.
  private static func addressStart(in word: ArraySlice<UInt8>) -> Int? {
    var rest = word
    while let colon = rest.firstIndex(of: UInt8(ascii: ":")) {
      rest = word[(colon + 1)...]
      if rest.starts(with: "//".utf8) { return colon + 3 }
    }
    return nil
  }

  private static func ranges(inAddress address: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var rest = address
    if let at = address.lastIndex(of: UInt8(ascii: "@")) {
      found.append(address.startIndex..<at)
      rest = address[(at + 1)...]
    }
    let query = rest.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? rest.endIndex
    for segment in rest[..<query].split(separator: UInt8(ascii: "/")) {
      found += isObjectID(segment) ? [segment.indices] : tokens(in: segment)
    }
    for item in rest[query...].split(whereSeparator: { "?#&;".utf8.contains($0) }) {
      guard let sign = item.firstIndex(of: UInt8(ascii: "=")) else {
        found += tokens(in: item)
        continue
      }
      if sign + 1 < item.endIndex { found.append(sign + 1..<item.endIndex) }
    }
    return found
  }

  /// Tells whether a segment has forty hexadecimal digits: in an address that is not a commit but a token of an older
  /// host.
  private static func isObjectID(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.count == 40
      && segment.allSatisfy { $0.asciiLowercased.isLowercaseHexadecimal }
  }

  /// The words that begin with the prefix of a token and are long enough for one.
  private static func tokens(in text: ArraySlice<UInt8>) -> [Range<Int>] {
    guard text.count >= 4 + leastLength else { return [] }
    return text.split { !isTokenByte($0) }.filter { word in
      prefixes.contains { word.count >= $0.count + leastLength && word.starts(with: $0) }
    }
    .map(\.indices)
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == 0x5F || byte == 0x2D
  }
}
