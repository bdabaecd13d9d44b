package import Git

extension GitProgram {
  /// Pushes one commit to one branch, which must be able to follow it without force.
  ///
  /// The commit is named by its id, so that nothing else is pushed if a local branch moves meanwhile.
  ///
  /// - Throws: `rejected` when the server refused; the caller then reads the tip again to learn whether it lost a
  ///   race, which servers report in many ways.
  package func push(_ commit: GitHash, to branch: String, at remote: String) throws(GitProgramError) {
    let options = ["--porcelain", "--no-verify", "--no-follow-tags", "--no-signed", "--recurse-submodules=no"]
    let refspec = "\(commit.hex):\(try Self.fullName(branch))"
    _ = try run(["push"] + options + ["--", try Self.checked(remote: remote), refspec])
  }
}
