package import Command
import Crypto
import Foundation
import Git
package import Model
package import Source
package import TestSupport
import Testing

/// A repository with a registry in it, and the whole program to work on it, with a clock and ids that tests set.
///
/// Commands run in this process, as `Program.run` would run them for a shell; git commits have fixed dates. Two
/// sandboxes with the same steps end with the same bytes.
package final class RegistrySandbox {
  package let sandbox: Sandbox
  /// What the program takes for the present moment.
  package var now = Instant(milliseconds: Instant.morning.milliseconds - 120_000)
  /// The environment of the program.
  package var variables: [String: String]
  /// Lines on standard input, taken from the front; nil ends what one command reads.
  package var input: [String?] = []
  package var isTerminal = false
  package var isInputTerminal = false
  /// Why standard output cannot be written.
  package var outputFailure: String?
  package let ids = CountedIDs()
  /// Everything that was ever printed, on either stream.
  package private(set) var printed = ""

  /// A registry with these manifests and the default settings, committed to `main`.
  ///
  /// - Parameter isBare: whether the repository has no working tree: for tests of many commits, which are then made
  ///   without a `git` process.
  package init(_ files: [String: String] = [:], isBare: Bool = false) throws {
    sandbox = try Sandbox()
    variables = [
      "PATH": "/usr/bin:/bin", "HOME": sandbox.root, "GIT_CONFIG_NOSYSTEM": "1",
      "PARTNERCTL_HOST_NAME": "ci-1", "PARTNERCTL_HOST_IP": "10.0.0.1",
      "PARTNERCTL_RUNNER_KEY": try RegistrySandbox.runnerKey(),
    ]
    let form = isBare ? ["--bare"] : []
    try sandbox.gitWords(["init", "-q", "-b", "main"] + form + [sandbox.path("repo")], in: "")
    try sandbox.git("config", "user.name", "Cara")
    try sandbox.git("config", "user.email", "cara@example.org")
    let all = ["registry.yaml": String.registry].merging(files) { $1 }
    if isBare { try commit(objects: all.mapValues { $0 }, "a registry") } else { try commit(all, "a registry") }
  }

  /// The text of a key that seals runs: the same for the same number, so that two sandboxes end with the same bytes.
  package static func runnerKey(_ number: UInt8 = 0) throws -> String {
    try SSHPrivateKey.text(Ed25519PrivateKey(seed: [UInt8](repeating: number, count: 32)), comment: "a test")
  }

  /// Runs one command line in a folder of the sandbox.
  @discardableResult
  package func run(_ words: String..., in folder: String = "repo") -> Ran { run(words, in: folder) }

  package func run(_ words: [String], in folder: String = "repo") -> Ran {
    var (output, errors) = ("", "")
    let terminal = Terminal(
      variables: variables, workingDirectory: sandbox.path(folder), isOutputTerminal: isTerminal,
      isInputTerminal: isInputTerminal, now: { self.now },
      ids: { self.ids }, readLine: { self.input.isEmpty ? nil : self.input.removeFirst() },
      write: { output += $0 }, writeError: { errors += $0 },
      outputFailure: { self.outputFailure })
    let code = Program.run(words, terminal: terminal)
    printed += output + errors
    return Ran(code: code, output: output, errors: errors)
  }

  /// Runs command lines, whose words stand between single blanks, one after the other, and writes down all that was
  /// said: `!` and the exit code where it is not 0, standard error behind `|`.
  package func transcript(_ lines: String..., in folder: String = "repo") -> String {
    lines.map { line in
      let ran = run(line.split(separator: " ").map(String.init), in: folder)
      let errors = ran.errors.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map { "| \($0)\n" }
      let code = ran.code == .done ? "" : "! \(ran.code.rawValue)\n"
      return "$ partnerctl \(line)\n\(code)\(errors.joined())\(ran.output)\n"
    }
    .joined()
  }

  /// Commits files with git. A minute passes before and another after.
  @discardableResult
  package func commit(_ files: [String: String], _ message: String = "a change") throws -> String {
    sandbox.committedAt = Int(now.seconds) + 60
    sandbox.authoredAt = sandbox.committedAt - 3600
    now = Instant(milliseconds: now.milliseconds + 120_000)
    return try sandbox.commit(files, message: message).hex
  }

  /// Commits files, or their deletion where there is no text, by way of git's objects alone. A minute passes before
  /// and another after.
  ///
  /// - Parameter base: the revision from which a branch with a part of the edits forks, which the commit merges; the
  ///   commit has one parent if it is nil.
  package func commit(objects edits: [String: String?], _ message: String, merging base: String? = nil) throws {
    let repository = try sandbox.open()
    let tip = try repository.tip(of: "refs/heads/main")
    var changes: [String: TreeEdit] = [:]
    for (file, text) in edits {
      changes[file] = if let text { .put(try repository.writeBlob(Array(text.utf8))) } else { .delete }
    }
    let old = try tip.map { try repository.commit($0).tree }
    let tree = try #require(try repository.writeTree(old, applying: changes))
    var parents = [tip].compactMap { $0 }
    let author = Signature(name: "Ada", email: "ada@example.org", seconds: now.seconds - 3540, offsetMinutes: 60)
    let committer = Signature(name: "Ben", email: "ben@example.org", seconds: now.seconds + 60, offsetMinutes: 0)
    if let base {
      let fork = try repository.commit(try repository.resolve(base))
      let part = changes.filter { $0.key.utf8.count % 2 == 0 }
      let side = try #require(try repository.writeTree(fork.tree, applying: part))
      parents.append(
        try repository.writeCommit(
          tree: side, parents: [fork.id], author: author, committer: committer, message: "a branch\n"))
    }
    let commit = try repository.writeCommit(
      tree: tree, parents: parents, author: author, committer: committer, message: message + "\n")
    if let tip {
      try repository.moveBranch("refs/heads/main", from: tip, to: commit, reason: message)
    } else {
      try sandbox.git("update-ref", "refs/heads/main", commit.hex)
    }
    now = Instant(milliseconds: now.milliseconds + 120_000)
  }

  /// Commits the deletion of files.
  @discardableResult
  package func commit(removing files: String...) throws -> String {
    for file in files { try sandbox.remove(file) }
    return try commit([:], "a removal")
  }

  package func git(_ arguments: String..., in folder: String = "repo") throws -> String {
    try sandbox.gitWords(arguments, in: folder)
  }

  package var head: String { get throws { try sandbox.hash("HEAD").hex } }

  /// A stored JSON file at `HEAD`.
  package func stored(_ file: String) throws -> Node {
    try JSONReader.read(Array(try git("show", "HEAD:State/\(file)").utf8))
  }

  package func misp(_ name: String) throws -> Node { try stored("objects/misps/\(name).json") }

  package func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: sandbox.path("repo/\(file)")) }

  /// Files that differ between two commits.
  package func changedFiles(_ from: String, _ to: String = "HEAD") throws -> [String] {
    try git("diff", "--name-only", from, to).split(separator: "\n").map(String.init)
  }
}

/// Runs a test on a registry, which must be sound for git at its end.
package func withRegistry(_ files: [String: String] = [:], _ body: (RegistrySandbox) throws -> Void) throws {
  let registry = try RegistrySandbox(files)
  try body(registry)
  #expect(try registry.sandbox.fsck() == "")
}

/// What a command did.
package struct Ran: Equatable {
  package let code: ExitCode
  package let output: String
  package let errors: String

  package init(code: ExitCode, output: String, errors: String) {
    self.code = code
    self.output = output
    self.errors = errors
  }

  /// Standard output, read as JSON.
  package var json: Node { get throws { try JSONReader.read(Array(output.utf8)) } }

  /// Exit code and standard error, where the output is of no interest.
  package var failure: Failure { Failure(code, errors) }
}

package struct Failure: Equatable {
  package let code: ExitCode
  package let errors: String

  package init(_ code: ExitCode, _ errors: String) {
    self.code = code
    self.errors = errors
  }

  /// The environment failed with these words.
  package static func environment(_ message: String, hint: String? = nil) -> Failure {
    said(.environment, message, hint)
  }
  /// A run declined with these words.
  package static func refused(_ message: String, hint: String) -> Failure { said(.refused, message, hint) }
  package static func usage(_ message: String, hint: String? = nil) -> Failure { said(.usage, message, hint) }

  private static func said(_ code: ExitCode, _ message: String, _ hint: String?) -> Failure {
    Failure(code, "partnerctl: error: \(message)\n" + (hint.map { "  hint: \($0)\n" } ?? ""))
  }
}

/// Keys and ids that count up. A key begins with `LicenceKey` and its number, so that a leaked one is easily found.
package final class CountedIDs: IDSource {
  package private(set) var keys: [String] = []
  /// Keys to hand out before counting goes on, for registries whose keys have other forms.
  package var nextKeys: [String] = []
  private var uuids = 0
  private var keyNumber = 0

  /// Counts on from a number: of two runs one may have asked for more ids, which it did not use.
  package func restart(at number: Int) {
    uuids = number
    keyNumber = number
  }

  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    keyNumber += 1
    let text = "LicenceKey\(keyNumber)X"
    let counted = text + String(repeating: "k7", count: length).prefix(max(0, length - text.count))
    keys.append(nextKeys.isEmpty ? counted : nextKeys.removeFirst())
    return Secret(keys[keys.count - 1])
  }

  package func uuid() -> String {
    uuids += 1
    return "00000000-0000-4000-8000-" + String(repeating: "0", count: 12 - "\(uuids)".count) + "\(uuids)"
  }
}

extension Instant {
  /// The clock of a new sandbox, a minute after its first commit: 2023-11-15T08:00:00.000Z.
  package static let morning = Instant(milliseconds: 1_700_035_200_000)
}

extension String {
  /// Settings with every default.
  package static let registry = "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\n"

  /// A manifest; `more` are further lines of its spec.
  package static func misp(
    _ name: String, of organization: String? = nil, email: String = "prm@telecom.example", metadata: String = "",
    _ more: String...
  ) -> String {
    let lines = ["organizationName: \(organization ?? name)", "emailId: \(email)", "address: India"] + more
    return """
      apiVersion: partnerctl/v1
      kind: MISP
      metadata: {name: \(name)\(metadata.isEmpty ? "" : ", \(metadata)")}
      spec:
      \(lines.map { "  \($0)\n" }.joined())
      """
  }
}

extension Node {
  /// The keys of a mapping, in order.
  package var keys: [String] { entries?.map(\.key.text) ?? [] }

  /// The value at a path of keys.
  package func at(_ path: String...) -> Node {
    var node = self
    for key in path { node = node[key] ?? .null }
    return node
  }

  /// A list of texts.
  package var texts: [String?] { items?.map(\.text) ?? [] }
}
