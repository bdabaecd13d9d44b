// Classes of ASCII bytes, for text that must not depend on a locale.

extension UInt8 {
  /// `0` to `9`.
  package var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
  /// `a` to `z`.
  package var isASCIILowercase: Bool { (0x61...0x7A).contains(self) }
  /// `A` to `Z`.
  package var isASCIIUppercase: Bool { (0x41...0x5A).contains(self) }
  /// A letter of either case.
  package var isASCIILetter: Bool { isASCIILowercase || isASCIIUppercase }
  /// A letter of either case or a digit.
  package var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }
  /// `0` to `9` and `a` to `f`.
  package var isLowercaseHexadecimal: Bool { isASCIIDigit || (0x61...0x66).contains(self) }
  /// The byte itself, or the lower-case letter if it is an upper-case one.
  package var asciiLowercased: UInt8 { isASCIIUppercase ? self | 0x20 : self }
}
