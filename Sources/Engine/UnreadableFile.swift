import Model
import Source

/// A file with a part that cannot be read: it may declare objects whose manifests seem to be gone.
package struct UnreadableFile: Sendable {
  /// The path relative to the repository's root.
  package let path: String
  /// The words of which names and ids can be made that occur in it; nil if they are not known, so that it may name
  /// anything.
  package private(set) var words: Set<String>?

  /// Creates a file; nil for words that are not known.
  init(_ path: String, words: Set<String>?) {
    self.path = path
    self.words = words
  }

  /// Adds the words of another part of the file.
  mutating func add(_ others: Set<String>?) {
    guard let others else {
      words = nil
      return
    }
    words?.formUnion(others)
  }

  /// The words of letters, digits, hyphens, dots and underscores in a text; nil if it is not text in UTF-8.
  package static func words(in bytes: [UInt8]) -> Set<String>? {
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return nil }
    func isPart(_ byte: UInt8) -> Bool {
      byte.isASCIIAlphanumeric || [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(byte)
    }
    return Set(bytes.split { !isPart($0) }.map { String(decoding: $0, as: UTF8.self) })
  }
}

extension UnreadableFile {
  /// The folder of a file, with a slash at its end; empty for the repository's root.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
