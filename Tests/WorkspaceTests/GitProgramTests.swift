import Foundation
import Git
import TestSupport
import Testing

@testable import Workspace

@Suite struct GitProgramTests {
  /// A bare remote, and a clone of it whose `main` is one commit ahead.
  private func pair() throws -> (Sandbox, tip: GitHash, next: GitHash) {
    let sandbox = try Sandbox.repository()
    let tip = try sandbox.hash("HEAD")
    try sandbox.git("clone", "-q", "--bare", "repo", "remote", in: "")
    try sandbox.git("remote", "add", "origin", sandbox.path("remote"))
    return (sandbox, tip, try sandbox.commit(["README": "two"]))
  }

  private func program(_ sandbox: Sandbox, timeout: Duration = .seconds(30)) throws -> GitProgram {
    let environment = [
      "HOME": sandbox.root, "PATH": "/usr/bin:/bin", "GIT_DIR": "/nowhere", "GIT_TRACE": "1",
    ]
    return try GitProgram(
      gitDirectory: sandbox.path("repo/.git"), environment: environment, timeout: timeout)
  }

  private func hook(
    _ name: String, _ script: String, in sandbox: Sandbox, at folder: String = "remote"
  ) throws {
    let file = sandbox.path("\(folder)/hooks/\(name)")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
  }

  @Test(arguments: [
    ("https://host/x.git", "https://host/x.git"),
    ("fatal: 'https://user:password@host/x.git' failed", "fatal: 'https://***@host/x.git' failed"),
    ("https://user:pa/ss@localhost:1/x.git", "https://***@localhost:1/x.git"),
    ("https://user:p@/s:/s@host/x", "https://***@host/x"),
    ("https://user:a://b@host/x and ssh://git@other", "https://***@host/x and ssh://***@other"),
    ("https://host/x by ada@example.org", "https://host/x by ada@example.org"),
  ])
  func `credentials in addresses are masked`(text: String, masked: String) {
    #expect(GitWords.clean(text) == masked)
  }

  @Test func `a commit is pushed, seen and fetched`() throws {
    let (sandbox, tip, next) = try pair()
    let program = try program(sandbox)
    #expect(try program.tip(of: "main", at: "origin") == tip)
    try program.push(next, to: "refs/heads/main", at: "origin")
    #expect(try program.tip(of: "main", at: sandbox.path("remote")) == next)
    #expect(try program.tip(of: "none", at: "origin") == nil)
    try sandbox.git("clone", "-q", "remote", "other", in: "")
    try sandbox.git("commit", "-q", "--allow-empty", "-m", "third", in: "other")
    try sandbox.git("push", "-q", "origin", "main", in: "other")
    let third = try sandbox.hash("HEAD", in: "other")
    #expect(try program.fetch(branch: "main", from: "origin") == third)
    #expect(try sandbox.open().contains(third) == true)
    #expect(try sandbox.hash("main") == next)
    #expect(try program.fetch(branch: "main", from: sandbox.path("remote")) == third)
  }

  @Test func `what cannot follow is rejected`() throws {
    let (sandbox, tip, next) = try pair()
    let program = try program(sandbox)
    try program.push(next, to: "main", at: "origin")
    let error = #expect(throws: GitProgramError.self) {
      try program.push(tip, to: "main", at: "origin")
    }
    #expect(kind(error) == "rejected notFastForward")
    #expect(try program.tip(of: "main", at: "origin") == next)
  }

  @Test func `a hook's refusal comes with its words, cleaned and cut`() throws {
    let (sandbox, _, next) = try pair()
    try hook(
      "pre-receive",
      #"printf 'see https://u:secret@h/x \033[31mred\n' >&2; yes long | head -c 1000000 >&2; exit 1"#,
      in: sandbox)
    let program = try program(sandbox)
    let error = #expect(throws: GitProgramError.self) {
      try program.push(next, to: "main", at: "origin")
    }
    guard case .rejected(.hook, let words) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(words.hasPrefix("remote: see https://***@h/x red\nremote: long\n"))
    #expect(words.count == 2_000)
  }

  @Test func `hooks on our side are not run`() throws {
    let (sandbox, _, next) = try pair()
    try hook("pre-push", "touch \(sandbox.path("ran"))", in: sandbox, at: "repo/.git")
    try hook("reference-transaction", "touch \(sandbox.path("ran"))", in: sandbox, at: "repo/.git")
    let program = try program(sandbox)
    try program.push(next, to: "main", at: "origin")
    _ = try program.fetch(branch: "main", from: "origin")
    #expect(FileManager.default.fileExists(atPath: sandbox.path("ran")) == false)
  }

  @Test func `a command that takes too long is stopped`() throws {
    let (sandbox, _, next) = try pair()
    try hook("pre-receive", "sleep 20", in: sandbox)
    let program = try program(sandbox, timeout: .milliseconds(700))
    let start = ContinuousClock.now
    let error = #expect(throws: GitProgramError.self) {
      try program.push(next, to: "main", at: "origin")
    }
    #expect(kind(error) == "timeout")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test func `a helper left in the background does not hold us up`() throws {
    let start = ContinuousClock.now
    guard
      var child = GitProgram.Child(
        "/bin/sh", arguments: ["sh", "-c", "sleep 20 & echo x"], environment: [])
    else {
      Issue.record("the shell cannot be started")
      return
    }
    #expect(child.finish(within: .seconds(15)) == 0)
    #expect(child.output.text == "x\n")
    #expect(ContinuousClock.now - start < .seconds(10))
  }

  @Test(arguments: [
    ("nowhere", "unknownRemote"), ("/none", "unknownRemote"),
    ("--upload-pack=touch x", "unknownRemote"),
    ("", "unknownRemote"), ("https://u:secret@host.invalid/x", "network"),
    ("ext::sh -c id", "failed"),
    ("ssh://127.0.0.1:1/x", "network"), ("http://127.0.0.1:1/x", "network"),
  ])
  func `a bad remote is told apart`(_ remote: String, _ expected: String) throws {
    let (sandbox, _, next) = try pair()
    let program = try program(sandbox)
    let errors = [
      #expect(throws: GitProgramError.self) { try program.tip(of: "main", at: remote) },
      #expect(throws: GitProgramError.self) { _ = try program.fetch(branch: "main", from: remote) },
      #expect(throws: GitProgramError.self) { try program.push(next, to: "main", at: remote) },
    ]
    #expect(errors.map(kind) == [expected, expected, expected], "\(errors)")
    #expect(!"\(errors)".contains("secret"))
  }

  @Test(arguments: [
    "-f", "", "a b", "a:b", "+main", "a..b", "x*", "a~1", "a//b", ".x", "x.lock", "a\u{0}b", "a\nb",
  ])
  func `a bad branch never reaches git`(_ branch: String) throws {
    let (sandbox, _, _) = try pair()
    let program = try program(sandbox)
    let error = #expect(throws: GitProgramError.self) { try program.tip(of: branch, at: "origin") }
    #expect(kind(error) == "failed")
  }

  @Test func `without git nothing can be done`() throws {
    #expect(throws: GitProgramError.gitMissing) {
      _ = try GitProgram(gitDirectory: "/", environment: ["PATH": "bin:.:/none"])
    }
  }

  /// What a server or git says, and what it means. The first word is for the report of `push --porcelain`.
  @Test(arguments: [
    (
      "!\ta:b\t[rejected] (fetch first)", "error: failed to push some refs",
      "rejected notFastForward"
    ),
    ("!\ta:b\t[rejected] (non-fast-forward)", "", "rejected notFastForward"),
    (
      "!\ta:b\t[remote rejected] (failed to update ref)", "remote: error: cannot lock ref",
      "rejected lostRace"
    ),
    ("!\ta:b\t[remote rejected] (incorrect old value provided)", "", "rejected lostRace"),
    (
      "!\ta:b\t[remote rejected] (protected branch hook declined)", "remote: error: GH006",
      "rejected protectedBranch"
    ),
    (
      "!\ta:b\t[remote rejected] (pre-receive hook declined)",
      "remote: GitLab: You are not allowed to push code to protected branches on this project.",
      "rejected protectedBranch"
    ),
    (
      "!\ta:b\t[remote rejected] (push declined due to repository rule violations)", "",
      "rejected protectedBranch"
    ),
    (
      "!\ta:b\t[remote rejected] (pre-receive hook declined)", "remote: Authentication failed",
      "rejected hook"
    ),
    ("!\ta:b\t[remote failure] (remote failed to report status)", "", "rejected other"),
    ("", "fatal: Authentication failed for 'https://x/'", "authentication"),
    (
      "", "fatal: could not read Username for 'https://x': terminal prompts disabled",
      "authentication"
    ),
    (
      "", "git@x: Permission denied (publickey).\nfatal: Could not read from remote repository.",
      "authentication"
    ),
    (
      "",
      "ERROR: Permission to a/b.git denied to c.\nfatal: Could not read from remote repository.",
      "authentication"
    ),
    (
      "", "fatal: unable to access 'https://x/': The requested URL returned error: 403",
      "authentication"
    ),
    (
      "", "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
      "unknownRemote"
    ),
    (
      "", "remote: Repository not found.\nfatal: repository 'https://x/' not found", "unknownRemote"
    ),
    ("", "fatal: unable to access 'https://x/': Could not resolve host: x", "network"),
    ("", "fatal: unable to access 'https://x/': The requested URL returned error: 502", "network"),
    ("", "error: RPC failed; curl 56\nfatal: the remote end hung up unexpectedly", "network"),
    ("", "fatal: couldn't find remote ref refs/heads/none", "failed"),
    ("", "", "failed"),
  ])
  func `words are classified`(_ output: String, _ errors: String, _ expected: String) {
    #expect(kind(GitProgramError(output: output, errors: errors)) == expected)
  }

  @Test(arguments: [
    ("https://user:secret@h/x", "https://***@h/x"), ("https://token@h", "https://***@h"),
    ("a https://u@corp:p@h/x@y ssh://g@h b", "a https://***@y ssh://***@h b"),
    ("git@h:x", "git@h:x"), ("https://h/x", "https://h/x"), ("'https://u:p@h'", "'https://***@h'"),
    ("https://h/x?private_token=abc", "https://h/x?private_token=***"), ("x-access-token:abc@h", "***@h"),
    ("a\u{1B}[1;31mb\u{1B}[K\u{7}c\u{202E}d\u{9B}e", "abcde"), ("a   \r\n\nb\t\u{0}", "a\nb"),
  ])
  func `words are cleaned`(_ text: String, _ expected: String) {
    #expect(GitWords.clean(text) == expected)
  }

  @Test func `git is given no variable of ours, which may hold a key`() {
    let ours = ["PARTNERCTL_SIGNING_KEY": "a", "PARTNERCTL_LICENSE_KEY": "b", "PARTNERCTL_API_KEY": "c"]
    #expect(GitProgram.environment(from: ours) == ["GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"])
  }

  private func kind(_ error: GitProgramError?) -> String {
    switch error {
    case .gitMissing: "gitMissing"
    case .unknownRemote: "unknownRemote"
    case .authentication: "authentication"
    case .network: "network"
    case .rejected(let kind, _): "rejected \(kind)"
    case .timeout: "timeout"
    case .failed: "failed"
    case nil: "none"
    }
  }
}
