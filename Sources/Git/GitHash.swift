import Clibgit2

/// Names one object of a git repository: a SHA-1 digest of twenty bytes.
///
/// The bytes are held inline as big-endian words, so that ordering the words orders the bytes and a hash costs no
/// allocation. Hashes order as their hexadecimal text does.
package struct GitHash: Hashable, Comparable, Sendable, CustomStringConvertible {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// Reads forty hexadecimal digits of either case; anything else, an abbreviation included, gives `nil`.
  package init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 40,
      let high = Self.word(digits[0..<16]),
      let middle = Self.word(digits[16..<32]),
      let low = Self.word(digits[32..<40])
    else { return nil }
    self.high = high
    self.middle = middle
    self.low = UInt32(truncatingIfNeeded: low)
  }

  /// Forty lower-case hexadecimal digits.
  package var hex: String {
    Self.digits(high, count: 16) + Self.digits(middle, count: 16) + Self.digits(UInt64(low), count: 8)
  }

  /// Forty lower-case hexadecimal digits, as messages show an id.
  package var description: String { hex }

  package static func < (left: GitHash, right: GitHash) -> Bool {
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }

  /// The number of bytes of an id.
  static let byteCount = 20

  /// Reads the twenty bytes of an id, as a tree object stores them.
  init(bytes: some Collection<UInt8>) {
    precondition(bytes.count == GitHash.byteCount, "an id must have twenty bytes")
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { $0.copyBytes(from: bytes) }
    self.init(oid)
  }

  /// Copies an id of libgit2's.
  init(_ oid: git_oid) {
    (high, middle, low) = withUnsafeBytes(of: oid) { bytes in
      (
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
        UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt32.self))
      )
    }
  }

  /// The same id as libgit2 holds it.
  var oid: git_oid {
    var oid = git_oid()
    withUnsafeMutableBytes(of: &oid) { bytes in
      bytes.storeBytes(of: high.bigEndian, toByteOffset: 0, as: UInt64.self)
      bytes.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      bytes.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return oid
  }

  /// The twenty bytes, as a tree object stores them.
  var bytes: [UInt8] { withUnsafeBytes(of: oid) { Array($0) } }

  private static func word(_ digits: ArraySlice<UInt8>) -> UInt64? {
    var word: UInt64 = 0
    for digit in digits {
      let value: UInt8
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = digit - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = digit - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = digit - UInt8(ascii: "A") + 10
      default: return nil
      }
      word = word << 4 | UInt64(value)
    }
    return word
  }

  private static func digits(_ word: UInt64, count: Int) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: count - text.utf8.count) + text
  }
}
