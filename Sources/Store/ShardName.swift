import Source

/// The names of shards: their prefixes, and the paths of their files in a folder.
enum ShardName {
  /// The longest prefix, in hexadecimal digits. Only equal keys agree in so many digits: these share a shard, however
  /// many lines they have.
  static let longestPrefix = 15

  /// The folder of a split prefix of an even number of digits, with a slash before each part; empty for no digits.
  static func folder(of prefix: String) -> String {
    var folder = ""
    for (index, digit) in prefix.utf8.enumerated() {
      if index.isMultiple(of: 2) { folder += "/" }
      folder.append(Character(Unicode.Scalar(digit)))
    }
    return folder
  }

  /// The name of a shard's file in its folder, such as `0f.jsonl` or `0f/3a/7.jsonl`.
  static func file(of prefix: String) -> String {
    var name = ""
    for (index, digit) in prefix.utf8.enumerated() {
      if index > 0, index.isMultiple(of: 2) { name += "/" }
      name.append(Character(Unicode.Scalar(digit)))
    }
    return name + ".jsonl"
  }

  /// The prefix of the shard with a file name; nil if no shard has that name. Names without folders are also those of
  /// the first form of the state.
  static func prefix(ofFile name: String) -> String? {
    guard name.hasSuffix(".jsonl") else { return nil }
    let prefix = name.utf8.dropLast(6).filter { $0 != UInt8(ascii: "/") }
    let isHexadecimal = prefix.allSatisfy { $0.isLowercaseHexadecimal }
    guard isHexadecimal, (1...longestPrefix).contains(prefix.count) else { return nil }
    let text = String(decoding: prefix, as: UTF8.self)
    return name == ShardName.file(of: text) || !name.utf8.contains(UInt8(ascii: "/")) ? text : nil
  }
}
