import Git
import Model
import Source
import Store

/// What was stored of one object at the commits looked at so far.
final class StoredTexts {
  /// An object's file, or its line in a shard.
  struct Text: Equatable {
    /// Relative to the repository's root.
    let file: String
    let bytes: [UInt8]

    /// Equal wherever they are stored.
    static func == (left: Text, right: Text) -> Bool { left.bytes == right.bytes }
  }

  private let kind: any ResourceKind.Type
  private let name: String
  /// By file, or by the folder's tree: most commits have the one of the commit before. Nil where the object is not.
  private var known: [GitHash: Text?] = [:]

  init(of name: String, kind: any ResourceKind.Type) {
    self.kind = kind
    self.name = name
  }

  /// What is stored of the object at a commit; nil if nothing is.
  func text(at revision: Revision) throws(WorkspaceError) -> Text? {
    let folder = revision.statePath(kind.objectFolder)
    let isLarge = kind.storage == .shards
    let path = isLarge ? folder : "\(folder)/\(name).json"
    guard let entry = try revision.objects.entry(at: path, in: revision.commit.tree) else { return nil }
    if let known = known[entry.id] { return known }
    let text =
      isLarge
      ? try line(in: entry.id, folder: folder, at: revision)
      : Text(file: path, bytes: try revision.objects.blob(entry.id))
    known[entry.id] = .some(text)
    return text
  }

  /// The line of the object in the one shard it may be in, among those of a folder's tree.
  private func line(in tree: GitHash, folder: String, at revision: Revision) throws(WorkspaceError) -> Text? {
    for file in ShardFile.files(for: ExactString(name), by: revision.workspace.instruments) {
      guard let entry = try revision.objects.entry(at: file, in: tree) else { continue }
      let path = "\(folder)/\(file)"
      let bytes = try revision.objects.blob(entry.id)
      do {
        return try ShardFile.find(name, in: bytes, of: path).map { Text(file: path, bytes: Array($0)) }
      } catch {
        throw .damaged(path, reason: "\(error.line.map { "line \($0): " } ?? "")\(error.message)")
      }
    }
    return nil
  }
}
