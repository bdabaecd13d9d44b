import Clibgit2
import Glibc

/// Writes packs of chosen objects.
enum PackBuilder {
  /// Writes objects as one pack with its index to the repository, flushed to the disk; nothing if there are no objects.
  ///
  /// Each file is flushed once, and so is the folder that both are moved to. Whatever dies, no incomplete file lies
  /// among the packs; what it leaves in its own folder is removed by `git prune`, for which the folder's name begins
  /// with `tmp_`.
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
    let objects = repository.commonDirectory + "/objects"
    let folder = try makeTemporaryFolder(objects + "/tmp_objdir-pack-XXXXXX")
    defer { rmdir(folder) }
    // libgit2 flushes the folder once for each file.
    try Library.withoutFlushing { () throws(GitError) in
      try check("git_packbuilder_write", status: git_packbuilder_write(builder, folder, 0, nil, nil))
    }
    let name = "pack-" + String(cString: git_packbuilder_name(builder))
    // git reads a pack only if it has an index, so that the pack must be in its place first.
    for file in ["\(name).pack", "\(name).idx"] {
      try flush("\(folder)/\(file)")
      guard rename("\(folder)/\(file)", "\(objects)/pack/\(file)") == 0 else {
        throw systemError("rename", code: errno)
      }
    }
    try flush(objects + "/pack")
  }
}
