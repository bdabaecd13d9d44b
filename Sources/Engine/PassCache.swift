package import Model

/// Values that several passes over the same manifests and the same stored state share, so that they are computed
/// once.
///
/// A cache belongs to one desired and one stored state; it must not be given to a pass over others.
package final class PassCache {
  private var stored: [String: Any] = [:]
  private var checked: [String: Any] = [:]

  /// The sources of stored objects by their kind's name; objects of a kind without a source are in the state.
  let sources: [String: any ObjectSource]

  /// Creates an empty cache; `sources` gives the sources of stored objects by their kinds' names.
  package init(sources: [String: any ObjectSource] = [:]) {
    self.sources = sources
  }

  /// The stored objects of a kind, which are read on the first call.
  func stored<K: ResourceKind>(
    _ kind: K.Type, read: () throws(StateDamage) -> [Stored<K>]
  ) throws(StateDamage) -> [Stored<K>] {
    if let known = stored[K.name] as? [Stored<K>] { return known }
    let new = try read()
    stored[K.name] = new
    return new
  }

  /// The checked manifests of a kind, which are checked on the first call.
  func checked<K: ResourceKind>(_ kind: K.Type, check: () -> [CheckedManifest<K>]) -> [CheckedManifest<K>] {
    if let known = checked[K.name] as? [CheckedManifest<K>] { return known }
    let new = check()
    checked[K.name] = new
    return new
  }
}
