import Git
import Glibc
import Source

/// What this clone has verified, in a file of its git folder: which seals are known to be part of a valid chain, and
/// which commits of the mainline are good.
///
/// It only saves work: without the file, or where it cannot be written, everything is verified again. It is not shared
/// with other clones, and no commit can contain it.
final class CloneMemory {
  /// The most entries of each kind that are kept, the newest.
  private static let limit = 256
  private let path: String
  private let tool: String
  private let isSaved: Bool
  private var seals: [String] = []
  private var commits: [String] = []
  private var isChanged = false

  /// Opens the memory of a repository.
  ///
  /// - Parameters:
  ///   - folder: the git folder that all working trees share.
  ///   - registry: what tells the registry from others in the repository, in letters and digits; empty for one at the
  ///     root.
  ///   - tool: the program's rules by which something was verified; what others verified does not count.
  ///   - isSaved: whether what is noted is ever written.
  init(_ folder: String, registry: String, tool: String, isSaved: Bool = true) {
    self.isSaved = isSaved
    path = folder + "/partnerctl/verified" + (registry.isEmpty ? "" : "-\(registry)")
    self.tool = tool
    read()
  }

  private func read() {
    guard let file = fopen(path, "re") else { return }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < 1 << 20 {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    guard lines.first == tool else { return }
    for line in lines.dropFirst() {
      if line.hasPrefix("seal ") { seals.append(String(line.dropFirst(5))) }
      if line.hasPrefix("commit ") { commits.append(String(line.dropFirst(7))) }
    }
  }

  /// Tells whether a seal with this digest was verified, and hence all before it.
  func hasVerified(_ digest: String) -> Bool { seals.contains(digest) }

  /// Tells whether a commit was found good, with its state in a folder, and hence its mainline.
  func isGood(_ commit: GitHash, state: String) -> Bool { commits.contains("\(commit.hex) \(state)") }

  func note(verified digest: String) { note(digest, in: &seals) }

  func note(good commit: GitHash, state: String) { note("\(commit.hex) \(state)", in: &commits) }

  private func note(_ word: String, in list: inout [String]) {
    guard !list.contains(word) else { return }
    list.append(word)
    if list.count > CloneMemory.limit { list.removeFirst() }
    isChanged = true
  }

  /// Writes what was noted, if anything was. If that fails, the work is done again.
  func save() {
    guard isChanged, isSaved else { return }
    isChanged = false
    let lines = [tool] + seals.map { "seal " + $0 } + commits.map { "commit " + $0 }
    let bytes = Array(lines.map { $0 + "\n" }.joined().utf8)
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o700) }
    let new = path + ".\(getpid())"
    unlink(new)
    let descriptor = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    let isWritten = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) } == bytes.count
    guard close(descriptor) == 0, isWritten, rename(new, path) == 0 else {
      unlink(new)
      return
    }
  }
}
