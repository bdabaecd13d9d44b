import Git
import Source
import Workspace

/// Looks up the source around single places, in a commit or in the working tree, each file read once.
final class SourceLines {
  private let workspace: Workspace
  private let commit: Commit?
  private var files: [String: SourceText] = [:]

  /// With `commit` nil the working tree is read.
  init(_ workspace: Workspace, at commit: Commit?) {
    self.workspace = workspace
    self.commit = commit
  }

  /// The source around a location; nil if there is none.
  func excerpt(_ location: SourceLocation) -> SourceExcerpt? {
    guard location.mark.line > 0 else { return nil }
    return SourceExcerpt(location.mark, of: &files[location.file, default: text(of: location.file)])
  }

  private func text(of file: String) -> SourceText {
    SourceText((try? workspace.bytes(of: file, at: commit)) ?? [])
  }
}
