package import Model
package import Source

/// All manifests of one commit, in the order of their paths and documents.
package struct Desired: Sendable {
  package let manifests: [Manifest]
  /// Faults of documents whose kind and name cannot be known; while there are any, nothing is removed.
  package let unreadable: [Diagnostic]
  /// Warnings on files, whose manifests are as good without them.
  package let warnings: [Diagnostic]

  /// The part of the registry that these manifests are; nil for all of it.
  package private(set) var scope: Scope?

  /// The part of a registry that a run looks at, where everything else is as the last run left it.
  package struct Scope: Sendable {
    /// The files that changed, are new or are gone.
    package let files: Set<ExactString>
    /// The manifests in changed files that did not change themselves.
    package let unchanged: Set<ObjectID>
    /// The other objects that the changed files declared before.
    package let formerObjects: [ObjectID]
    /// How many objects have an unchanged manifest, in these files or in others, and need nothing.
    package let objectsOutside: Int

    package init(files: Set<ExactString>, unchanged: Set<ObjectID>, formerObjects: [ObjectID], objectsOutside: Int) {
      self.files = files
      self.unchanged = unchanged
      self.formerObjects = formerObjects
      self.objectsOutside = objectsOutside
    }

    /// Whether the manifest that a stored object came from would be in this part if it were not gone.
    func covers(_ id: ObjectID, from source: String) -> Bool {
      files.contains(ExactString(source)) && !unchanged.contains(id)
    }
  }

  /// These manifests as a part of a registry, without the unchanged ones.
  package func within(_ scope: Scope) -> Desired {
    var desired = Desired(
      manifests: manifests.filter { !scope.unchanged.contains($0.id) }, unreadable: unreadable, warnings: warnings)
    desired.scope = scope
    return desired
  }

  /// The manifests that are declared here once, in the same file as in `former` and with the same content.
  ///
  /// None while a document cannot be read, since it may declare anything.
  package func unchanged(since former: Desired) -> Set<ObjectID> {
    guard unreadable.isEmpty, former.unreadable.isEmpty else { return [] }
    let before = Dictionary(grouping: former.manifests, by: \.id)
    let unchanged = Dictionary(grouping: manifests, by: \.id).filter { id, now in
      guard now.count == 1, let then = before[id], then.count == 1 else { return false }
      return now[0].faults.isEmpty && then[0].faults.isEmpty
        && ExactString.same(now[0].location.file, then[0].location.file)
        && now[0].root == then[0].root
    }
    return Set(unchanged.keys)
  }

  /// Whether these are the manifests of a part of the registry only.
  package var isPartial: Bool { scope != nil }

  /// Whether the registry has no manifest at all.
  var isEmpty: Bool { manifests.isEmpty && (scope?.objectsOutside ?? 0) == 0 }

  /// Whether the manifest that a stored object came from would be here if it were not gone.
  func covers(_ id: ObjectID, from source: String) -> Bool { scope?.covers(id, from: source) ?? true }

  /// Gathers the manifests of files; the files are put in byte order of their paths.
  package static func load(_ files: [ManifestFile], catalog: Catalog) -> Desired {
    var manifests: [Manifest] = []
    var unreadable: [Diagnostic] = []
    let warnings = files.flatMap(\.warnings)
    for file in files.sorted(by: { ExactString.precedes($0.path, $1.path) }) {
      unreadable += file.unreadable
      for document in file.documents {
        switch ManifestFrame(document, in: file.path, catalog: catalog).manifest {
        case .success(let manifest): manifests.append(manifest)
        case .failure(let faults): unreadable += document.faults + faults.diagnostics
        }
      }
    }
    return Desired(manifests: manifests, unreadable: unreadable, warnings: warnings)
  }
}
