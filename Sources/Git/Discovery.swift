import Clibgit2
import Glibc

/// Finds and opens the repository around a path.
///
/// Apart from `Repository`, since all of this happens before there is one, and much of it when there will be none.
enum Discovery {
  /// Opens the repository that `path` lies in, and returns libgit2's pointer to it, which the caller must free.
  ///
  /// - Throws: As `Repository.discover` does.
  static func open(from path: String) throws(GitError) -> OpaquePointer {
    try check("git_libgit2_init", status: Library.status)
    try checkText(path, "the path")
    var opened: OpaquePointer?
    var status = git_repository_open_ext(&opened, path, 0, nil)
    if status == GIT_EOWNER.rawValue, Library.trustsEveryOwner {
      status = git_repository_open_ext(&opened, path, 0, nil)
    }
    guard status == 0, let opened else { throw openingError(path, status: status) }
    heedGlobalConfiguration(of: opened)
    return opened
  }

  /// Has the user's settings taken from the file that `GIT_CONFIG_GLOBAL` names, as git does and libgit2 1.5 does not.
  private static func heedGlobalConfiguration(of repository: OpaquePointer) {
    guard let file = getenv("GIT_CONFIG_GLOBAL") else { return }
    var config: OpaquePointer?
    guard git_repository_config(&config, repository) == 0 else { return }
    defer { git_config_free(config) }
    _ = git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, repository, 1)
  }

  /// Tells from the status of `git_repository_open_ext`, and from its message, why there is no repository to open.
  private static func openingError(_ path: String, status: Int32) -> GitError {
    let message = Library.lastMessage
    switch status {
    case GIT_EOWNER.rawValue:
      return .ownedBySomeoneElse(path: root(above: path))
    // libgit2 1.5 reports a foreign owner in this way when no configuration sets safe.directory at all.
    case GIT_ENOTFOUND.rawValue where message.contains("safe.directory"):
      return .ownedBySomeoneElse(path: root(above: path))
    case GIT_ENOTFOUND.rawValue:
      return .notARepository(path: path)
    case _ where message.hasPrefix("unsupported"):
      return .unsupportedFormat(path: root(above: path), reason: message)
    default:
      return .failed(call: "git_repository_open_ext", code: Int(status), message: message)
    }
  }

  /// The folder of the repository around `path`, found without trusting or reading its configuration.
  private static func root(above path: String) -> String {
    var found = git_buf()
    guard git_repository_discover(&found, path, 0, nil) == 0, let text = found.ptr else { return path }
    defer { git_buf_dispose(&found) }
    let folder = String(folder: text)
    return folder.hasSuffix("/.git") ? String(folder.dropLast(5)) : folder
  }
}
