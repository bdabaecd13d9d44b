/// Base64 in its two alphabets (RFC 4648).
package enum Base64 {
  /// One of the two sets of digits; they differ in the digits for 62 and 63.
  package enum Alphabet: Sendable {
    /// `+` and `/`.
    case standard
    /// `-` and `_`, for names and URLs.
    case url
  }

  /// Encodes bytes on one line, with `=` up to a multiple of four digits if `padded`.
  package static func encode(_ bytes: [UInt8], alphabet: Alphabet, padded: Bool) -> String {
    let digits = alphabet == .standard ? standardDigits : urlDigits
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let count = min(3, bytes.count - index)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[index + offset]) : 0) }
      for digit in 0..<4 {
        if digit <= count {
          text.append(digits[group >> (18 - 6 * digit) & 0x3F])
        } else if padded {
          text.append(UInt8(ascii: "="))
        }
      }
      index += 3
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Decodes either alphabet, with or without padding, as upstream's services do.
  ///
  /// Returns nil for anything else: foreign characters, digits of both alphabets in one text, padding in the middle,
  /// bits left over.
  package static func decode(_ text: String) -> [UInt8]? {
    var body = text.utf8[...]
    var padding = 0
    while body.last == UInt8(ascii: "="), padding < 2 {
      body.removeLast()
      padding += 1
    }
    let count = body.count
    guard count % 4 != 1, padding == 0 || (count + padding) % 4 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count * 3 / 4)
    var group = 0
    var bits = 0
    var alphabet: Alphabet?
    for byte in body {
      guard let (value, own) = value(of: byte) else { return nil }
      if let own {
        guard alphabet == nil || alphabet == own else { return nil }
        alphabet = own
      }
      group = (group << 6 | value) & 0xFFFF
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: group >> bits))
      }
    }
    return group & ((1 << bits) - 1) == 0 ? bytes : nil
  }

  /// The value of a digit, and its alphabet if only one of the two has the digit.
  private static func value(of byte: UInt8) -> (Int, Alphabet?)? {
    switch byte {
    case 0x41...0x5A: return (Int(byte) - 0x41, nil)
    case 0x61...0x7A: return (Int(byte) - 0x61 + 26, nil)
    case 0x30...0x39: return (Int(byte) - 0x30 + 52, nil)
    case UInt8(ascii: "+"): return (62, .standard)
    case UInt8(ascii: "/"): return (63, .standard)
    case UInt8(ascii: "-"): return (62, .url)
    case UInt8(ascii: "_"): return (63, .url)
    default: return nil
    }
  }

  private static let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
  private static let standardDigits = Array((letters + "+/").utf8)
  private static let urlDigits = Array((letters + "-_").utf8)
}
