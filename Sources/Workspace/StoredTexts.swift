import Git
import Model
import Reconciler
import Source

/// What was stored of one object at the commits looked at so far.
struct StoredTexts {
  /// An object's file, or its line in a shard.
  struct Text: Equatable {
    /// Relative to the repository's root.
    let file: String
    let bytes: [UInt8]

    /// Equal wherever they are stored.
    static func == (left: Text, right: Text) -> Bool { left.bytes == right.bytes }
  }

  let kind: any ResourceKind.Type
  let name: String
  /// By file, or by the folder's tree: most commits have the one of the commit before. Nil where the object is not.
  fileprivate var known: [GitHash: Text?] = [:]

  init(_ kind: any ResourceKind.Type, _ name: String) {
    self.kind = kind
    self.name = name
  }
}

extension Workspace {
  /// What is stored of an object at a commit; nil if nothing is.
  func text(
    at commit: Commit, _ settings: Settings, _ texts: inout StoredTexts
  ) throws(WorkspaceError) -> StoredTexts.Text? {
    let folder = statePath("objects/\(texts.kind.folder)", settings)
    let isLarge = texts.kind.storage == .shards
    let path = isLarge ? folder : "\(folder)/\(texts.name).json"
    guard let entry = try entry(at: path, in: commit.tree) else { return nil }
    if let known = texts.known[entry.id] { return known }
    let text = isLarge ? try line(of: texts.name, inTree: entry.id, folder) : try file(entry, path)
    texts.known[entry.id] = .some(text)
    return text
  }

  private func file(_ entry: TreeEntry, _ path: String) throws(WorkspaceError) -> StoredTexts.Text {
    StoredTexts.Text(file: path, bytes: try git { () throws(GitError) in try repository.blob(entry.id) })
  }

  /// The line of an object in the one shard it may be in, among those of a folder's tree.
  private func line(
    of name: String, inTree tree: GitHash, _ folder: String
  ) throws(WorkspaceError) -> StoredTexts.Text? {
    for file in Shards.files(for: ExactString(name), instruments) {
      guard let entry = try entry(at: file, in: tree) else { continue }
      let path = "\(folder)/\(file)"
      let bytes = try git { () throws(GitError) in try repository.blob(entry.id) }
      do {
        return try Shards.find(name, in: bytes, of: path).map { StoredTexts.Text(file: path, bytes: Array($0)) }
      } catch {
        throw .damaged(path, "\(error.line.map { "line \($0): " } ?? "")\(error.message)")
      }
    }
    return nil
  }

  private func entry(at path: String, in tree: GitHash) throws(WorkspaceError) -> TreeEntry? {
    try git { () throws(GitError) in try repository.entry(at: path, inTree: tree) }
  }
}
