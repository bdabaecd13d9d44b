import Model
import Source

/// The stored objects of a kind that were not read yet; asks their source for each name and each value only once.
final class UnreadObjects<K: ResourceKind> {
  let source: any ObjectSource
  private var askedNames: Set<String> = []
  private var askedKeys: [String: [ExactString: [String]]] = [:]

  init(_ source: any ObjectSource) {
    self.source = source
  }

  /// The stored object with a name; nil if there is none, or if it was asked for before.
  func object(named name: String) -> Node? {
    askedNames.insert(name).inserted ? source.object(named: name) : nil
  }

  /// The names of the objects with an id.
  func names(withID id: String) -> [String] { names(under: ExactString(id), in: K.idIndex) }

  /// The names of the objects with an entry in an index, whose value is given as the entries hold it.
  func names(under key: ExactString, in folder: String) -> [String] {
    if let known = askedKeys[folder]?[key] { return known }
    let names = source.names(under: key, in: folder)
    askedKeys[folder, default: [:]][key] = names
    return names
  }
}
