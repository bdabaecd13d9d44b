import Glibc

extension GitProgram {
  /// The texts that a finished command printed.
  struct Printed {
    let output: String
    let errors: String
  }

  /// Runs one command to its end.
  ///
  /// - Throws: `timeout`, or the error that its exit status and texts mean.
  func run(_ arguments: [String]) throws(GitProgramError) -> Printed {
    let all = ["git", "-C", gitDirectory, "--git-dir=\(gitDirectory)"] + Self.settings + arguments
    guard !all.contains(where: { $0.utf8.contains(0) }) else { throw .failed(words: "an argument holds a NUL byte") }
    let variables = environment.map { "\($0.key)=\($0.value)" }
    guard var child = Child(executable, arguments: all, environment: variables) else {
      throw .gitMissing
    }
    guard let status = child.finish(within: timeout) else {
      child.stop()
      throw .timeout(words: "'git \(arguments.first ?? "")' took longer than \(timeout)")
    }
    let printed = Printed(output: child.output.text, errors: child.errors.text)
    guard status == 0 else { throw GitProgramError(output: printed.output, errors: printed.errors) }
    return printed
  }

  /// The settings that override every configuration file.
  private static let settings = [
    "core.hooksPath=/dev/null", "core.fsmonitor=false", "protocol.ext.allow=never", "gc.auto=0",
    "maintenance.auto=false", "color.ui=false",
  ].flatMap { ["-c", $0] }

  /// The environment without variables that would lead git to another repository or make it verbose;
  /// `GIT_SSH_COMMAND` and the like stay.
  static func environment(from inherited: [String: String]) -> [String: String] {
    let misleading: Set<String> = [
      "GIT_DIR", "GIT_COMMON_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE",
      "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_PREFIX", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE",
      "GIT_REPLACE_REF_BASE", "GIT_CURL_VERBOSE", "GIT_PUSH_OPTION_COUNT",
    ]
    var environment = inherited.filter { !misleading.contains($0.key) && !$0.key.hasPrefix("GIT_TRACE") }
    environment["GIT_TERMINAL_PROMPT"] = "0"
    environment["LC_ALL"] = "C"
    environment["LANGUAGE"] = nil
    // No helper, filter or proxy that git starts needs the keys in these variables.
    return environment.filter { !$0.key.hasPrefix("PARTNERCTL_") }
  }

  /// Finds the program in a search path. Relative folders are ignored: they may be the repository's own.
  static func locate(path: String) -> String? {
    let folders = path.split(separator: ":").filter { $0.hasPrefix("/") }
    return folders.map { "\($0)/git" }.first { access($0, X_OK) == 0 }
  }
}
