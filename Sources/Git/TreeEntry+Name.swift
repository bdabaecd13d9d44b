extension TreeEntry {
  /// Throws `invalid` for a name that no tree may have.
  func checkName() throws(GitError) {
    guard isNameAllowed else {
      throw .invalid("'\(String(decoding: name, as: UTF8.self))' is not a name that a tree may hold")
    }
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
