package import Model
package import Source

/// The registry's own manifest: `registry.yaml`, kind `Registry`.
package struct RegistryFile: Sendable {
  /// The name of the file at the top of the registry folder.
  package static let name = "registry.yaml"
  /// The `kind` of the file's only document.
  package static let kind = "Registry"

  /// The settings that the file states; faulty ones have their defaults.
  package private(set) var settings = Settings()
  /// The faults of the file; all are errors.
  package private(set) var diagnostics: [Diagnostic]

  /// Reads the settings. If there is any diagnostic, the settings must not be used.
  package init(_ file: ManifestFile, catalog: Catalog) {
    diagnostics = file.unreadable + file.documents.flatMap(\.faults)
    guard file.documents.count == 1, let root = file.documents.first?.root, root.entries != nil else {
      diagnostics.append(
        Diagnostic(
          rule: "registry.document", message: "\(RegistryFile.name) must hold one document of kind Registry",
          location: SourceLocation(file: file.path, line: 1, column: 1),
          hint: "put other manifests into other files"))
      return
    }
    expect(
      RegistryFile.kind, at: "kind", of: root, in: file, rule: "registry.kind",
      message: "\(RegistryFile.name) must be of kind Registry")
    expect(
      apiVersion, at: "apiVersion", of: root, in: file, rule: "manifest.apiVersion",
      message: "The apiVersion of the manifest is not \(apiVersion)")
    diagnostics += Diagnostic.unknownMembers(of: root, in: file.path)
    let metadata = root["metadata"] ?? root
    var reading = FieldReader(prefix: "metadata", codes: .ours, root: "metadata", mark: metadata.mark)
    _ = Metadata.read(root["metadata"], reading: &reading)
    var violations = reading.violations
    if let spec = root["spec"], !spec.isNull { settings = RegistryFile.read(spec, catalog: catalog, into: &violations) }
    diagnostics += violations.map { violation in
      Diagnostic(
        rule: violation.rule, message: violation.message,
        location: SourceLocation(file: file.path, mark: violation.mark),
        path: violation.path, hint: violation.hint)
    }
  }

  private mutating func expect(
    _ word: String, at key: String, of root: Node, in file: ManifestFile, rule: String, message: String
  ) {
    if let text = root[key]?.text, ExactString.same(text, word) { return }
    diagnostics.append(
      Diagnostic(
        rule: rule, message: message, location: SourceLocation(file: file.path, mark: (root[key] ?? root).mark),
        hint: "write \(key): \(word)"))
  }

  /// Reads settings from a tree as `spec` of the file has them; nil if anything in it is faulty.
  package static func settings(in spec: Node, catalog: Catalog) -> Settings? {
    var violations: [Violation] = []
    let settings = read(spec, catalog: catalog, into: &violations)
    return violations.isEmpty ? settings : nil
  }

  private static func read(_ spec: Node, catalog: Catalog, into violations: inout [Violation]) -> Settings {
    var settings = Settings()
    let keys = catalog.sections.compactMap { $0.key }
    let own = spec.entries.map { entries in
      Node(
        .mapping(entries.filter { entry in !keys.contains { ExactString.same($0, entry.key.text) } }), mark: spec.mark)
    }
    var reading = FieldReader(
      prefix: "registry", codes: .ours, root: "spec", mark: spec.mark, furtherNames: keys)
    settings.registry = RegistrySettings.read(own ?? spec, reading: &reading)
    violations += reading.violations
    for section in catalog.sections { settings.set(read(section, spec: spec, into: &violations)) }
    return settings
  }

  private static func read<Section: SettingsSection>(
    _ section: Section.Type, spec: Node, into violations: inout [Violation]
  ) -> Section {
    guard let key = section.key else { return Section() }
    let node = spec[key]
    var reading = FieldReader(
      prefix: "registry.\(key)", codes: .ours, root: NodePath([.key("spec"), .key(ExactString(key))]),
      mark: (node ?? spec).mark
    )
    let settings = Section.read(node, reading: &reading)
    violations += reading.violations
    return settings
  }
}
