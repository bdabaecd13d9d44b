/// Decodes the first Unicode scalar of some bytes and returns it with the number of its bytes.
///
/// Nil if the bytes do not start with valid UTF-8: truncated, longer than needed, a surrogate or above U+10FFFF.
func decodeScalar(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> (scalar: Unicode.Scalar, length: Int)? {
  guard let first = bytes.first else { return nil }
  let (length, lead, least): (Int, UInt8, UInt32)
  switch first {
  case 0x00..<0x80: return (Unicode.Scalar(first), 1)
  case 0xC2..<0xE0: (length, lead, least) = (2, first & 0x1F, 0x80)
  case 0xE0..<0xF0: (length, lead, least) = (3, first & 0x0F, 0x800)
  case 0xF0..<0xF5: (length, lead, least) = (4, first & 0x07, 0x10000)
  default: return nil
  }
  guard bytes.count >= length else { return nil }
  var value = UInt32(lead)
  for byte in bytes[bytes.startIndex + 1..<bytes.startIndex + length] {
    guard byte & 0xC0 == 0x80 else { return nil }
    value = value << 6 | UInt32(byte & 0x3F)
  }
  guard value >= least, let scalar = Unicode.Scalar(value) else { return nil }
  return (scalar, length)
}
