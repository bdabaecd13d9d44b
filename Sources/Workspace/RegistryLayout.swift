import Engine
import Source

/// The rule that tells by name alone what a file or folder below the registry folder is, for commits, the working
/// tree and incremental reads.
struct RegistryLayout {
  enum Role {
    /// A hidden entry or the state folder, which are not part of the registry.
    case outside
    /// The `registry.yaml` of this registry.
    case settings
    /// A file of manifests.
    case manifests
    /// A `registry.yaml` in a subfolder, which would be a registry inside the registry.
    case nestedRegistry
    /// A file that may be meant as one of manifests, such as `a.YAML` or `a.yaml.txt`.
    case misnamed
    /// Any other file, or a folder that may hold manifests.
    case other
  }

  /// The state folder, relative to the repository's root.
  private let state: String
  /// `registry.yaml`, relative to the repository's root.
  private let settings: String

  init(state: String, settings: String) {
    self.state = state
    self.settings = settings
  }

  /// Returns the role of an entry.
  ///
  /// - Parameters:
  ///   - name: the last part of the path, without control characters and valid as `EntryName.fault(_:in:)` demands.
  ///   - path: relative to the repository's root.
  ///   - isFolder: whether it is a folder, for which the ending of the name means nothing.
  func role(of name: String, path: String, isFolder: Bool) -> Role {
    if name.hasPrefix(".") || ExactString.same(path, state) { return .outside }
    if isFolder { return .other }
    if ExactString.same(path, settings) { return .settings }
    if ExactString.same(name, RegistryFile.name) { return .nestedRegistry }
    if EntryName.isManifest(name) { return .manifests }
    return EntryName.isMisnamed(name) ? .misnamed : .other
  }
}
