import Source
import Testing

@Suite struct Base64Tests {
  /// The vectors of RFC 4648, section 10, and bytes that tell the alphabets apart.
  @Test(arguments: [
    ("", "", ""), ("f", "Zg==", "Zg"), ("fo", "Zm8=", "Zm8"), ("foo", "Zm9v", "Zm9v"), ("foob", "Zm9vYg==", "Zm9vYg"),
    ("fooba", "Zm9vYmE=", "Zm9vYmE"), ("foobar", "Zm9vYmFy", "Zm9vYmFy"), ("~~~???", "fn5+Pz8/", "fn5-Pz8_"),
  ])
  func `bytes are written in both alphabets and read back`(_ text: String, _ padded: String, _ bare: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.encode(bytes, alphabet: .standard, padded: true) == padded)
    #expect(Base64.encode(bytes, alphabet: .url, padded: false) == bare)
    #expect(Base64.decode(padded) == bytes)
    #expect(Base64.decode(bare) == bytes)
  }

  @Test(arguments: [
    "Z", "Zg=", "Zg===", "Z===", "Zm9=v", "=Zm9v", "Zh==", "Zm9", "Zm 9v", "Zm9v\n", "Zm+_", "Zmé=", "Zm9v====", "====",
  ])
  func `anything else is refused`(_ text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
