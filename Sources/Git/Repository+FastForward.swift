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
    let conflicts = try checkOut(newTree, over: oldTree)
    guard conflicts.isEmpty else { return conflicts }
    for change in changes where change.new == nil { try lock.remove(change.path) }
    for change in changes {
      if let new = change.new { try lock.put(change.path, mode: new.mode, id: new.id) }
    }
    try lock.publish()
    return []
  }

  /// Writes the files that differ between the trees, or none when one of them is in conflict.
  private func checkOut(_ target: GitHash, over baseline: GitHash) throws(GitError) -> [String] {
    var (targetTree, baselineTree): (OpaquePointer?, OpaquePointer?)
    var (targetID, baselineID) = (target.oid, baseline.oid)
    try check("git_tree_lookup", reading: target, status: git_tree_lookup(&targetTree, pointer, &targetID))
    defer { git_tree_free(targetTree) }
    try check("git_tree_lookup", reading: baseline, status: git_tree_lookup(&baselineTree, pointer, &baselineID))
    defer { git_tree_free(baselineTree) }
    var options = git_checkout_options()
    try check(
      "git_checkout_options_init", status: git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)))
    let strategies = [GIT_CHECKOUT_SAFE, GIT_CHECKOUT_DONT_OVERWRITE_IGNORED, GIT_CHECKOUT_DONT_UPDATE_INDEX]
    options.checkout_strategy = strategies.reduce(0) { $0 | $1.rawValue }
    options.disable_filters = 1
    options.baseline = baselineTree
    options.notify_flags = GIT_CHECKOUT_NOTIFY_CONFLICT.rawValue
    let conflicts = Conflicts()
    options.notify_cb = noteConflict
    options.notify_payload = Unmanaged.passUnretained(conflicts).toOpaque()
    let status = withExtendedLifetime(conflicts) { git_checkout_tree(pointer, targetTree, &options) }
    guard status != GIT_ECONFLICT.rawValue else { return conflicts.paths.sorted() }
    try check("git_checkout_tree", reading: target, status: status)
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

/// The paths that a checkout could not update; a class since C carries it through as a pointer.
private final class Conflicts {
  var paths: [String] = []
}

/// Collects one conflict for `checkOut`; a plain function since C calls it.
private func noteConflict(
  _ why: git_checkout_notify_t, _ path: UnsafePointer<CChar>?, _ baseline: UnsafePointer<git_diff_file>?,
  _ target: UnsafePointer<git_diff_file>?, _ workdir: UnsafePointer<git_diff_file>?,
  _ payload: UnsafeMutableRawPointer?
) -> Int32 {
  guard let path, let payload else { return 0 }
  Unmanaged<Conflicts>.fromOpaque(payload).takeUnretainedValue().paths.append(String(cString: path))
  return 0
}
