import Git
import Reconciler
import Source
import Workspace

/// Looks up single source lines for excerpts, from a commit or from the working tree, each file read once.
final class SourceLines {
  private let workspace: Workspace
  private let commit: Commit?
  private var files: [String: [Substring.UTF8View]] = [:]

  /// With `commit` nil the working tree is read.
  init(_ workspace: Workspace, at commit: Commit?) {
    self.workspace = workspace
    self.commit = commit
  }

  /// The line of a location; nil if there is none.
  func line(_ location: SourceLocation) -> String? {
    guard location.mark.line > 0 else { return nil }
    if files[location.file] == nil { files[location.file] = lines(of: location.file) }
    guard let lines = files[location.file], lines.indices.contains(Int(location.mark.line) - 1) else { return nil }
    let line = lines[Int(location.mark.line) - 1].prefix(1 << 16)
    return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
  }

  private func lines(of file: String) -> [Substring.UTF8View] {
    guard let bytes = try? workspace.bytes(of: file, at: commit) else { return [] }
    return Substring(decoding: bytes, as: UTF8.self).utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  }
}
