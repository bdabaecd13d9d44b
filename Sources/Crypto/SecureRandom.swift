import Clibcrypto

/// Unpredictable random values from libcrypto's generator.
package enum SecureRandom {
  /// Generates random bytes. Throws if the system's source of randomness fails; there is no fallback.
  package static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
    precondition(count >= 0, "the number of random bytes must not be negative")
    guard let wanted = Int32(exactly: count) else { throw CryptoError("\(count) random bytes are too many at once") }
    var status: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initializedCount in
      buffer.initialize(repeating: 0)
      status = RAND_bytes(buffer.baseAddress, wanted)
      initializedCount = count
    }
    guard status == 1 else { throw CryptoError("the system provides no random bytes") }
    return bytes
  }

  /// Generates text of a number of characters, each chosen from the alphabet with equal probability.
  ///
  /// Bytes that would favour the alphabet's first characters are discarded.
  ///
  /// - Parameter alphabet: 1 to 256 different ASCII characters.
  package static func text(length: Int, alphabet: [UInt8]) throws(CryptoError) -> String {
    precondition((1...256).contains(alphabet.count), "an alphabet has 1 to 256 characters")
    let accepted = 256 - 256 % alphabet.count
    var text: [UInt8] = []
    text.reserveCapacity(length)
    while text.count < length {
      for byte in try bytes(length - text.count) where Int(byte) < accepted {
        text.append(alphabet[Int(byte) % alphabet.count])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Generates a random UUID (version 4 of RFC 9562) in lower case.
  package static func uuid() throws(CryptoError) -> String {
    var bytes = try bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let digits = hexadecimal(bytes)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append("-") }
      text.append(digit)
    }
    return text
  }
}
