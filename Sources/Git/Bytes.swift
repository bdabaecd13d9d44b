extension String {
  /// The bytes of a C string, which need not be UTF-8.
  static func bytes(of text: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while text[count] != 0 { count += 1 }
    return Array(UnsafeRawBufferPointer(start: text, count: count))
  }

  /// Copies the path of a folder as libgit2 returns it, without the `/` that it ends folders with.
  init(folder: UnsafePointer<CChar>) {
    self.init(cString: folder)
    if utf8.count > 1, hasSuffix("/") { removeLast() }
  }
}

extension [UInt8] {
  /// The same bytes as a C string, for paths that need not be UTF-8.
  var terminated: [CChar] { map(CChar.init(bitPattern:)) + [0] }
}
