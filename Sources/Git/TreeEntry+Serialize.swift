extension TreeEntry {
  /// Lays entries out as a tree object does: sorted, each as mode, space, name, NUL and the id's bytes.
  ///
  /// - Throws: `invalid` for a name that no tree may have, or that comes twice.
  static func serialize(_ entries: [TreeEntry]) throws(GitError) -> [UInt8] {
    let sorted = entries.sorted { $0.precedes($1) }
    for entry in sorted where !entry.isNameAllowed {
      throw .invalid("'\(String(decoding: entry.name, as: UTF8.self))' is not a name that a tree may hold")
    }
    guard sorted.areInTreeOrder else { throw .invalid("a tree would name an entry twice") }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sorted.reduce(0) { $0 + $1.name.count + 28 })
    for entry in sorted {
      bytes += entry.mode.digits.utf8
      bytes.append(UInt8(ascii: " "))
      bytes += entry.name
      bytes.append(0)
      bytes += entry.id.bytes
    }
    return bytes
  }

  /// Tells whether git's own check (`fsck`) would let the name pass on every file system.
  ///
  /// A name that some file system reads as `.git` would let a tree write into the repository's own folder.
  private var isNameAllowed: Bool {
    guard !name.isEmpty, name != Array(".".utf8), name != Array("..".utf8) else { return false }
    guard !name.contains(0), !name.contains(UInt8(ascii: "/")) else { return false }
    let parts = name.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
    return !parts.contains { Self.isGitFolderOnNTFS($0) } && !Self.isGitFolderOnHFS(name)
  }

  /// NTFS drops trailing blanks and dots, starts a stream at a colon, and knows the short name `git~1`.
  private static func isGitFolderOnNTFS(_ name: ArraySlice<UInt8>) -> Bool {
    let lower = name.map { byte in (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    for prefix in [".git", "git~1"] where lower.starts(with: prefix.utf8) {
      let rest = lower.dropFirst(prefix.utf8.count).drop { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: " ") }
      if rest.first == nil || rest.first == UInt8(ascii: ":") { return true }
    }
    return false
  }

  /// HFS+ ignores these code points when it compares names.
  private static func isGitFolderOnHFS(_ name: [UInt8]) -> Bool {
    guard name.count >= 4 else { return false }
    let seen = String(decoding: name, as: UTF8.self).unicodeScalars.filter { scalar in
      switch scalar.value {
      case 0x200C...0x200F, 0x202A...0x202E, 0x206A...0x206F, 0xFEFF: false
      default: true
      }
    }
    return seen.count == 4 && String(String.UnicodeScalarView(seen)).lowercased() == ".git"
  }
}

extension [TreeEntry] {
  /// Tells whether the entries strictly ascend and no name is both a file and a folder.
  var areInTreeOrder: Bool {
    for index in indices.dropFirst() where !self[index - 1].precedes(self[index]) { return false }
    for index in indices where self[index].mode == .tree {
      // A file precedes the folder of the same name, with only names that begin with it between them.
      for earlier in self[..<index].reversed() {
        guard earlier.name.starts(with: self[index].name) else { break }
        if earlier.name.count == self[index].name.count { return false }
      }
    }
    return true
  }
}
