package import Git

/// Runs the `git` program for commands to a remote, and for nothing else.
///
/// Credential helpers, ssh and proxies work as people have set them up. Hooks, the file system monitor, the `ext`
/// transport and background maintenance are off, nothing is ever forced, and no question is asked: without a helper's
/// answer the command fails.
package struct GitProgram: Sendable {
  /// The absolute path of the program.
  let executable: String
  /// The folder passed as `--git-dir`.
  let gitDirectory: String
  /// The environment of the program.
  let environment: [String: String]
  /// The time that one command may take.
  let timeout: Duration

  /// Finds `git` in the absolute folders of `PATH`.
  ///
  /// - Parameters:
  ///   - gitDirectory: The folder with `HEAD`, such as `Repository.gitDirectory`.
  ///   - environment: The environment of the process; variables that would lead git to another repository or make it
  ///     verbose are left out.
  ///   - Throws: `gitMissing`.
  package init(
    gitDirectory: String, environment: [String: String], timeout: Duration = .seconds(300)
  ) throws(GitProgramError) {
    guard let executable = Self.locate(path: environment["PATH"] ?? "/usr/bin:/bin") else { throw .gitMissing }
    self.executable = executable
    self.gitDirectory = gitDirectory
    self.environment = Self.environment(from: environment)
    self.timeout = timeout
  }

  /// Asks a remote for the tip of a branch; `nil` when it has no such branch.
  ///
  /// - Parameters:
  ///   - branch: A short or full name.
  ///   - remote: The name of a configured remote, or an address.
  package func tip(of branch: String, at remote: String) throws(GitProgramError) -> GitHash? {
    let name = try Self.fullName(branch)
    let output = try run(["ls-remote", "--", try Self.checked(remote: remote), name]).output
    for line in output.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      // The pattern also matches names that only end in it.
      if fields.count == 2, fields[1] == name, let hash = GitHash(hex: String(fields[0])) { return hash }
    }
    return nil
  }

  /// Fetches a branch with its objects, and updates the tracking branch of a configured remote.
  ///
  /// - Returns: The tip of the branch. No local branch is moved.
  package func fetch(branch: String, from remote: String) throws(GitProgramError) -> GitHash {
    let name = try Self.fullName(branch)
    let options = ["--no-tags", "--no-recurse-submodules", "--no-auto-maintenance", "--write-fetch-head"]
    _ = try run(["fetch", "--quiet"] + options + ["--", try Self.checked(remote: remote), name])
    let fetched = try run(["rev-parse", "--verify", "--quiet", "FETCH_HEAD^{commit}"]).output
    guard let hash = GitHash(hex: String(fetched.prefix(40))) else {
      throw .failed(words: "'\(name)' was fetched, but is not a commit")
    }
    return hash
  }

  /// Returns the text if git can take it only for the name or the address of a remote.
  static func checked(remote: String) throws(GitProgramError) -> String {
    let isSafe = !remote.isEmpty && !remote.hasPrefix("-") && !remote.utf8.contains { $0 < 0x20 || $0 == 0x7F }
    guard isSafe else { throw .unknownRemote(words: "'\(GitWords.clean(remote))' is not the name of a remote") }
    return remote
  }

  /// The full name of a branch; throws for text that would be an option, a pattern or another reference
  /// specification.
  static func fullName(_ branch: String) throws(GitProgramError) -> String {
    let short = branch.hasPrefix("refs/heads/") ? String(branch.dropFirst(11)) : branch
    let meaning: Set<UInt8> = Set(" ~^:?*[\\+".utf8)
    let parts = short.split(separator: "/", omittingEmptySubsequences: false)
    let isName =
      !short.hasPrefix("-") && !short.contains("..") && !short.contains("@{") && !short.hasSuffix(".")
      && !short.utf8.contains { $0 < 0x20 || $0 == 0x7F || meaning.contains($0) }
      && parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && !$0.hasSuffix(".lock") }
    guard isName else { throw .failed(words: "'\(GitWords.clean(short))' is not the name of a branch") }
    return "refs/heads/\(short)"
  }
}
