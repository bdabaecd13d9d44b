package import Model
package import Source

/// One file of manifests as it was read: its documents, and the faults of its unreadable parts.
package struct ManifestFile: Sendable {
  /// One readable document of the file.
  package struct Document: Sendable {
    /// The tree of the document.
    package let root: Node
    /// The faults of the text that left the document readable.
    package let faults: [Diagnostic]
    /// The contents of the files that the document names; empty until they are read.
    package internal(set) var attachments = Attachments.none

    /// Creates a document without attachments.
    package init(root: Node, faults: [Diagnostic]) {
      self.root = root
      self.faults = faults
    }
  }

  /// The path relative to the repository's root, with slashes.
  package let path: String
  /// The readable documents, in the order of the file.
  package let documents: [Document]
  /// One diagnostic for every document, or other part of the file, whose kind and name cannot be known.
  package let unreadable: [Diagnostic]
  /// Warnings about the file as a whole.
  package let warnings: [Diagnostic]
  /// The words of the file's text, if a part of it cannot be read; nil if they are not known.
  package let words: Set<String>?

  /// Creates a file from its readable and unreadable parts.
  package init(
    path: String, documents: [Document], unreadable: [Diagnostic], warnings: [Diagnostic] = [],
    words: Set<String>? = nil
  ) {
    self.path = path
    self.documents = documents
    self.unreadable = unreadable
    self.warnings = warnings
    self.words = words
  }
}

/// The manifest of one object as it is written.
package struct Manifest: Sendable {
  /// The kind and name that the manifest declares.
  package let id: ObjectID
  /// The place of the manifest's first content.
  package let location: SourceLocation
  /// The tree of the whole manifest.
  package let root: Node
  /// The faults of the text or of the frame around the spec; a manifest with an error is invalid.
  package let faults: [Diagnostic]
  /// The contents of the files that the manifest names.
  package let attachments: Attachments

  /// Computes the digest of what the manifest asks for: two manifests with equal digests ask for the same. Places,
  /// order and layout are not part of it; the contents of named files are.
  package func content(by instruments: Instruments) -> String {
    Manifest.content(of: root, attachments: attachments, by: instruments)
  }

  /// Computes the digest of what a manifest's tree and the contents of its files ask for.
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
  /// The position of a member; that of the nearest member around it if it is absent.
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

  /// The place of a member; that of the nearest member around it if it is absent.
  package func location(of path: NodePath) -> SourceLocation {
    SourceLocation(file: location.file, mark: mark(of: path))
  }
}
