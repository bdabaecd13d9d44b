package import Model

/// What several passes over the same manifests and the same stored state read, so that only the first has to read it.
///
/// Belongs to one desired and one stored state; a pass over others must not be given it.
package final class PassCache {
  private var stored: [String: Any] = [:]
  private var checked: [String: Any] = [:]

  /// The stored objects of large kinds that are read when they are asked for, by the kind's name; those of others are in
  /// the state.
  let large: [String: any ObjectSource]

  package init(large: [String: any ObjectSource] = [:]) {
    self.large = large
  }

  /// The stored objects of a kind, read the first time.
  func stored<K: ResourceKind>(
    _ kind: K.Type, read: () throws(StateDamage) -> [Stored<K>]
  ) throws(StateDamage) -> [Stored<K>] {
    if let known = stored[K.name] as? [Stored<K>] { return known }
    let new = try read()
    stored[K.name] = new
    return new
  }

  /// The manifests of a kind, judged the first time.
  func checked<K: ResourceKind>(_ kind: K.Type, check: () -> [CheckedManifest<K>]) -> [CheckedManifest<K>] {
    if let known = checked[K.name] as? [CheckedManifest<K>] { return known }
    let new = check()
    checked[K.name] = new
    return new
  }
}
