import Git
import Model
import Source
import Store

/// The stored texts of one object in the commits that were read so far.
final class StoredTexts {
  /// The object's file, or its line in a shard.
  struct Text: Equatable {
    /// The path relative to the repository's root.
    let file: String
    let bytes: [UInt8]

    /// Texts are equal if their bytes are, wherever they are stored.
    static func == (left: Text, right: Text) -> Bool { left.bytes == right.bytes }
  }

  private let kind: any ResourceKind.Type
  private let name: String
  /// The texts by the ids of the file and of the folder's tree: most commits share it with the commit before. Nil
  /// where the object does not exist.
  private var known: [GitHash: Text?] = [:]

  init(of name: String, kind: any ResourceKind.Type) {
    self.kind = kind
    self.name = name
  }

  /// The stored text of the object in a commit; nil if there is none.
  func text(at revision: Revision) throws(WorkspaceError) -> Text? {
    let folder = revision.statePath(kind.objectFolder)
    guard let entry = try revision.objects.entry(at: folder, in: revision.commit.tree) else { return nil }
    if let known = known[entry.id] { return known }
    let text =
      kind.storage == .shards
      ? try line(in: entry.id, folder: folder, at: revision) : try file(in: entry.id, folder: folder, at: revision)
    known[entry.id] = .some(text)
    return text
  }

  /// The file of the object in a folder's tree.
  private func file(in tree: GitHash, folder: String, at revision: Revision) throws(WorkspaceError) -> Text? {
    for file in ObjectFiles.paths(of: name, by: revision.workspace.instruments) {
      guard let entry = try revision.objects.entry(at: file, in: tree), entry.mode == .file else { continue }
      if let known = known[entry.id] { return known }
      let text = Text(file: "\(folder)/\(file)", bytes: try revision.objects.blob(entry.id))
      known[entry.id] = text
      return text
    }
    return nil
  }

  /// The line of the object in the only shard of a folder's tree that can have it.
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
