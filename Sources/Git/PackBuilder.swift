import Clibgit2

/// Writes packs of chosen objects.
enum PackBuilder {
  /// Writes objects as one pack with its index to the repository, flushed to the disk; nothing if there are no objects.
  static func write(_ ids: [GitHash], of repository: borrowing Repository) throws(GitError) {
    if ids.isEmpty { return }
    var builder: OpaquePointer?
    try check("git_packbuilder_new", status: git_packbuilder_new(&builder, repository.pointer))
    defer { git_packbuilder_free(builder) }
    // More threads cost more than a few objects need.
    _ = git_packbuilder_set_threads(builder, 1)
    for id in ids {
      var oid = id.oid
      try check("git_packbuilder_insert", reading: id, status: git_packbuilder_insert(builder, &oid, nil))
    }
    let folder = repository.commonDirectory + "/objects/pack"
    try check("git_packbuilder_write", status: git_packbuilder_write(builder, folder, 0, nil, nil))
  }
}
