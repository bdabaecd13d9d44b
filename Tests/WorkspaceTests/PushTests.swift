import Command
import CommandSupport
import Foundation
import Model
import Source
import TestSupport
import Testing

/// A registry whose branch lives in a bare repository that others push to as well.
struct PushTests {
  /// `repo` with the remote `origin`, which is bare and refuses to be forced.
  private func withRemote(
    _ files: [String: String] = ["a.yaml": .misp("a", "approval: approved")], _ body: (RegistrySandbox) throws -> Void
  ) throws {
    try withRegistry(files) { registry in
      let remote = registry.sandbox.path("remote")
      _ = try registry.git("clone", "-q", "--bare", "repo", "remote", in: "")
      for setting in ["receive.denyNonFastForwards", "receive.denyDeletes", "core.logAllRefUpdates"] {
        _ = try registry.git("config", setting, "true", in: "remote")
      }
      _ = try registry.git("remote", "add", "origin", "file://" + remote)
      try body(registry)
      #expect(try registry.git("fsck", "--strict", "--no-dangling", "--no-progress", in: "remote") == "")
    }
  }

  private func tip(_ registry: RegistrySandbox) throws -> String {
    try registry.git("rev-parse", "main", in: "remote")
  }

  /// Commits files as somebody else and pushes them.
  private func pushElsewhere(_ files: [String: String], _ registry: RegistrySandbox) throws {
    let folder = "other-\(UUID().uuidString)"
    _ = try registry.git("clone", "-q", "file://" + registry.sandbox.path("remote"), folder, in: "")
    for (file, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: registry.sandbox.path("\(folder)/\(file)")))
    }
    _ = try registry.git("add", "-A", in: folder)
    _ = try registry.git("commit", "-q", "-m", "elsewhere", in: folder)
    _ = try registry.git("push", "-q", in: folder)
  }

  private func installHook(_ script: String, _ registry: RegistrySandbox) throws {
    let hook = registry.sandbox.path("remote/hooks/pre-receive")
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: hook))
    #expect(chmod(hook, 0o755) == 0)
  }

  @Test func `what was reconciled is pushed and the local branch follows`() throws {
    try withRemote { registry in
      let ran = registry.run("reconcile", "--push", "-o", "json")
      #expect(ran.failure == Failure(.done, ""))
      let json = try ran.json
      #expect(json.at("pushed") == .boolean(true))
      #expect(try json.at("commit") == .text(registry.head))
      #expect(try tip(registry) == registry.head)
      #expect(try registry.sandbox.status() == "")
      let again = registry.run("reconcile", "--push", "origin")
      #expect(again.code == .done)
      #expect(again.output.hasSuffix("nothing to do\n"))
      #expect(registry.ids.keys.count == 1)
    }
  }

  @Test func `the remote's commits come first and local work stays`() throws {
    try withRemote(["a.yaml": .misp("a"), "notes": "one\n"]) { registry in
      try pushElsewhere(["b.yaml": .misp("b"), "a.yaml": .misp("a", of: "changed")], registry)
      try registry.sandbox.write("two\n", to: "notes")
      #expect(registry.run("reconcile", "--push").code == .done)
      #expect(try tip(registry) == registry.head)
      let status = try registry.sandbox.status()
      #expect(status == " M notes")
      #expect(try registry.sandbox.read("a.yaml") == .misp("a", of: "changed"))
      #expect(try registry.misp("b").at("status", "createdBy") == .text("ada@example.org"))
      #expect(try registry.misp("a").at("spec", "organizationName") == .text("changed"))
      // Local commits that the remote lacks go along.
      try registry.sandbox.git("checkout", "-q", "notes")
      try registry.commit(["c.yaml": .misp("c")])
      #expect(registry.run("reconcile", "--push").code == .done)
      #expect(try tip(registry) == registry.head)
      #expect(registry.run("verify").code == .done)
    }
  }

  @Test func `a branch that the remote lacks is created`() throws {
    try withRemote { registry in
      _ = try registry.git("checkout", "-q", "-b", "trial")
      #expect(registry.run("reconcile", "--push").code == .done)
      #expect(try registry.git("rev-parse", "trial", in: "remote") == registry.head)
    }
  }

  @Test func `diverged branches are never merged`() throws {
    try withRemote { registry in
      try pushElsewhere(["b.yaml": .misp("b")], registry)
      let head = try registry.commit(["c.yaml": .misp("c")])
      let remote = try tip(registry)
      #expect(
        registry.run("reconcile", "--push").failure
          == .refused(
            "The local branch and the one at origin have diverged",
            hint: "partnerctl never merges: rebase or reset the local branch onto the remote's"))
      #expect(try [registry.head, tip(registry)] == [head, remote])
    }
  }

  @Test func `local changes in the way of a fast-forward are kept`() throws {
    try withRemote { registry in
      try pushElsewhere(["a.yaml": .misp("a", of: "theirs")], registry)
      let head = try registry.head
      try registry.sandbox.write(.misp("a", of: "mine"), to: "a.yaml")
      #expect(
        registry.run("reconcile", "--push").failure
          == .refused("Local changes would be overwritten by the remote's: a.yaml", hint: "commit or stash them"))
      #expect(try registry.head == head)
      #expect(try registry.sandbox.read("a.yaml") == .misp("a", of: "mine"))
    }
  }

  @Test func `a push that arrived is told although nothing can follow here`() throws {
    try withRemote { registry in
      let head = try registry.head
      try registry.sandbox.write("", to: ".git/index.lock")
      let ran = registry.run("reconcile", "--push", "-o", "json")
      let lock = registry.sandbox.path("repo/.git/index.lock")
      #expect(
        ran.failure
          == Failure(
            .done,
            "the result was pushed, but the local branch or files were not updated: \(lock) is held by another process\n"
              + "  hint: remove the cause and run again with --push; nothing was lost\n"))
      #expect(try ran.json.at("pushed") == .boolean(true))
      #expect(try ran.json.at("commit") == .text(tip(registry)))
      #expect(try registry.head == head)
      try registry.sandbox.remove(".git/index.lock")
      #expect(registry.run("reconcile", "--push").failure == Failure(.done, ""))
      #expect(try registry.head == tip(registry))
      #expect(try registry.sandbox.status() == "")
      #expect(registry.ids.keys.count == 1)
    }
  }

  @Test func `runs that were never pushed are named`() throws {
    try withRemote { registry in
      #expect(registry.run("reconcile").code == .done)
      let ran = registry.run("reconcile", "--push")
      #expect(
        ran.failure
          == Failure(.done, "the remote lacks runs that were recorded here; send them with git push\n"))
      _ = try registry.git("push", "-q", "origin", "main")
      #expect(registry.run("reconcile", "--push").failure == Failure(.done, ""))
    }
  }

  @Test func `a hook may refuse at any length`() throws {
    try withRemote { registry in
      try installHook("head -c 1000000 /dev/zero | tr '\\0' 'x' >&2; printf '\\033[31mno\\n' >&2; exit 1", registry)
      let head = try registry.head
      let ran = registry.run("reconcile", "--push")
      #expect(ran.code == .environment)
      #expect(ran.output == "")
      #expect(ran.errors.hasPrefix("partnerctl: error: a hook at the remote rejected the push: remote: xxxx"))
      #expect(ran.errors.hasSuffix("\n  hint: the message above is from the hook; nothing was published\n"))
      #expect(ran.errors.utf8.count < 3000)
      #expect(!ran.errors.contains("\u{1B}"))
      #expect(try [registry.head, tip(registry)] == [head, head])
      #expect(try registry.sandbox.status() == "")
      // Once the hook lets it pass the same run succeeds.
      try installHook("exit 0", registry)
      #expect(registry.run("reconcile", "--push").code == .done)
      #expect(try registry.stored("state.json").at("serial") == .integer(1))
    }
  }

  @Test func `a protected branch is told apart`() throws {
    try withRemote { registry in
      try installHook("echo 'GH006: Protected branch update failed for refs/heads/main.' >&2; exit 1", registry)
      let ran = registry.run("reconcile", "--push")
      #expect(ran.code == .environment)
      #expect(ran.errors.hasPrefix("partnerctl: error: the remote's branch is protected against this push: "))
      #expect(ran.errors.contains("GH006: Protected branch update failed for refs/heads/main."))
    }
  }

  @Test func `an unknown remote is told apart`() throws {
    try withRemote { registry in
      let ran = registry.run("reconcile", "--push", "upstream")
      #expect(ran.code == .environment)
      #expect(ran.errors.hasPrefix("partnerctl: error: unknown remote: fatal: 'upstream' does not appear to be a git"))
      #expect(ran.errors.hasSuffix("\n  hint: git remote -v lists the remotes\n"))
      let option = registry.run("reconcile", "--push=--upload-pack=touch evil")
      #expect(
        option.failure
          == .environment(
            "unknown remote: '--upload-pack=touch evil' is not the name of a remote",
            hint: "git remote -v lists the remotes"))
    }
  }

  @Test func `credentials in a remote's address are never printed`() throws {
    try withRemote { registry in
      _ = try registry.git("remote", "set-url", "origin", "http://robot:s3cr3t-t0ken@127.0.0.1:1/registry.git")
      #expect(registry.run("reconcile", "--push").code == .environment)
      #expect(
        registry.run("reconcile", "--push", "http://robot:s3cr3t-t0ken@127.0.0.1:1/registry.git").code == .environment)
      #expect(registry.printed.contains("127.0.0.1"))
      #expect(!registry.printed.contains("s3cr3t"))
    }
  }

  @Test func `a borrowed clock is not published`() throws {
    try withRemote { registry in
      #expect(
        registry.run("reconcile", "--push", "--now", "2030-01-01").failure
          == .usage(
            "--now cannot be used with --push", hint: "what is pushed must carry the time at which it was made"))
    }
  }

  /// Every process works in a clone of its own: it adds a manifest, pushes it as people do, and reconciles.
  @Test(arguments: [2, 6]) func `many processes reconcile one remote without a scratch`(_ count: Int) throws {
    try withRemote { registry in
      let sandbox = registry.sandbox
      let remote = "file://" + sandbox.path("remote")
      var processes: [Process] = []
      for number in 1...count {
        _ = try registry.git("clone", "-q", remote, "clone\(number)", in: "")
        let script = """
          set -e
          for round in 1 2; do
            printf '%s' "$3" > m$1-$round.yaml
            sed -i "s/NAME/m$1-$round/" m$1-$round.yaml
            git add -A && git commit -q -m "add $1-$round"
            until git pull -q --rebase && git push -q; do sleep 0.1; done
            "$2" reconcile --push -q
          done
          """
        let template = String.misp("NAME", "approval: approved")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script, "bash", "\(number)", PushTests.program, template]
        process.currentDirectoryURL = URL(fileURLWithPath: sandbox.path("clone\(number)"))
        process.environment = registry.variables.merging([
          "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.org", "GIT_COMMITTER_NAME": "Ada",
          "GIT_COMMITTER_EMAIL": "ada@example.org", "LC_ALL": "C",
        ]) { $1 }
        let log = sandbox.path("log\(number)")
        try Data().write(to: URL(fileURLWithPath: log))
        process.standardOutput = FileHandle(forWritingAtPath: log)
        process.standardError = FileHandle(forWritingAtPath: log)
        try process.run()
        processes.append(process)
      }
      for (index, process) in processes.enumerated() {
        process.waitUntilExit()
        let log = try String(contentsOfFile: sandbox.path("log\(index + 1)"), encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(log)")
      }
      try checkTrail(registry, objects: 2 * count + 1)
    }
  }

  /// Checks a fresh clone of the remote after all that happened.
  private func checkTrail(_ registry: RegistrySandbox, objects: Int) throws {
    _ = try registry.git("clone", "-q", "file://" + registry.sandbox.path("remote"), "fresh", in: "")
    let verify = registry.run(["verify", "-o", "json"], in: "fresh")
    #expect(verify.failure == Failure(.done, ""))
    #expect(try verify.json.at("objects") == .integer(objects))
    #expect(try verify.json.at("commits") == verify.json.at("runs"))
    let runs = try #require(try verify.json.at("runs").integer)
    let trailers = try registry.git(
      "log", "--reverse", "--format=%(trailers:key=State-Serial,valueonly,separator=%x2C)", in: "fresh")
    #expect(trailers.split(separator: "\n").map { Int($0) } == (1...runs).map { $0 })
    let events = try registry.run(["audit", "--event", "PMS_MSP_200", "-o", "json"], in: "fresh").json.at("events")
    #expect(Set((events.items ?? []).map { $0.at("object", "name").text }).count == objects)
    #expect(events.items?.count == objects)
    let items = try registry.run(["get", "misp", "-o", "json"], in: "fresh").json.at("items").items ?? []
    #expect(Set(items.map { $0.at("metadata", "id").text }).count == objects)
    var keys: Set<String?> = []
    for item in items {
      #expect(item.at("status", "licenseKeys").items?.count == 1)
      let name = item.at("metadata", "name").text ?? ""
      keys.insert(registry.run(["license", "show", name, "--now", "2023-11-16"], in: "fresh").output)
    }
    #expect(keys.count == objects)
    // Every step of the remote's branch follows the one before it.
    let steps = try registry.git("reflog", "show", "--format=%H", "main", in: "remote").split(separator: "\n")
    #expect(steps.count > runs)
    for (newer, older) in zip(steps, steps.dropFirst()) {
      _ = try registry.git("merge-base", "--is-ancestor", String(older), String(newer), in: "remote")
    }
  }

  /// The program beside the running tests.
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("partnerctl").path
}
