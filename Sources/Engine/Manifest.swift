package import Model
package import Source

/// One file of manifests as it was read: its documents, and what could not be read of it.
package struct ManifestFile: Sendable {
  package struct Document: Sendable {
    package let root: Node
    /// Faults of the text that left the document readable.
    package let faults: [Diagnostic]
    /// The content of the files that the document names; empty until they are read.
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
  /// The content of the files that the manifest names.
  package let attachments: Attachments

  /// Digest of what the manifest asks for, apart from places, order and layout: two manifests of equal content ask for
  /// the same. The content of the files that it names is part of it.
  package func content(by instruments: Instruments) -> String {
    Manifest.content(of: root, attachments: attachments, by: instruments)
  }

  /// Digest of what a manifest asks for.
  package static func content(
    of root: Node, attachments: Attachments, by instruments: Instruments
  ) -> String {
    var members = ["apiVersion", "kind", "metadata", "spec"].map { ($0, (root[$0] ?? .null).sortedByKey) }
    if !attachments.files.isEmpty {
      let texts = attachments.files.map { ($0.key, Node.text(try? $0.value.get().text)) }
      members.append(("files", .object(texts).sortedByKey))
    }
    return instruments.digest(JSONWriter.line(.object(members), secrets: .revealed))
  }
}

extension Manifest {
  /// The position of a member; that of the nearest member around it when it is absent.
  package func mark(of path: NodePath) -> Mark {
    var node = root
    for step in path.steps {
      switch step {
      case .key(let key):
        guard let next = node[key.text] else { return node.mark }
        node = next
      case .index(let index):
        guard let items = node.items, items.indices.contains(index) else { return node.mark }
        node = items[index]
      }
    }
    return node.mark
  }

  /// The place of a member; that of the nearest member around it when it is absent.
  package func location(of path: NodePath) -> SourceLocation {
    SourceLocation(file: location.file, mark: mark(of: path))
  }
}
