extension String {
  /// The bytes of a C string, which need not be UTF-8.
  static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while text[count] != 0 { count += 1 }
    return Array(UnsafeRawBufferPointer(start: text, count: count))
  }
}

extension [UInt8] {
  /// The same bytes as a C string, for paths that need not be UTF-8.
  var terminated: [CChar] { map(CChar.init(bitPattern:)) + [0] }
}
