import Clibgit2

/// A change of the working tree from the files of one tree to those of another.
///
/// It changes files alone: index and branch are for the caller, who holds the lock of the index meanwhile.
struct Checkout {
  private let baseline: GitHash
  private let target: GitHash

  /// Prepares a checkout of the tree `target` where the files of the tree `baseline` are expected.
  init(from baseline: GitHash, to target: GitHash) {
    self.baseline = baseline
    self.target = target
  }

  /// Writes the files that differ between the trees, or none when one of them is in conflict.
  ///
  /// - Returns: The paths in conflict, sorted.
  /// - Throws: `missingObject` or `invalid` for one of the trees or a blob.
  func run(in repository: borrowing Repository) throws(GitError) -> [String] {
    let pointer = repository.pointer
    var (targetTree, baselineTree): (OpaquePointer?, OpaquePointer?)
    var (targetID, baselineID) = (target.oid, baseline.oid)
    try check("git_tree_lookup", reading: target, status: git_tree_lookup(&targetTree, pointer, &targetID))
    defer { git_tree_free(targetTree) }
    try check("git_tree_lookup", reading: baseline, status: git_tree_lookup(&baselineTree, pointer, &baselineID))
    defer { git_tree_free(baselineTree) }
    var options = try Self.options()
    options.baseline = baselineTree
    let conflicts = Conflicts()
    options.notify_payload = Unmanaged.passUnretained(conflicts).toOpaque()
    let status = withExtendedLifetime(conflicts) { git_checkout_tree(pointer, targetTree, &options) }
    guard status != GIT_ECONFLICT.rawValue else { return conflicts.paths.sorted() }
    try check("git_checkout_tree", reading: target, status: status)
    return []
  }

  /// The options of a checkout that overwrites nothing of the user's, runs no filter and reports every conflict.
  private static func options() throws(GitError) -> git_checkout_options {
    var options = git_checkout_options()
    try check(
      "git_checkout_options_init", status: git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION)))
    let strategies = [GIT_CHECKOUT_SAFE, GIT_CHECKOUT_DONT_OVERWRITE_IGNORED, GIT_CHECKOUT_DONT_UPDATE_INDEX]
    options.checkout_strategy = strategies.reduce(0) { $0 | $1.rawValue }
    options.disable_filters = 1
    options.notify_flags = GIT_CHECKOUT_NOTIFY_CONFLICT.rawValue
    options.notify_cb = noteConflict
    return options
  }
}

/// The paths that a checkout could not update; a class since C carries it through as a pointer.
private final class Conflicts {
  var paths: [String] = []
}

/// Collects one conflict for `Checkout`; a plain function since C calls it.
private func noteConflict(
  _ why: git_checkout_notify_t, _ path: UnsafePointer<CChar>?, _ baseline: UnsafePointer<git_diff_file>?,
  _ target: UnsafePointer<git_diff_file>?, _ workdir: UnsafePointer<git_diff_file>?,
  _ payload: UnsafeMutableRawPointer?
) -> Int32 {
  guard let path, let payload else { return 0 }
  Unmanaged<Conflicts>.fromOpaque(payload).takeUnretainedValue().paths.append(String(cString: path))
  return 0
}
