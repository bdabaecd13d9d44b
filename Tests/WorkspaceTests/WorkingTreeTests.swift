import Command
import CommandSupport
import Foundation
import Git
import Model
import Source
import TestSupport
import Testing

/// What a run does to the files, the index and the branches around it.
struct WorkingTreeTests {
  @Test func `the user's own changes survive byte for byte`() throws {
    try withRegistry(["a.yaml": .misp("a"), "notes/edited": "one\n", "notes/both": "one\n", "gone": "x\n"]) {
      registry in
      let sandbox = registry.sandbox
      try sandbox.write("two\n", to: "notes/edited")
      try sandbox.write("staged\n", to: "notes/both")
      try sandbox.write("new\n", to: "notes/new")
      try sandbox.git("add", "notes/both", "notes/new")
      try sandbox.write("edited after staging\n", to: "notes/both")
      try sandbox.remove("gone")
      try sandbox.write("untracked\n", to: "notes/untracked")
      let status = try sandbox.status()
      let staged = try registry.git("diff", "--cached")
      let edited = try registry.git("diff")
      #expect(registry.run("reconcile").code == .done)
      #expect(try sandbox.status() == status)
      #expect(try registry.git("diff", "--cached") == staged)
      #expect(try registry.git("diff") == edited)
      #expect(try sandbox.read("notes/untracked") == "untracked\n")
      let changed = try registry.changedFiles("HEAD^")
      #expect(
        changed.filter { !$0.hasPrefix("State/index/misps/") } == [
          "State/.gitattributes", "State/audit/2023/11/1.jsonl", "State/objects/misps/a.json", "State/seals/0/1",
          "State/settings.json",
          "State/state.json",
        ])
      for file in changed { #expect(try sandbox.read(file) == registry.git("show", "HEAD:\(file)") + "\n") }
      #expect(try registry.git("reflog", "-1", "--format=%gs") == "partnerctl: reconcile")
    }
  }

  @Test(arguments: ["edited", "staged", "deleted", "added"])
  func `a local change of a state file is never written over`(_ change: String) throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      let file = change == "added" ? "State/objects/misps/b.json" : "State/objects/misps/a.json"
      let head = try registry.commit(["a.yaml": .misp("a", email: "other@telecom.example"), "b.yaml": .misp("b")])
      switch change {
      case "deleted": try registry.sandbox.remove(file)
      default: try registry.sandbox.write("mine\n", to: file)
      }
      if change == "staged" { _ = try registry.git("add", file) }
      let status = try registry.sandbox.status()
      #expect(
        registry.run("reconcile").failure
          == .refused(
            "State files were changed locally and not committed: \(file)",
            hint:
              "inspect them with git status; git restore --source=HEAD --staged --worktree -- State && git clean -fd -- State discards them and repairs what an interrupted run left"
          ))
      #expect(try registry.head == head)
      #expect(try registry.sandbox.status() == status)
    }
  }

  @Test func `a local change of a state file that a run does not write is left alone`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      try registry.commit(["b.yaml": .misp("b")])
      try registry.sandbox.write("mine\n", to: "State/objects/misps/a.json")
      let status = try registry.sandbox.status()
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.sandbox.status() == status)
      #expect(try registry.sandbox.read("State/objects/misps/a.json") == "mine\n")
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `what an interrupted run left is mended by the hint`() throws {
    try withRegistry(["a.yaml": .misp("a", "approval: approved")]) { registry in
      registry.run("reconcile")
      try registry.commit(["b.yaml": .misp("b")])
      registry.run("reconcile")
      // The branch moved, but neither files nor index followed.
      _ = try registry.git("read-tree", "HEAD^")
      _ = try registry.git("checkout", "-q", "HEAD^", "--", "State")
      try registry.sandbox.remove("State/objects/misps/b.json")
      try registry.sandbox.write("{", to: "State/objects/misps/x.json")
      try registry.sandbox.git("add", "State/objects/misps/x.json")
      #expect(registry.run("reconcile", "--now", "2024-12-01").code == .refused)
      _ = try registry.git("restore", "--source=HEAD", "--staged", "--worktree", "--", "State")
      _ = try registry.git("clean", "-fdq", "--", "State")
      try registry.commit(["c.yaml": .misp("c")])
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.sandbox.status() == "")
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `a file left half written is cleared away`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      registry.run("reconcile")
      try registry.commit(["b.yaml": .misp("b")])
      try registry.sandbox.write("{", to: "State/objects/misps/b.json.partnerctl-new")
      try registry.sandbox.write("{", to: "State/audit/2022/12/1.jsonl.partnerctl-new")
      #expect(registry.run("reconcile").code == .done)
      #expect(try registry.sandbox.status() == "")
      #expect(!registry.exists("State/audit/2022"))
    }
  }

  @Test func `a held index lock stops the run before anything moves`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      try registry.sandbox.write("", to: ".git/index.lock")
      let head = try registry.head
      #expect(
        registry.run("reconcile").failure
          == .environment(
            "\(registry.sandbox.path("repo"))/.git/index.lock is held by another process",
            hint: "wait until it has finished; if no other process is running, delete the file"))
      #expect(try registry.head == head)
      #expect(!registry.exists("State"))
      try registry.sandbox.remove(".git/index.lock")
      #expect(registry.run("reconcile").code == .done)
    }
  }

  @Test func `a detached head is told apart and mended`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      _ = try registry.git("checkout", "-q", "--detach")
      #expect(
        registry.run("reconcile").failure
          == .environment(
            "HEAD is detached at \(try registry.head.prefix(12)): there is no branch to commit to",
            hint:
              "check out a branch, for example git checkout -B main; in GitLab CI: git checkout -B \"$CI_COMMIT_BRANCH\""
          ))
      #expect(registry.run("plan").code == .done)
      _ = try registry.git("checkout", "-q", "-B", "main")
      #expect(registry.run("reconcile").code == .done)
    }
  }

  @Test func `a linked working tree commits to its own branch`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let head = try registry.head
      _ = try registry.git("worktree", "add", "-q", "-b", "other", "../linked")
      #expect(registry.run(["reconcile"], in: "linked").failure == Failure(.done, ""))
      #expect(try registry.git("status", "--porcelain", in: "linked") == "")
      #expect(try registry.head == head)
      #expect(try registry.sandbox.hash("other^").hex == head)
      #expect(registry.run(["verify"], in: "linked").code == .done)
    }
  }

  @Test func `commands work from a folder further down and with a directory option`() throws {
    try withRegistry(["misps/south/a.yaml": .misp("a")]) { registry in
      #expect(registry.run(["reconcile"], in: "repo/misps/south").code == .done)
      #expect(registry.run(["-C", "repo/misps", "get", "misp", "a"], in: "").code == .done)
      #expect(registry.run(["get", "misp", "a", "-C", registry.sandbox.path("repo")], in: "").code == .done)
      #expect(registry.run(["verify", "repo"], in: "").code == .done)
      #expect(registry.run(["-C", "repo", "verify", "."], in: "").code == .done)
    }
  }

  @Test func `a registry may lie in a folder and keep its state elsewhere`() throws {
    let settings = String.registry + "spec: {state: Data/State}\n"
    let files = ["Examples/Country/registry.yaml": settings, "Examples/Country/a.yaml": String.misp("a")]
    let registry = try RegistrySandbox()
    try registry.sandbox.remove("registry.yaml")
    try registry.commit(files)
    #expect(
      registry.run("reconcile").failure
        == .environment(
          "no registry here: registry.yaml was not found",
          hint: "run it in a folder with registry.yaml, or name that folder with -C"))
    #expect(registry.run("reconcile", "Examples/Country").failure == Failure(.done, ""))
    #expect(
      try registry.changedFiles("HEAD^").filter { !$0.hasPrefix("Data/State/index/misps/") } == [
        "Data/State/.gitattributes", "Data/State/audit/2023/11/1.jsonl", "Data/State/objects/misps/a.json",
        "Data/State/seals/0/1", "Data/State/settings.json", "Data/State/state.json",
      ])
    #expect(registry.run(["reconcile"], in: "repo/Examples/Country").code == .done)
    #expect(registry.run(["get", "misp", "a"], in: "repo/Examples/Country").code == .done)
    #expect(registry.run("verify", "Examples/Country").code == .done)
    // Another registry that names the same folder.
    let head = try registry.commit(["Other/registry.yaml": settings, "Other/b.yaml": .misp("b")])
    for command in ["plan", "reconcile"] {
      #expect(
        registry.run(command, "Other").failure
          == .refused(
            "The state folder Data/State belongs to the registry in Examples/Country",
            hint: "name another folder in spec.state of Other/registry.yaml"))
    }
    #expect(try registry.head == head)
    #expect(try registry.sandbox.fsck() == "")
  }

  @Test func `a bare repository is reconciled like any other`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      _ = try registry.git("clone", "-q", "--bare", "repo", "bare", in: "")
      #expect(registry.run(["plan"], in: "bare").code == .done)
      #expect(registry.run(["validate"], in: "bare").code == .done)
      #expect(registry.run(["reconcile"], in: "bare").failure == Failure(.done, ""))
      #expect(registry.run(["verify"], in: "bare").code == .done)
      #expect(
        registry.run(["plan", "--worktree"], in: "bare").failure
          == .environment("a bare repository has no working tree"))
    }
  }
}

/// Repositories that a run cannot work with.
struct EnvironmentTests {
  private static var isRoot: Bool { getuid() == 0 }

  @Test func `a folder outside any repository is told apart`() throws {
    let registry = try RegistrySandbox()
    #expect(
      registry.run(["reconcile"], in: "").failure
        == .environment(
          "\(registry.sandbox.root) is not inside a git repository",
          hint: "run it in a repository, or name one with -C DIR"))
  }

  @Test func `a branch without commits is told apart`() throws {
    let registry = try RegistrySandbox()
    try registry.sandbox.git("init", "-q", "-b", "main", registry.sandbox.path("empty"), in: "")
    let failure = Failure.environment(
      "refs/heads/main has no commit yet", hint: "commit registry.yaml and the manifests first")
    for command in ["reconcile", "plan", "verify"] {
      #expect(registry.run([command], in: "empty").failure == failure)
    }
    try Data(String.registry.utf8).write(to: URL(fileURLWithPath: registry.sandbox.path("empty/registry.yaml")))
    #expect(
      registry.run(["validate"], in: "empty")
        == Ran(code: .done, output: "0 objects: 0 errors, 0 warnings\n", errors: ""))
  }

  @Test func `a repository with SHA-256 objects is told apart`() throws {
    let registry = try RegistrySandbox()
    let path = registry.sandbox.path("new")
    try registry.sandbox.git("init", "-q", "--object-format=sha256", path, in: "")
    let ran = registry.run(["reconcile"], in: "new")
    #expect(ran.code == .environment)
    #expect(ran.errors.hasPrefix("partnerctl: error: \(path) has a format that is not supported: "))
    #expect(
      ran.errors.hasSuffix(
        "\n  hint: use a repository with SHA-1 objects and the files ref format: git init --object-format=sha1\n"))
  }

  @Test(.enabled(if: isRoot, "only root can give a folder away"))
  func `a repository of another user is told apart`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let path = registry.sandbox.path("repo")
    for folder in [path, path + "/.git"] { #expect(chown(folder, 12345, 12345) == 0) }
    #expect(
      registry.run("reconcile").failure
        == .environment(
          "the repository \(path) belongs to another user",
          hint: "if you trust it: git config --global --add safe.directory \(path)"))
  }

  @Test func `a blob that a partial clone lacks is told apart`() throws {
    try withRegistry(["a.yaml": .misp("a")]) { registry in
      let id = try registry.sandbox.hash("HEAD:a.yaml").hex
      _ = try registry.git("config", "uploadpack.allowFilter", "true")
      let remote = "file://" + registry.sandbox.path("repo")
      _ = try registry.git("clone", "-q", "--no-checkout", "--filter=blob:none", remote, "partial", in: "")
      _ = try registry.git("checkout", "-q", "HEAD", "--", "registry.yaml", in: "partial")
      _ = try registry.git("remote", "set-url", "origin", "file:///nowhere", in: "partial")
      let failure = Failure.environment(
        "object \(id) is missing from the repository",
        hint: "if this is a partial clone: git fetch --refetch --filter=blob:limit=1g, or clone without --filter")
      #expect(registry.run(["plan"], in: "partial").failure == failure)
      #expect(registry.run(["reconcile"], in: "partial").failure == failure)
    }
  }

  @Test func `a damaged object is told apart`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a")])
    let id = try registry.sandbox.hash("HEAD:a.yaml").hex
    let file = registry.sandbox.path("repo/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    try FileManager.default.removeItem(atPath: file)
    try Data("rubbish".utf8).write(to: URL(fileURLWithPath: file))
    let ran = registry.run("reconcile")
    #expect(ran.code == .environment)
    #expect(ran.errors.hasPrefix("partnerctl: error: object \(id): "))
  }
}
