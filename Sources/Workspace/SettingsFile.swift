import Engine
package import Git
package import Model
import Source
import YAML

/// Reads the settings in `registry.yaml`.
package struct SettingsFile {
  private let workspace: Workspace

  package init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  private var path: String { workspace.path(RegistryFile.name) }
  private static var limit: Int { YAMLReader.Limits().bytes }

  /// The settings in a commit; throws the faults of the file.
  package func settings(at commit: Commit) throws(WorkspaceError) -> Settings {
    guard let entry = try workspace.objects.entry(at: path, in: commit.tree),
      entry.mode == .file || entry.mode == .executable
    else { throw missing(at: commit) }
    guard let bytes = try workspace.objects.blob(entry.id, limit: SettingsFile.limit) else { throw tooLarge }
    return try settings(in: bytes)
  }

  /// The settings in the working tree; throws the faults of the file.
  package func settingsInWorkingTree() throws(WorkspaceError) -> Settings {
    guard let bytes = try workspace.workingTree.bytes(of: path) else { throw .noRegistry(path) }
    guard bytes.count <= SettingsFile.limit else { throw tooLarge }
    return try settings(in: bytes)
  }

  /// The settings of a commit, which may name another state folder; the given ones if its own are missing or invalid.
  func settings(at commit: Commit, else settings: Settings) throws(WorkspaceError) -> Settings {
    guard let entry = try workspace.objects.entry(at: path, in: commit.tree) else { return settings }
    if let known = workspace.versions.settings[entry.id] { return known ?? settings }
    do {
      let own = try self.settings(at: commit)
      workspace.versions.settings[entry.id] = .some(own)
      return own
    } catch .git(let error) {
      throw .git(error)
    } catch {
      workspace.versions.settings[entry.id] = .some(nil)
      return settings
    }
  }

  private func settings(in bytes: [UInt8]) throws(WorkspaceError) -> Settings {
    let file = RegistryFile(ManifestFile(path: path, reading: bytes), catalog: workspace.catalog)
    guard file.diagnostics.isEmpty else { throw .invalidRegistry(file.diagnostics) }
    return file.settings
  }

  private var tooLarge: WorkspaceError { .invalidRegistry(ManifestFile.tooLarge(path).unreadable) }

  private func missing(at commit: Commit) -> WorkspaceError {
    guard let root = workspace.objects.repository.workingDirectory, case .file = WorkingTree(root: root).type(of: path)
    else { return .noRegistry(path) }
    return .registryNotCommitted(path: path, commit: commit.id)
  }
}
