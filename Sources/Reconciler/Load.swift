package import Model
package import Source

/// One file of manifests as it was read: its documents, and what could not be read of it.
package struct ManifestFile: Sendable {
  package struct Document: Sendable {
    package let root: Node
    /// Faults of the text that left the document readable.
    package let faults: [Diagnostic]
    /// What the files say that the document names; empty until they are read.
    package internal(set) var attachments = Attachments.none

    package init(root: Node, faults: [Diagnostic]) {
      self.root = root
      self.faults = faults
    }
  }

  /// Slash-separated, relative to the repository's root.
  package let path: String
  package let documents: [Document]
  /// One for every document, or other part, whose kind and name cannot be known.
  package let unreadable: [Diagnostic]
  /// What is worth a warning of the file as such.
  package let warnings: [Diagnostic]

  package init(path: String, documents: [Document], unreadable: [Diagnostic], warnings: [Diagnostic] = []) {
    self.path = path
    self.documents = documents
    self.unreadable = unreadable
    self.warnings = warnings
  }
}

/// One desired object as written.
package struct Manifest: Sendable {
  package let id: ObjectID
  package let location: SourceLocation
  package let root: Node
  /// Faults of the text or of the frame around the spec.
  package let faults: [Diagnostic]
  /// What the files say that the manifest names.
  package let attachments: Attachments

  /// What was asked for, apart from places, order and layout: two manifests of equal content ask for the same. What
  /// the files say that it names is part of it.
  package func content(_ instruments: Instruments) -> String {
    Manifest.content(of: root, attachments, instruments)
  }

  package static func content(
    of root: Node, _ attachments: Attachments, _ instruments: Instruments
  ) -> String {
    var members = ["apiVersion", "kind", "metadata", "spec"].map { ($0, (root[$0] ?? .null).sortedByKey) }
    if !attachments.files.isEmpty {
      let texts = attachments.files.map { ($0.key, Node.text(try? $0.value.get().text)) }
      members.append(("files", .object(texts).sortedByKey))
    }
    return instruments.digest(JSONWriter.line(.object(members), secrets: .revealed))
  }
}

/// All manifests of one commit, in the order of their paths and documents.
package struct Desired: Sendable {
  package let manifests: [Manifest]
  /// Faults of documents whose kind and name cannot be known; while there are any, nothing is removed.
  package let unreadable: [Diagnostic]
  /// Warnings on files, whose manifests are as good without them.
  package let warnings: [Diagnostic]

  /// What of the registry these are; nil for all of it.
  package private(set) var scope: Scope?

  /// The part of a registry that a run looks at, where everything else is as the last run left it.
  package struct Scope: Sendable {
    /// The files whose content is another now, or that are new or gone.
    package let files: Set<ExactString>
    /// The manifests in them that say what they said, which are as good as in another file.
    package let unchanged: Set<ObjectID>
    /// What else stood in them before.
    package let former: [ObjectID]
    /// How many manifests are kept or stand in other files, each with its stored object at rest.
    package let objectsOutside: Int

    package init(files: Set<ExactString>, unchanged: Set<ObjectID>, former: [ObjectID], objectsOutside: Int) {
      self.files = files
      self.unchanged = unchanged
      self.former = former
      self.objectsOutside = objectsOutside
    }

    /// Whether the manifest that a stored object came from would be in this part if it were not gone.
    func covers(_ id: ObjectID, from source: String) -> Bool {
      files.contains(ExactString(source)) && !unchanged.contains(id)
    }
  }

  /// The same as a part of a registry, without what is kept.
  package func within(_ scope: Scope) -> Desired {
    var desired = Desired(
      manifests: manifests.filter { !scope.unchanged.contains($0.id) }, unreadable: unreadable, warnings: warnings)
    desired.scope = scope
    return desired
  }

  /// The manifests that stand here once, in the same file as in `former` and with nothing else to say.
  ///
  /// None while a part cannot be read, since that may be anything.
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

  package var isPartial: Bool { scope != nil }

  /// Whether the registry has no manifest at all.
  var isEmpty: Bool { manifests.isEmpty && (scope?.objectsOutside ?? 0) == 0 }

  /// Whether the manifest that a stored object came from would be here if it were not gone.
  func covers(_ id: ObjectID, from source: String) -> Bool { scope?.covers(id, from: source) ?? true }

  /// Gathers the manifests of files; the files are put in byte order of their paths.
  package static func load(_ files: [ManifestFile], _ catalog: Catalog) -> Desired {
    var manifests: [Manifest] = []
    var unreadable: [Diagnostic] = []
    let warnings = files.flatMap(\.warnings)
    for file in files.sorted(by: { ExactString.precedes($0.path, $1.path) }) {
      unreadable += file.unreadable
      for document in file.documents {
        switch Frame(document, in: file.path, catalog).manifest {
        case .success(let manifest): manifests.append(manifest)
        case .failure(let faults): unreadable += document.faults + faults.diagnostics
        }
      }
    }
    return Desired(manifests: manifests, unreadable: unreadable, warnings: warnings)
  }
}

private struct FrameFaults: Error {
  let diagnostics: [Diagnostic]
}

/// The frame of a manifest: `apiVersion`, `kind`, `metadata.name`.
private struct Frame {
  private let document: ManifestFile.Document
  private let path: String
  private let catalog: Catalog

  init(_ document: ManifestFile.Document, in path: String, _ catalog: Catalog) {
    self.document = document
    self.path = path
    self.catalog = catalog
  }

  var manifest: Result<Manifest, FrameFaults> {
    guard document.root.entries != nil else {
      return .failure(
        fault(
          "manifest.mapping", "A manifest is a mapping of apiVersion, kind, metadata and spec", at: document.root,
          hint: "\(document.root.kindOfValue) stands here"))
    }
    guard let kind = kind else { return .failure(kindFault) }
    guard let name = name else { return .failure(nameFault) }
    let place = SourceLocation(file: path, mark: document.root.mark)
    return .success(
      Manifest(
        id: ObjectID(kind: kind, name: name), location: place, root: document.root,
        faults: (document.faults + frameFaults).map { fault in
          var fault = fault
          fault.object = ObjectID(kind: kind, name: name)
          return fault
        }, attachments: document.attachments))
  }

  private var kind: String? { document.root["kind"]?.text.flatMap { catalog.kind(named: $0)?.name } }

  private var kindFault: FrameFaults {
    let names = catalog.kinds.map { $0.name }
    guard let node = document.root["kind"], let word = node.text else {
      return fault(
        "manifest.kind.required", "The manifest does not say its kind", at: document.root,
        hint: "add kind: with one of \(names.joined(separator: ", "))")
    }
    if ExactString.same(word, "Registry") {
      return fault(
        "manifest.kind.registry", "Settings stand only in registry.yaml at the top of the registry", at: node,
        hint: "remove this document")
    }
    let meant = suggestion(for: word, among: names).map { "did you mean \"\($0)\"?" }
    return fault(
      "manifest.kind.unknown", "Unknown kind \"\(word)\"", at: node,
      hint: meant ?? "the kinds are \(names.joined(separator: ", "))")
  }

  private var name: String? {
    guard let name = document.root["metadata"]?["name"]?.text, Metadata.nameFormat.accepts(name),
      name.utf8.count <= 128
    else { return nil }
    return name
  }

  private var nameFault: FrameFaults {
    guard let metadata = document.root["metadata"], let node = metadata["name"], let name = node.text else {
      return fault(
        "metadata.name.required", "The manifest does not say its name",
        at: document.root["metadata"]?["name"] ?? document.root["metadata"] ?? document.root,
        hint: "add metadata: {name: …}; the name is the object's identity in git")
    }
    return fault("metadata.name.format", "Invalid name \"\(name)\"", at: node, hint: Metadata.nameFormat.explanation)
  }

  /// Faults that leave kind and name known.
  private var frameFaults: [Diagnostic] {
    var faults: [Diagnostic] = []
    let version = document.root["apiVersion"]
    if version?.text.map({ ExactString.same($0, apiVersion) }) != true {
      faults +=
        fault(
          "manifest.apiVersion", "The manifest is not of version \(apiVersion)", at: version ?? document.root,
          hint: "write apiVersion: \(apiVersion)"
        ).diagnostics
    }
    if document.root["spec"]?.entries == nil {
      faults +=
        fault(
          "manifest.spec.required", "The manifest has no spec", at: document.root["spec"] ?? document.root,
          hint: "add spec: with the fields of its kind"
        ).diagnostics
    }
    faults += Diagnostic.unknownMembers(of: document.root, in: path)
    return faults
  }

  private func fault(_ rule: String, _ message: String, at node: Node, hint: String) -> FrameFaults {
    FrameFaults(diagnostics: [
      Diagnostic(rule: rule, message: message, location: SourceLocation(file: path, mark: node.mark), hint: hint)
    ])
  }
}

extension Diagnostic {
  /// One for every member of a manifest that is not part of the frame.
  static func unknownMembers(of root: Node, in path: String) -> [Diagnostic] {
    let known = ["apiVersion", "kind", "metadata", "spec"]
    let unknown = (root.entries ?? []).filter { entry in !known.contains { ExactString.same($0, entry.key.text) } }
    return unknown.map { entry in
      let meant = suggestion(for: entry.key.text, among: known).map { "did you mean \"\($0)\"?" }
      return Diagnostic(
        rule: "manifest.unknown", message: "Unknown field \"\(entry.key)\"",
        location: SourceLocation(file: path, mark: entry.keyMark), path: NodePath([.key(entry.key)]),
        hint: meant ?? "a manifest has \(known.joined(separator: ", "))")
    }
  }
}
