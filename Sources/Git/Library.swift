import Clibgit2
import Synchronization

/// The process-wide side of libgit2.
enum Library {
  /// Starts libgit2 on first use, makes it flush what it writes to disk, and returns a negative code on failure.
  ///
  /// Starting it takes milliseconds, so it is not done before a repository is opened. It is never shut down:
  /// repositories may live until the process ends.
  static let status: Int32 = {
    let started = git_libgit2_init()
    guard started >= 0 else { return started }
    let extensions = partnerctl_git_accept_extensions()
    return extensions < 0 ? extensions : partnerctl_git_set_fsync(1)
  }()

  /// Runs a body whose writes libgit2 does not flush to the disk one by one; the caller must flush them.
  ///
  /// The setting is the process's. Bodies may overlap on several threads: the last to end restores it.
  static func withoutFlushing<Result>(_ body: () throws(GitError) -> Result) throws(GitError) -> Result {
    unflushed.withLock { count in
      count += 1
      if count == 1 { _ = partnerctl_git_set_fsync(0) }
    }
    defer {
      unflushed.withLock { count in
        count -= 1
        if count == 0 { _ = partnerctl_git_set_fsync(1) }
      }
    }
    return try body()
  }

  /// How many bodies are running in `withoutFlushing`.
  private static let unflushed = Mutex(0)

  /// Whether the user's own configuration trusts every folder (`safe.directory = *`), whoever owns it.
  ///
  /// libgit2 1.5 knows single folders only. Once found, the setting turns its check of owners off for the process,
  /// which is what it asks for.
  static let trustsEveryOwner: Bool = {
    var config: OpaquePointer?
    guard git_config_open_default(&config) == 0 else { return false }
    defer { git_config_free(config) }
    var values: OpaquePointer?
    guard git_config_multivar_iterator_new(&values, config, "safe.directory", nil) == 0 else { return false }
    defer { git_config_iterator_free(values) }
    var isTrusting = false
    var entry: UnsafeMutablePointer<git_config_entry>?
    while git_config_next(&entry, values) == 0, let value = entry?.pointee.value {
      // An empty value removes the values before it.
      switch String(cString: value) {
      case "*": isTrusting = true
      case "": isTrusting = false
      default: break
      }
    }
    return isTrusting && partnerctl_git_set_owner_validation(0) == 0
  }()

  /// Takes the message of the last failure on this thread; call it directly after the failing call.
  static var lastMessage: String {
    guard let error = git_error_last(), let message = error.pointee.message else { return "" }
    return String(cString: message)
  }

  /// Tells whether the last failure on this thread was of one of these classes.
  static func lastErrorIs(_ classes: git_error_t...) -> Bool {
    guard let error = git_error_last() else { return false }
    return classes.contains { Int32(bitPattern: $0.rawValue) == error.pointee.klass }
  }
}

/// Throws what a call of libgit2 reports as its failure.
func check(_ call: StaticString, status: Int32) throws(GitError) {
  guard status < 0 else { return }
  throw .failed(call: "\(call)", code: Int(status), message: Library.lastMessage)
}

/// Throws the failure of a call that reads the object `id`, telling a missing object from a malformed one.
func check(_ call: StaticString, reading id: GitHash, status: Int32) throws(GitError) {
  guard status < 0 else { return }
  switch status {
  case GIT_ENOTFOUND.rawValue where !Library.lastErrorIs(GIT_ERROR_INVALID):
    throw .missingObject(id.hex)
  case GIT_ENOTFOUND.rawValue:
    throw .invalid("object \(id) does not have the required type")
  case GIT_EMISMATCH.rawValue, GIT_EINVALID.rawValue:
    throw .invalid("object \(id): \(Library.lastMessage)")
  default:
    let isMalformed = Library.lastErrorIs(GIT_ERROR_OBJECT, GIT_ERROR_TREE, GIT_ERROR_ZLIB, GIT_ERROR_ODB)
    if isMalformed { throw .invalid("object \(id): \(Library.lastMessage)") }
    try check(call, status: status)
  }
}

/// The failure of a system call, from `errno`; read it before any other call.
func systemError(_ call: StaticString, code: Int32) -> GitError {
  .failed(call: "\(call)", code: Int(code), message: systemMessage(code))
}

/// Refuses text that C would cut at a NUL byte.
func checkText(_ text: String, _ what: StaticString) throws(GitError) {
  guard text.utf8.contains(0) else { return }
  throw .invalid("\(what) contains a NUL byte")
}
