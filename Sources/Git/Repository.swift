import Clibgit2
import Glibc

/// An open repository.
///
/// Reads and writes objects and references through libgit2. It never runs a hook, a filter or any other program, and
/// takes every content from objects. Use one for each thread. It is freed with its last owner.
package struct Repository: ~Copyable {
  /// libgit2's repository, owned.
  let pointer: OpaquePointer
  /// Its object database, owned; kept because nearly every call needs it.
  let objects: OpaquePointer

  private init(pointer: OpaquePointer, objects: OpaquePointer) {
    self.pointer = pointer
    self.objects = objects
  }

  deinit {
    git_odb_free(objects)
    git_repository_free(pointer)
  }

  /// Opens the repository that contains `path`, looking in the folder itself and in those above it.
  ///
  /// Working trees, linked working trees and bare repositories are found. `GIT_DIR` is ignored: what is opened
  /// depends on the path alone.
  ///
  /// - Throws: `notARepository`, `ownedBySomeoneElse` as git itself judges it, or `unsupportedFormat`.
  package static func discover(from path: String) throws(GitError) -> Repository {
    try check("git_libgit2_init", status: Library.status)
    try checkText(path, "the path")
    var opened: OpaquePointer?
    var status = git_repository_open_ext(&opened, path, 0, nil)
    if status == GIT_EOWNER.rawValue, Library.trustsEveryOwner {
      status = git_repository_open_ext(&opened, path, 0, nil)
    }
    guard status == 0, let opened else { throw openingError(path, status: status) }
    heedGlobalConfiguration(of: opened)
    var objects: OpaquePointer?
    let odbStatus = git_repository_odb(&objects, opened)
    guard odbStatus == 0, let objects else {
      git_repository_free(opened)
      throw .failed(call: "git_repository_odb", code: Int(odbStatus), message: Library.lastMessage)
    }
    return Repository(pointer: opened, objects: objects)
  }

  /// Has the user's settings taken from the file that `GIT_CONFIG_GLOBAL` names, as git does and libgit2 1.5 does not.
  private static func heedGlobalConfiguration(of repository: OpaquePointer) {
    guard let file = getenv("GIT_CONFIG_GLOBAL") else { return }
    var config: OpaquePointer?
    guard git_repository_config(&config, repository) == 0 else { return }
    defer { git_config_free(config) }
    _ = git_config_add_file_ondisk(config, file, GIT_CONFIG_LEVEL_GLOBAL, repository, 1)
  }

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
    let folder = withoutTrailingSlash(String(cString: text))
    return folder.hasSuffix("/.git") ? String(folder.dropLast(5)) : folder
  }

  /// Drops the `/` that libgit2 ends folders with.
  static func withoutTrailingSlash(_ path: String) -> String {
    path.utf8.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension Repository {
  /// Tells whether there is no working tree.
  package var isBare: Bool { git_repository_is_bare(pointer) == 1 }

  /// The absolute path of the working tree without trailing slash; `nil` in a bare repository.
  package var workingDirectory: String? {
    git_repository_workdir(pointer).map { Self.withoutTrailingSlash(String(cString: $0)) }
  }

  /// The absolute path of the folder with this working tree's own `HEAD` and index.
  package var gitDirectory: String {
    git_repository_path(pointer).map { Self.withoutTrailingSlash(String(cString: $0)) } ?? ""
  }

  /// The absolute path of the folder that all linked working trees share: objects, branches, configuration.
  package var commonDirectory: String {
    git_repository_commondir(pointer).map { Self.withoutTrailingSlash(String(cString: $0)) } ?? ""
  }

  /// The absolute path of the index file, which need not exist.
  package var indexPath: String { gitDirectory + "/index" }

  /// Tells whether history was cut off when the repository was cloned.
  package var isShallow: Bool { !shallowBoundary.isEmpty }

  /// The commits whose parents a shallow clone left out; empty in a whole one. Each call reads the file again.
  package var shallowBoundary: Set<GitHash> {
    guard let bytes = try? contents(ofFile: commonDirectory + "/shallow") else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    return Set(lines.compactMap(GitHash.init(hex:)))
  }

  /// Looks up a setting in the merged configuration of system, user and repository; `nil` if it is unset.
  package func configValue(_ key: String) -> String? {
    var snapshot: OpaquePointer?
    guard git_repository_config_snapshot(&snapshot, pointer) == 0 else { return nil }
    defer { git_config_free(snapshot) }
    var value: UnsafePointer<CChar>?
    guard git_config_get_string(&value, snapshot, key) == 0, let value else { return nil }
    return String(cString: value)
  }
}
