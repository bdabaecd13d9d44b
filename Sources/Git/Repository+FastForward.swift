import Clibgit2

extension Repository {
  /// Moves working tree and index from one commit to another and keeps the user's other changes.
  ///
  /// It moves no branch. Filters are not run: files get the bytes of the blobs. Nothing happens in a bare repository.
  ///
  /// - Returns: The paths with changes of the user that are in the way; nothing was changed unless this is empty.
  /// - Throws: `locked` when the index is, `missingObject` in a partial clone.
  package func fastForward(workingTreeFrom old: GitHash, to new: GitHash) throws(GitError) -> [String] {
    guard !isBare else { return [] }
    let lock = try lockIndex()
    let (oldTree, newTree) = (try commit(old).tree, try commit(new).tree)
    let changes = try changes(from: oldTree, to: newTree)
    let staged = changes.filter { lock.holdsOtherWork(than: $0) }
    guard staged.isEmpty else { return staged.map { String(decoding: $0.path, as: UTF8.self) } }
    let conflicts = try Checkout(from: oldTree, to: newTree).run(in: self)
    guard conflicts.isEmpty else { return conflicts }
    for change in changes where change.new == nil { try lock.remove(change.path) }
    for change in changes {
      if let new = change.new { try lock.put(change.path, mode: new.mode, id: new.id) }
    }
    try lock.publish()
    return []
  }
}

extension IndexLock {
  /// Tells whether something other than the old or the new file is staged where a change would go.
  fileprivate func holdsOtherWork(than change: FileChange) -> Bool {
    let path = change.path.terminated
    let isInConflict = (1...3).contains { git_index_get_bypath(index, path, $0) != nil }
    let staged = git_index_get_bypath(index, path, 0).map { GitHash($0.pointee.id) }
    return isInConflict || (staged != change.old?.id && staged != change.new?.id)
  }
}
