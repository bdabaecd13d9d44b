import Foundation
package import Git

/// A folder of its own for one test, with the real `git` to work in it; removed with its last owner.
package final class Sandbox {
  package let root: String
  /// Seconds since 1970 at which commits made here are dated.
  package var authoredAt = 1_700_000_000
  package var committedAt = 1_700_000_100
  /// Who commits made here are by.
  package var author = (name: "Ada", email: "ada@example.org")

  package init() throws {
    let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let folder = base.appendingPathComponent("partnerctl-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    root = folder.path
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// A sandbox with the repository `repo`, on `main`, with these files committed.
  package static func repository(_ files: [String: String] = ["README": "hello\n"]) throws -> Sandbox {
    let sandbox = try Sandbox()
    try sandbox.git("init", "-q", "-b", "main", sandbox.path("repo"), in: "")
    try sandbox.commit(files)
    return sandbox
  }

  package func path(_ relative: String) -> String { relative.isEmpty ? root : "\(root)/\(relative)" }

  package func open(_ relative: String = "repo") throws -> Repository { try Repository.discover(from: path(relative)) }

  @discardableResult
  package func git(_ arguments: String..., in folder: String = "repo", input: String? = nil) throws -> String {
    try run(arguments, in: folder, input: input)
  }

  /// The same with the words in a list.
  @discardableResult
  package func gitWords(_ arguments: [String], in folder: String = "repo") throws -> String {
    try run(arguments, in: folder, input: nil)
  }

  package func write(_ text: String, to file: String) throws {
    let url = URL(fileURLWithPath: path("repo/\(file)"))
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  package func read(_ file: String) throws -> String {
    try String(contentsOfFile: path("repo/\(file)"), encoding: .utf8)
  }

  package func remove(_ file: String) throws { try FileManager.default.removeItem(atPath: path("repo/\(file)")) }

  /// Commits these files with git and returns the commit.
  @discardableResult
  package func commit(_ files: [String: String], message: String = "a commit") throws -> GitHash {
    for (file, text) in files { try write(text, to: file) }
    try git("add", "-A")
    try git("commit", "-q", "--allow-empty", "-m", message)
    return try hash("HEAD")
  }

  package func hash(_ revision: String, in folder: String = "repo") throws -> GitHash {
    let text = try git("rev-parse", "--verify", revision, in: folder)
    guard let hash = GitHash(hex: text) else { throw Failure(words: text) }
    return hash
  }

  package func status() throws -> String { try git("status", "--porcelain") }

  /// Everything `fsck` has to say, which should be nothing.
  package func fsck() throws -> String { try git("fsck", "--strict", "--no-dangling", "--no-progress") }

  package struct Failure: Error { package var words: String }

  private func run(_ arguments: [String], in folder: String, input: String?) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path(folder))
    process.environment = [
      "HOME": root, "PATH": "/usr/bin:/bin", "LC_ALL": "C", "GIT_CONFIG_NOSYSTEM": "1",
      "GIT_AUTHOR_NAME": author.name, "GIT_AUTHOR_EMAIL": author.email,
      "GIT_AUTHOR_DATE": "\(authoredAt) +0100",
      "GIT_COMMITTER_NAME": "Ben", "GIT_COMMITTER_EMAIL": "ben@example.org",
      "GIT_COMMITTER_DATE": "\(committedAt) +0000",
    ]
    let (given, output, errors) = (Pipe(), Pipe(), path("errors-\(UUID().uuidString)"))
    try Data().write(to: URL(fileURLWithPath: errors))
    process.standardInput = given
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors)
    try process.run()
    if let input { try given.fileHandleForWriting.write(contentsOf: Data(input.utf8)) }
    try given.fileHandleForWriting.close()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(words: try String(contentsOfFile: errors, encoding: .utf8))
    }
    try FileManager.default.removeItem(atPath: errors)
    var text = String(decoding: said, as: UTF8.self)
    if text.hasSuffix("\n") { text.removeLast() }
    return text
  }
}

extension Signature {
  package static let ada = Signature(name: "Ada", email: "ada@example.org", seconds: 1_700_000_000, offsetMinutes: 60)
  package static let ben = Signature(name: "Ben", email: "ben@example.org", seconds: 1_700_000_100, offsetMinutes: 0)
}

extension GitHash {
  /// An id that no repository has.
  package static let absent = GitHash(filling: 7)

  package init(filling digit: Int) {
    self = GitHash(hex: String(repeating: "\(digit)", count: 40)) ?? .absent
  }
}

extension Sandbox {
  /// Writes a tree object with this content, however malformed.
  package func writeTree(_ bytes: [UInt8]) throws -> GitHash {
    let file = path("tree-\(UUID().uuidString)")
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return try hash(try git("hash-object", "-t", "tree", "--literally", "-w", file))
  }
}
