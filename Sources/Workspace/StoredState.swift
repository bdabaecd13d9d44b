import Engine
import Git
package import Model
package import Source
import Store

/// The stored state of a commit for commands that only read it. What is asked for is read, and nothing else; of a state
/// in the first form everything is read at once.
///
/// What cannot be read throws: an absent object and a damaged one are not the same.
package final class StoredState {
  private let folder: StateFolder
  private let revision: Revision?
  private let workspace: Workspace

  /// Opens the state of a commit; throws if its parts do not match.
  package convenience init(_ revision: Revision) throws(WorkspaceError) {
    self.init(try StateReader(revision).openFolder(), of: revision, in: revision.workspace)
  }

  /// Takes a state that was opened; nil for the revision of an empty one.
  init(_ folder: StateFolder, of revision: Revision?, in workspace: Workspace) {
    self.folder = folder
    self.revision = revision
    self.workspace = workspace
  }

  /// Every stored object of a kind, sorted by name.
  package func objects(of kind: any ResourceKind.Type) throws(WorkspaceError) -> [Node] {
    guard let source = folder.sources[kind.name] else { return folder.state.objects[kind.name] ?? [] }
    let nodes = source.all()
    try refuseUnreadable()
    return nodes
  }

  /// The stored object of a kind with a name; nil if there is none.
  package func object(of kind: any ResourceKind.Type, named name: String) throws(WorkspaceError) -> Node? {
    guard let source = folder.sources[kind.name] else {
      return folder.state.objects[kind.name]?.first {
        $0["metadata"]?["name"]?.text.map { ExactString.same($0, name) } == true
      }
    }
    let node = source.object(named: name)
    try refuseUnreadable()
    return node
  }

  /// The object that a person means by a word, which is its name or else its id. Of several objects with that id, a
  /// live one is preferred.
  package func object(of kind: any ResourceKind.Type, meant word: String) throws(WorkspaceError) -> Node? {
    var nodes = folder.state.objects[kind.name] ?? []
    if let source = folder.sources[kind.name] {
      let names = source.names(under: ExactString(word), in: kind.idIndex)
      nodes = ([word] + names).compactMap { source.object(named: $0) }
    }
    try refuseUnreadable()
    return StoredObjects.object(meant: word, among: nodes, kind: kind)
  }

  /// The stored objects of a kind that a person means by a word: the one with that name or id, else all with a value by
  /// which people find objects of the kind, such as a serial number, sorted by name.
  package func objects(of kind: any ResourceKind.Type, meant word: String) throws(WorkspaceError) -> [Node] {
    if let object = try object(of: kind, meant: word) { return [object] }
    return try objects(of: kind, found: ExactString(word))
  }

  private func objects<K: ResourceKind>(of kind: K.Type, found word: ExactString) throws(WorkspaceError) -> [Node] {
    let indexes = K.indexes.filter(\.tellsObjects)
    guard let source = folder.sources[K.name] else {
      return (folder.state.objects[K.name] ?? []).filter { node in
        let object = Stored<K>.read(node).object
        return indexes.contains { $0.values(object).contains(word) }
      }
    }
    let names = Set(indexes.flatMap { source.names(under: word, in: $0.folder) }.map { ExactString($0) })
    let nodes = names.sorted().compactMap { source.object(named: $0.text) }
    try refuseUnreadable()
    return nodes
  }

  /// Answers questions of a query about the stored objects.
  ///
  /// - Throws: The reason why the state cannot be what this program wrote.
  package func answer<Result>(
    for run: Run, by body: (any Registry) throws -> Result
  ) throws -> Result {
    let registry = try registry(for: run)
    let result = try body(registry)
    try refuseUnreadable()
    if let damage = StoredObjects.damage(in: registry) { throw damage }
    return result
  }

  /// The registry as queries see it, whose objects are read when they are asked for.
  private func registry(for run: Run) throws(StateDamage) -> any Registry {
    try StoredObjects.registry(
      of: folder.state, sources: folder.sources, catalog: workspace.catalog, run: run,
      instruments: workspace.instruments)
  }

  /// Returns a test whether a text is a licence or API key that is stored at a commit, also one that may not be used.
  /// Keys are looked up in the indexes if the state is sound; otherwise every object that may have keys is read.
  package static func keyTest(at revision: Revision) throws(WorkspaceError) -> (Secret) -> Bool {
    let (catalog, instruments) = (revision.workspace.catalog, revision.workspace.instruments)
    if let folder = try? StateReader(revision).openFolder(), !folder.sources.isEmpty {
      return { secret in catalog.kinds.contains { folder.holds(secret, kind: $0, by: instruments) } }
    }
    let keys = try StateReader(revision).storedKeys()
    return { keys.contains($0) }
  }

  private func refuseUnreadable() throws(WorkspaceError) {
    guard let revision else { return }
    try folder.refuseUnreadable(at: revision)
  }
}

extension StateFolder {
  /// Tells whether an object of a kind has a secret: by the kind's indexes of secrets if objects are read on demand.
  func holds<K: ResourceKind>(_ secret: Secret, kind: K.Type, by instruments: Instruments) -> Bool {
    guard K.hasSecrets, let objects = sources[K.name] else { return false }
    let isFound = K.indexes.contains { index in
      index.storesDigests
        && !objects.names(under: index.key(of: ExactString(secret.reveal()), by: instruments), in: index.folder).isEmpty
    }
    // What cannot be looked up may be a key.
    return isFound || objects.fault != nil
  }
}
