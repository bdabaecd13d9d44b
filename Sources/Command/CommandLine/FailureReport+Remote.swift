import Workspace

extension FailureReport {
  /// Tells apart what a remote may answer; the words are the server's own, cleaned of credentials.
  init(_ error: GitProgramError) {
    switch error {
    case .gitMissing: self.init("the git program was not found", hint: "install git, or add it to PATH")
    case .unknownRemote(let words): self.init("unknown remote: \(words)", hint: "git remote -v lists the remotes")
    case .authentication(let words):
      self.init(
        "the remote did not accept the credentials: \(words)", hint: "check the credential helper, token or ssh key")
    case .network(let words):
      self.init("the remote could not be reached: \(words)", hint: "check the network and the address")
    case .rejected(let reason, let words):
      self.init("\(FailureReport.subject(reason)): \(words)", hint: FailureReport.hint(reason))
    case .timeout(let words): self.init("the remote did not answer in time: \(words)", hint: "run again later")
    case .failed(let words): self.init("git failed: \(words)", hint: nil)
    }
  }

  private static func subject(_ reason: GitProgramError.Rejection) -> String {
    switch reason {
    case .notFastForward, .lostRace: return "the remote rejected the push because its branch moved"
    case .protectedBranch: return "the remote's branch is protected against this push"
    case .hook: return "a hook at the remote rejected the push"
    case .other: return "the remote rejected the push"
    }
  }

  private static func hint(_ reason: GitProgramError.Rejection) -> String {
    switch reason {
    case .notFastForward, .lostRace: return "run again"
    case .protectedBranch: return "allow this identity to push to the branch, or reconcile with one that may"
    case .hook: return "the message above is from the hook; nothing was published"
    case .other: return "the message above is from the server; nothing was published"
    }
  }
}
