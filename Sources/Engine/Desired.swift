package import Model
package import Source

/// All manifests of one commit, in the order of their paths and documents.
package struct Desired: Sendable {
  /// The manifests whose kind and name are known.
  package let manifests: [Manifest]
  /// The faults of documents whose kind and name cannot be known.
  package let unreadable: [Diagnostic]
  /// The files of these documents: what they may declare is not removed.
  package let unreadableFiles: [UnreadableFile]
  /// Warnings about files; their manifests are valid.
  package let warnings: [Diagnostic]

  /// The part of the registry that the manifests cover; nil for all of it.
  package private(set) var scope: Scope?
  /// The unchanged manifests of files in the scope: they are not checked again, but tell the places of objects.
  package private(set) var unchangedManifests: [Manifest] = []

  /// The part of a registry that a run reads; everything else is as the last run left it.
  package struct Scope: Sendable {
    /// The files that are changed, new or gone, and those that are read for another reason.
    package let files: Set<ExactString>
    /// The objects in changed files whose own manifests are unchanged and need not be checked.
    package let unchanged: Set<ObjectID>
    /// The other objects that the files declared before, and those that were kept although their manifests were
    /// missing.
    package let formerObjects: Set<ObjectID>

    /// Creates a scope from a comparison of two commits.
    package init(files: Set<ExactString>, unchanged: Set<ObjectID>, formerObjects: Set<ObjectID>) {
      self.files = files
      self.unchanged = unchanged
      self.formerObjects = formerObjects
    }

    /// Tells whether the manifest from which a stored object came would be in this part if it still existed.
    func covers(_ id: ObjectID, from source: String) -> Bool {
      !unchanged.contains(id) && (formerObjects.contains(id) || files.contains(ExactString(source)))
    }
  }

  /// These manifests as a part of a registry, without the unchanged ones.
  package func within(_ scope: Scope) -> Desired {
    var desired = Desired(
      manifests: manifests.filter { !scope.unchanged.contains($0.id) }, unreadable: unreadable,
      unreadableFiles: unreadableFiles, warnings: warnings)
    desired.scope = scope
    desired.unchangedManifests = manifests.filter { scope.unchanged.contains($0.id) }
    return desired
  }

  /// The objects that are declared exactly once here and in `former`, in the same file and with the same content.
  ///
  /// None while a document is unreadable, since it may declare anything, and none of the files in `excluded`.
  package func unchanged(since former: Desired, except excluded: Set<ExactString> = []) -> Set<ObjectID> {
    guard unreadable.isEmpty, former.unreadable.isEmpty else { return [] }
    let before = Dictionary(grouping: former.manifests, by: \.id)
    let unchanged = Dictionary(grouping: manifests, by: \.id).filter { id, now in
      guard now.count == 1, let then = before[id], then.count == 1 else { return false }
      return now[0].faults.isEmpty && then[0].faults.isEmpty
        && ExactString.same(now[0].location.file, then[0].location.file)
        && !excluded.contains(ExactString(now[0].location.file))
        && now[0].root == then[0].root
    }
    return Set(unchanged.keys)
  }

  /// The files that the manifests name and that could be read.
  var attachedFiles: Set<Lookup> {
    Set(
      (manifests + unchangedManifests).flatMap { manifest in
        manifest.attachments.paths.map {
          Lookup(index: Lookup.attachedFiles, value: ExactString($0), object: manifest.location.file)
        }
      })
  }

  /// Whether the manifests cover only a part of the registry.
  package var isPartial: Bool { scope != nil }

  /// Tells whether the manifest from which a stored object came would be here if it still existed.
  func covers(_ id: ObjectID, from source: String) -> Bool { scope?.covers(id, from: source) ?? true }

  /// Gathers the manifests of files in byte order of their paths.
  package static func load(_ files: [ManifestFile], catalog: Catalog) -> Desired {
    var manifests: [Manifest] = []
    var unreadable: [Diagnostic] = []
    var unreadableFiles: [UnreadableFile] = []
    let warnings = files.flatMap(\.warnings)
    for file in files.sorted(by: { ExactString.precedes($0.path, $1.path) }) {
      unreadable += file.unreadable
      var unknown = file.unreadable.isEmpty ? nil : UnreadableFile(file.path, words: file.words)
      for document in file.documents {
        switch ManifestFrame(document, in: file.path, catalog: catalog).manifest {
        case .success(let manifest): manifests.append(manifest)
        case .failure(let faults):
          unreadable += document.faults + faults.diagnostics
          let text = JSONWriter.line(document.root, secrets: .revealed)
          unknown = unknown ?? UnreadableFile(file.path, words: [])
          unknown?.add(UnreadableFile.words(in: text))
        }
      }
      if let unknown { unreadableFiles.append(unknown) }
    }
    return Desired(
      manifests: manifests, unreadable: unreadable, unreadableFiles: unreadableFiles, warnings: warnings)
  }
}
