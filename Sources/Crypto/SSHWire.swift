import Source

/// Writes the data types of the SSH protocol. Source: RFC 4251, section 5.
struct SSHWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ number: UInt32) {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
  }

  mutating func append(_ string: [UInt8]) {
    append(UInt32(string.count))
    bytes += string
  }

  mutating func append(_ string: String) { append(Array(string.utf8)) }

  /// Appends bytes without their length.
  mutating func appendRaw(_ other: [UInt8]) { bytes += other }
}

/// Reads the data types of the SSH protocol; each reader returns nil if the bytes end too early.
struct SSHReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    rest = bytes[...]
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func number() -> UInt32? {
    guard rest.count >= 4 else { return nil }
    defer { rest = rest.dropFirst(4) }
    return rest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  mutating func string() -> [UInt8]? {
    guard let count = number(), count <= rest.count else { return nil }
    defer { rest = rest.dropFirst(Int(count)) }
    return Array(rest.prefix(Int(count)))
  }

  mutating func text() -> String? { string().flatMap { String(validating: $0, as: UTF8.self) } }

  /// Reads bytes that must be there as they are.
  mutating func skip(_ expected: [UInt8]) -> Bool {
    guard rest.starts(with: expected) else { return false }
    rest = rest.dropFirst(expected.count)
    return true
  }
}

/// Base64 between two lines that tell what it is. Source: OpenSSH, PROTOCOL.key and PROTOCOL.sshsig.
enum SSHArmor {
  private static let width = 70

  static func text(_ bytes: [UInt8], label: String) -> String {
    let digits = Array(Base64.encode(bytes, alphabet: .standard, padded: true).utf8)
    let lines = stride(from: 0, to: digits.count, by: width).map { start in
      String(decoding: digits[start..<min(start + width, digits.count)], as: UTF8.self)
    }
    return (["-----BEGIN \(label)-----"] + lines + ["-----END \(label)-----", ""]).joined(separator: "\n")
  }

  /// The bytes of a text that is written in just this way; nil if it is not.
  static func bytes(_ text: String, label: String) -> [UInt8]? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 3, lines[lines.count - 1].isEmpty else { return nil }
    let digits = lines[1..<(lines.count - 2)].joined()
    guard let bytes = Base64.decode(digits), SSHArmor.text(bytes, label: label) == text else { return nil }
    return bytes
  }
}
