import Clibgit2

/// A tree object, laid out as git stores it: each entry is mode, space, name, NUL and the id's bytes.
///
/// Entries are decoded when they are asked for: a folder of thousands of files is read for a few of them.
package struct Tree: Sendable {
  /// The part of the bytes that an entry takes.
  private struct Place: Sendable {
    let mode: EntryMode
    let start: Int
    let name: Range<Int>

    /// The entry with its id.
    var whole: Range<Int> { start..<name.upperBound + 1 + GitHash.byteCount }
  }

  /// The content of the object.
  let bytes: [UInt8]
  /// In the order of the tree.
  private let places: [Place]

  /// The tree without entries.
  package static var empty: Tree { Tree() }

  private init() {
    bytes = []
    places = []
  }

  /// Creates a tree from entries in any order.
  ///
  /// - Throws: `invalid` for a name that no tree may have, or that comes twice.
  package init(_ entries: [TreeEntry]) throws(GitError) {
    let sorted = entries.sorted { $0.precedes($1) }
    for entry in sorted { try entry.checkName() }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(sorted.reduce(0) { $0 + $1.name.count + 8 + GitHash.byteCount })
    for entry in sorted { entry.append(to: &bytes) }
    guard let tree = Tree(bytes), tree.isInOrder else { throw .invalid("a tree would name an entry twice") }
    self = tree
  }

  /// Takes the content of a tree object apart.
  ///
  /// - Parameter id: the object's id, for messages.
  /// - Throws: `invalid` if it is malformed, is out of order or names something twice: reads by name and the comparison of
  ///   two trees rely on the order.
  init(reading bytes: [UInt8], of id: GitHash) throws(GitError) {
    guard let tree = Tree(bytes) else { throw .invalid("tree \(id) is malformed") }
    guard tree.isInOrder else { throw .invalid("tree \(id) is out of order or names an entry twice") }
    self = tree
  }

  /// Finds the places of the entries; nil if the bytes are malformed.
  private init?(_ bytes: [UInt8]) {
    var places: [Place] = []
    places.reserveCapacity(bytes.count / (10 + GitHash.byteCount))
    let isWellFormed = bytes.withUnsafeBufferPointer { bytes in
      var start = 0
      while start < bytes.count {
        var (position, mode) = (start, 0)
        while position < bytes.count, (0x30...0x37).contains(bytes[position]), position - start < 7 {
          mode = mode << 3 | Int(bytes[position] - 0x30)
          position += 1
        }
        guard position > start, position < bytes.count, bytes[position] == UInt8(ascii: " ") else { return false }
        let name = position + 1
        position = name
        while position < bytes.count, bytes[position] != 0 { position += 1 }
        guard position > name, position + GitHash.byteCount < bytes.count else { return false }
        places.append(Place(mode: EntryMode(stored: mode), start: start, name: name..<position))
        start = position + 1 + GitHash.byteCount
      }
      return true
    }
    guard isWellFormed else { return nil }
    self.bytes = bytes
    self.places = places
  }

  /// Whether the entries strictly ascend and no name is both a file and a folder.
  private var isInOrder: Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for index in places.indices.dropFirst() {
        let (before, place) = (places[index - 1], places[index])
        guard
          TreeEntry.precedes(
            bytes[before.name], isFolder: before.mode == .tree, bytes[place.name], isFolder: place.mode == .tree)
        else { return false }
      }
      for index in places.indices where places[index].mode == .tree {
        // A file precedes the folder of the same name, with only names that begin with it between them.
        for earlier in places[..<index].reversed() {
          guard bytes[earlier.name].starts(with: bytes[places[index].name]) else { break }
          if earlier.name.count == places[index].name.count { return false }
        }
      }
      return true
    }
  }
}

extension Tree: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { places.count }

  package subscript(index: Int) -> TreeEntry {
    let place = places[index]
    return TreeEntry(
      name: Array(bytes[place.name]), mode: place.mode,
      id: GitHash(bytes: bytes[place.name.upperBound + 1..<place.whole.upperBound]))
  }
}

extension Tree {
  /// The id that the tree has or would have.
  package func id() throws(GitError) -> GitHash { try GitHash(ofObject: bytes, type: GIT_OBJECT_TREE) }
}

// MARK: Entries by name

extension Tree {
  /// The entry with a name; nil if there is none.
  package func entry(named name: some Collection<UInt8>) -> TreeEntry? { index(of: name).map { self[$0] } }

  /// The entries whose names begin with some bytes, in the order of the tree.
  package func entries(beginningWith prefix: [UInt8]) -> Slice<Tree> {
    let start = insertionIndex(of: prefix, isFolder: false)
    var end = start
    while end < count, bytes[places[end].name].starts(with: prefix) { end += 1 }
    return self[start..<end]
  }

  private func index(of name: some Collection<UInt8>) -> Int? {
    let name = Array(name)
    for isFolder in [false, true] {
      let index = insertionIndex(of: name, isFolder: isFolder)
      if index < count, bytes[places[index].name].elementsEqual(name) { return index }
    }
    return nil
  }

  /// The number of entries that come before one of this name.
  private func insertionIndex(of name: [UInt8], isFolder: Bool) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      name.withUnsafeBufferPointer { name in
        var range = places.indices
        while !range.isEmpty {
          let middle = range.lowerBound + range.count / 2
          let place = places[middle]
          let isBefore = TreeEntry.precedes(
            bytes[place.name], isFolder: place.mode == .tree, name[...], isFolder: isFolder)
          range = isBefore ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
      }
    }
  }
}

// MARK: Comparing

extension Tree {
  /// One name whose entries in two trees differ. A name that is a file in one and a folder in the other counts twice.
  package struct Difference {
    package let old: TreeEntry?
    package let new: TreeEntry?
    package let name: [UInt8]
  }

  /// What differs from another tree, in the order of trees.
  package func differences(from old: Tree) -> [Difference] {
    var found: [Difference] = []
    var (left, right) = (0, 0)
    while left < old.count || right < count {
      if left < old.count, right < count, old.raw(left).elementsEqual(raw(right)) {
        (left, right) = (left + 1, right + 1)
        continue
      }
      let (before, after) = (left < old.count ? old[left] : nil, right < count ? self[right] : nil)
      let takesOld = before.map { before in after.map { !$0.precedes(before) } ?? true } ?? false
      let takesNew = after.map { after in before.map { !$0.precedes(after) } ?? true } ?? false
      if takesOld { left += 1 }
      if takesNew { right += 1 }
      let pair = (takesOld ? before : nil, takesNew ? after : nil)
      guard pair.0 != pair.1, let name = (pair.0 ?? pair.1)?.name else { continue }
      found.append(Difference(old: pair.0, new: pair.1, name: name))
    }
    return found
  }

  /// The bytes of an entry.
  private func raw(_ index: Int) -> ArraySlice<UInt8> { bytes[places[index].whole] }
}

// MARK: Editing

extension Tree {
  /// The tree with some entries replaced, added or, where there is nil, removed; the others are copied as they are.
  ///
  /// - Parameter entries: by name; the name of each entry is its key.
  /// - Throws: `invalid` for the name of a new entry that no tree may have.
  func replacing(_ entries: [[UInt8]: TreeEntry?]) throws(GitError) -> Tree {
    var removed: Set<Int> = []
    var added: [(index: Int, entry: TreeEntry)] = []
    for (name, entry) in entries {
      if let old = index(of: name) {
        if self[old] == entry { continue }
        removed.insert(old)
      }
      guard let entry else { continue }
      try entry.checkName()
      added.append((insertionIndex(of: name, isFolder: entry.mode == .tree), entry))
    }
    if removed.isEmpty, added.isEmpty { return self }
    added.sort { $0.entry.precedes($1.entry) }
    var edited: [UInt8] = []
    edited.reserveCapacity(bytes.count + added.reduce(0) { $0 + $1.entry.name.count + 8 + GitHash.byteCount })
    // The bytes before this entry were copied or left out.
    var next = 0
    func copy(before end: Int) {
      guard next < end else { return }
      edited += bytes[places[next].start..<places[end - 1].whole.upperBound]
      next = end
    }
    let skips = removed.sorted()
    var skipped = skips[...]
    for (index, entry) in added {
      while let skip = skipped.first, skip < index {
        copy(before: skip)
        next = skip + 1
        skipped.removeFirst()
      }
      copy(before: index)
      entry.append(to: &edited)
    }
    for skip in skipped {
      copy(before: skip)
      next = skip + 1
    }
    copy(before: count)
    guard let tree = Tree(edited) else { preconditionFailure("entries of a tree must be well formed") }
    return tree
  }
}

extension TreeEntry {
  /// Appends the entry as a tree object has it.
  fileprivate func append(to bytes: inout [UInt8]) {
    bytes += mode.digits.utf8
    bytes.append(UInt8(ascii: " "))
    bytes += name
    bytes.append(0)
    bytes += id.bytes
  }
}
