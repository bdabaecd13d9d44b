import Engine
import Git
import Source
import Workspace

/// A failure of the environment in words: what failed, what to do, and the exit code.
struct FailureReport {
  var message: String
  var hint: String?
  var code = ExitCode.environment
  var diagnostics: [Diagnostic] = []

  init(_ error: WorkspaceError) {
    switch error {
    case .git(let error): self.init(error)
    case .gitProgram(let error): self.init(error)
    case .file(let path, let reason):
      self.init(
        "\(path): \(reason)",
        hint: "check the path, the disk and the permissions; nothing that is committed is lost")
    case .noRegistry(let path):
      self.init(
        "no registry here: \(path) was not found",
        hint: "run it in a folder with registry.yaml, or name that folder with -C")
    case .registryNotCommitted(let path, let commit):
      self.init(
        "\(path) is not in commit \(commit.hex.prefix(12))", hint: "commit it first, or name a commit that has it")
    case .invalidRegistry(let diagnostics):
      self.init("registry.yaml is invalid; nothing was done", hint: nil, code: .faults)
      self.diagnostics = DiagnosticList(diagnostics).listed
    case .refused(let refusal): self.init(refusal.message, hint: refusal.hint, code: .refused)
    case .key(let message, let hint): self.init(message, hint: hint)
    case .nothingStored:
      self.init("nothing has been reconciled here yet, so there is no ledger", hint: "run partnerctl reconcile first")
    }
  }

  init(_ message: String, hint: String?, code: ExitCode = .environment) {
    self.message = message
    self.hint = hint
    self.code = code
  }

  private init(_ error: GitError) {
    switch error {
    case .notARepository(let path):
      self.init("\(path) is not inside a git repository", hint: "run it in a repository, or name one with -C DIR")
    case .ownedBySomeoneElse(let path):
      self.init(
        "the repository \(path) belongs to another user",
        hint: "if you trust it: git config --global --add safe.directory \(path)")
    case .unsupportedFormat(let path, let reason):
      self.init(
        "\(path) has a format that is not supported: \(reason)",
        hint: "use a repository with SHA-1 objects and the files ref format: git init --object-format=sha1")
    case .detachedHead(let id):
      self.init(
        "HEAD is detached at \(id.prefix(12)): there is no branch to commit to",
        hint:
          "check out a branch, for example git checkout -B main; in GitLab CI: git checkout -B \"$CI_COMMIT_BRANCH\"")
    case .noCommits(let branch):
      self.init("\(branch) has no commit yet", hint: "commit registry.yaml and the manifests first")
    case .unknownRevision(let text): self.init("\"\(text)\" does not name a commit", hint: "git log shows the commits")
    case .missingObject(let id):
      self.init(
        "object \(id) is missing from the repository",
        hint: "if this is a partial clone: git fetch --refetch --filter=blob:limit=1g, or clone without --filter")
    case .moved(let branch, _, _):
      self.init(
        "\(branch) kept moving while it was being reconciled; nothing was changed", hint: "run again", code: .refused)
    case .locked(let path):
      self.init(
        "\(path) is held by another process",
        hint: "wait until it has finished; if no other process is running, delete the file")
    case .invalid(let reason): self.init(reason, hint: nil)
    case .failed(let call, _, let message): self.init("\(call): \(message)", hint: nil)
    }
  }
}
