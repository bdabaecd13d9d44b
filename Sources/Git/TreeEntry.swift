import Glibc

/// The type of a tree entry; the raw values are those of git's tree objects.
package enum EntryMode: UInt16, Sendable {
  /// A folder.
  case tree = 0o040000
  /// A regular file; also used for the legacy modes that git treats as one, such as 100664.
  case file = 0o100644
  /// A regular file with the executable bit.
  case executable = 0o100755
  /// A symbolic link whose blob is the target's path. Never follow one below a registry folder.
  case symlink = 0o120000
  /// A commit of another repository.
  case submodule = 0o160000

  /// Reads the mode of an entry as git does: permissions count only for their executable bit, and whatever is neither
  /// file, link nor folder is another repository's commit.
  init(stored mode: Int) {
    switch mode & 0o170000 {
    case 0o040000: self = .tree
    case 0o100000: self = mode & 0o100 == 0 ? .file : .executable
    case 0o120000: self = .symlink
    default: self = .submodule
    }
  }

  /// The octal text of a tree object, which has no leading zero.
  var digits: String { String(rawValue, radix: 8) }
}

/// One line of a tree object.
package struct TreeEntry: Hashable, Sendable {
  /// The name's bytes as stored: not necessarily UTF-8, and not necessarily a name that is safe to write to disk.
  package var name: [UInt8]
  /// What the entry is.
  package var mode: EntryMode
  /// The blob, tree or foreign commit that the entry names.
  package var id: GitHash

  /// Creates an entry whose name need not be UTF-8; it is checked when a tree is written.
  package init(name: [UInt8], mode: EntryMode, id: GitHash) {
    self.name = name
    self.mode = mode
    self.id = id
  }

  /// Creates an entry whose name is text.
  package init(name: String, mode: EntryMode, id: GitHash) {
    self.init(name: Array(name.utf8), mode: mode, id: id)
  }

  /// Tells whether `self` precedes `other` in a tree object, where folders sort as if their names ended in `/`.
  package func precedes(_ other: TreeEntry) -> Bool {
    name.withUnsafeBufferPointer { left in
      other.name.withUnsafeBufferPointer { right in
        Self.precedes(left[...], isFolder: mode == .tree, right[...], isFolder: other.mode == .tree)
      }
    }
  }

  /// The same for the names alone.
  static func precedes(
    _ left: Slice<UnsafeBufferPointer<UInt8>>, isFolder leftIsFolder: Bool,
    _ right: Slice<UnsafeBufferPointer<UInt8>>, isFolder rightIsFolder: Bool
  ) -> Bool {
    let shared = min(left.count, right.count)
    if shared > 0, let first = UnsafeBufferPointer(rebasing: left).baseAddress,
      let second = UnsafeBufferPointer(rebasing: right).baseAddress
    {
      let order = memcmp(first, second, shared)
      if order != 0 { return order < 0 }
    }
    func next(_ name: Slice<UnsafeBufferPointer<UInt8>>, isFolder: Bool) -> UInt8 {
      if name.count > shared { return name[name.startIndex + shared] }
      return isFolder ? UInt8(ascii: "/") : 0
    }
    return next(left, isFolder: leftIsFolder) < next(right, isFolder: rightIsFolder)
  }
}

/// A change to one path of a tree.
package enum TreeEdit: Hashable, Sendable {
  /// Puts a blob at the path as a regular file, replacing whatever is there or in the way.
  case put(GitHash)
  /// Puts a whole folder at the path, replacing whatever is there or in the way.
  case putFolder(GitHash)
  /// Deletes the file or the whole folder; nothing happens if there is none.
  case delete
}
