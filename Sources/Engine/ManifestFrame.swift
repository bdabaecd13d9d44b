import Model
import Source

/// The faults because of which the kind and name of a document cannot be known.
struct FrameFaults: Error {
  let diagnostics: [Diagnostic]
}

/// The frame of a manifest: `apiVersion`, `kind`, `metadata.name`.
struct ManifestFrame {
  private let document: ManifestFile.Document
  private let path: String
  private let catalog: Catalog

  init(_ document: ManifestFile.Document, in path: String, catalog: Catalog) {
    self.document = document
    self.path = path
    self.catalog = catalog
  }

  var manifest: Result<Manifest, FrameFaults> {
    guard document.root.entries != nil else {
      return .failure(
        fault(
          "manifest.mapping", message: "A manifest must be a mapping of apiVersion, kind, metadata and spec",
          at: document.root,
          hint: "this is \(document.root.kindOfValue)"))
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
        "manifest.kind.required", message: "The manifest has no kind", at: document.root,
        hint: "add kind: with one of \(names.joined(separator: ", "))")
    }
    if ExactString.same(word, "Registry") {
      return fault(
        "manifest.kind.registry", message: "Settings are allowed only in registry.yaml at the top of the registry",
        at: node,
        hint: "remove this document")
    }
    let meant = suggestion(for: word, among: names).map { "did you mean \"\($0)\"?" }
    return fault(
      "manifest.kind.unknown", message: "Unknown kind \"\(word)\"", at: node,
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
        "metadata.name.required", message: "The manifest has no name",
        at: document.root["metadata"]?["name"] ?? document.root["metadata"] ?? document.root,
        hint: "add metadata: {name: …}; the name is the object's identity in git")
    }
    return fault(
      "metadata.name.format", message: "Invalid name \"\(name)\"", at: node, hint: Metadata.nameFormat.explanation)
  }

  /// The faults that leave kind and name known.
  private var frameFaults: [Diagnostic] {
    var faults: [Diagnostic] = []
    let version = document.root["apiVersion"]
    if version?.text.map({ ExactString.same($0, apiVersion) }) != true {
      faults +=
        fault(
          "manifest.apiVersion", message: "The apiVersion of the manifest is not \(apiVersion)",
          at: version ?? document.root,
          hint: "write apiVersion: \(apiVersion)"
        ).diagnostics
    }
    if document.root["spec"]?.entries == nil {
      faults +=
        fault(
          "manifest.spec.required", message: "The manifest has no spec", at: document.root["spec"] ?? document.root,
          hint: "add spec: with the fields of its kind"
        ).diagnostics
    }
    faults += Diagnostic.unknownMembers(of: document.root, in: path)
    return faults
  }

  private func fault(_ rule: String, message: String, at node: Node, hint: String) -> FrameFaults {
    FrameFaults(diagnostics: [
      Diagnostic(rule: rule, message: message, location: SourceLocation(file: path, mark: node.mark), hint: hint)
    ])
  }
}

extension Diagnostic {
  /// One diagnostic for every member of a manifest that is not part of the frame.
  static func unknownMembers(of root: Node, in path: String) -> [Diagnostic] {
    let known = ["apiVersion", "kind", "metadata", "spec"]
    let unknown = (root.entries ?? []).filter { entry in !known.contains { ExactString.same($0, entry.key.text) } }
    return unknown.map { entry in
      let meant = suggestion(for: entry.key.text, among: known).map { "did you mean \"\($0)\"?" }
      return Diagnostic(
        rule: "manifest.unknown", message: "Unknown field \"\(entry.key)\"",
        location: SourceLocation(file: path, mark: entry.keyMark), path: NodePath([.key(entry.key)]),
        hint: meant ?? "the fields of a manifest are \(known.joined(separator: ", "))")
    }
  }
}
