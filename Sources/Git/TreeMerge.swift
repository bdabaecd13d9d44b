import Clibgit2

/// The tree that merging one commit into another leads to, worked out on trees: folders that only one side changed are
/// taken as they are, and not read.
///
/// Files that both sides changed are merged line by line, as git does. Renames are not followed. Nothing in the
/// repository decides how files are merged, neither attributes nor configuration.
package struct TreeMerge {
  /// The most bytes of a file that is merged line by line.
  private static let limit = 1 << 22
  /// The deepest folder that both sides may have changed.
  private static let deepest = 128

  /// The paths that the two sides changed in ways that exclude each other, in the order of trees.
  package private(set) var conflicts: [String] = []
  /// The folder whose files are never merged line by line.
  private let folder: String

  /// Creates a merge.
  ///
  /// - Parameter folder: the path of a folder whose files are never merged line by line.
  package init(keepingApart folder: String) {
    self.folder = folder
  }

  /// The best common ancestor of two commits; nil if there is none.
  package static func base(
    of first: GitHash, and second: GitHash, in repository: borrowing Repository
  ) throws(GitError) -> GitHash? {
    var (one, two, found) = (first.oid, second.oid, git_oid())
    let status = git_merge_base(&found, repository.pointer, &one, &two)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check("git_merge_base", reading: second, status: status)
    return GitHash(found)
  }

  /// Merges trees and writes the result; nil for a tree that one side does not have.
  ///
  /// - Returns: the tree, which is that of `ours` wherever there is a conflict.
  package mutating func merge(
    _ ours: GitHash?, with theirs: GitHash?, since base: GitHash?, in repository: borrowing Repository
  ) throws(GitError) -> GitHash? {
    try merge(ours, with: theirs, since: base, path: "", depth: 0, in: repository)
  }

  private mutating func merge(
    _ ours: GitHash?, with theirs: GitHash?, since base: GitHash?, path: String, depth: Int,
    in repository: borrowing Repository
  ) throws(GitError) -> GitHash? {
    guard depth <= TreeMerge.deepest else { throw .invalid("\(path) is nested too deep to be merged") }
    func tree(_ id: GitHash?) throws(GitError) -> Tree { if let id { try repository.tree(id) } else { .empty } }
    let (old, own, other) = (try tree(base), try tree(ours), try tree(theirs))
    var edits: [[UInt8]: TreeEntry?] = [:]
    for name in Set(other.differences(from: old).map(\.name)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let (before, mine, new) = (old.entry(named: name), own.entry(named: name), other.entry(named: name))
      if mine == new { continue }
      let place = path + String(decoding: name, as: UTF8.self)
      if mine == before {
        edits.updateValue(new, forKey: name)
      } else if let mine, let new, mine.mode == .tree, new.mode == .tree {
        let id = try merge(
          mine.id, with: new.id, since: before?.mode == .tree ? before?.id : nil, path: place + "/", depth: depth + 1,
          in: repository)
        edits.updateValue(id.map { TreeEntry(name: name, mode: .tree, id: $0) }, forKey: name)
      } else if let id = try merged(mine, with: new, since: before, at: place, in: repository), let mine {
        edits.updateValue(TreeEntry(name: name, mode: mine.mode, id: id), forKey: name)
      } else {
        conflicts.append(place)
      }
    }
    if edits.isEmpty { return ours }
    let merged = try own.replacing(edits)
    return merged.isEmpty && depth > 0 ? nil : try repository.write(merged)
  }

  /// Merges the lines of a file; nil if that is not possible.
  private func merged(
    _ ours: TreeEntry?, with theirs: TreeEntry?, since base: TreeEntry?, at path: String,
    in repository: borrowing Repository
  ) throws(GitError) -> GitHash? {
    guard let ours, let theirs, let base, ours.mode == theirs.mode, ours.mode == base.mode,
      ours.mode == .file || ours.mode == .executable, !path.utf8.starts(with: (folder + "/").utf8)
    else { return nil }
    for entry in [ours, theirs, base] where try repository.size(ofBlob: entry.id) > TreeMerge.limit { return nil }
    let texts = (try repository.blob(base.id), try repository.blob(ours.id), try repository.blob(theirs.id))
    var result = git_merge_file_result()
    let status = TreeMerge.input(texts.0) { old in
      TreeMerge.input(texts.1) { own in
        TreeMerge.input(texts.2) { other in
          withUnsafePointer(to: old) { old in
            withUnsafePointer(to: own) { own in
              withUnsafePointer(to: other) { git_merge_file(&result, old, own, $0, nil) }
            }
          }
        }
      }
    }
    try check("git_merge_file", status: status)
    defer { git_merge_file_result_free(&result) }
    guard result.automergeable == 1 else { return nil }
    return try repository.writeBlob(Array(UnsafeRawBufferPointer(start: result.ptr, count: result.len)))
  }

  private static func input<Result>(_ bytes: [UInt8], _ body: (git_merge_file_input) -> Result) -> Result {
    bytes.withUnsafeBytes { buffer in
      var input = git_merge_file_input()
      input.version = UInt32(GIT_MERGE_FILE_INPUT_VERSION)
      input.ptr = buffer.bindMemory(to: CChar.self).baseAddress
      input.size = buffer.count
      return body(input)
    }
  }
}
