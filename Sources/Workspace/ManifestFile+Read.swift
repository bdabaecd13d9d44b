import Engine
import Source
import YAML

extension ManifestFile {
  /// Reads the documents of one file.
  init(path: String, reading bytes: [UInt8]) {
    let result = YAMLReader.read(bytes)
    self.init(
      path: path,
      documents: result.documents.map { document in
        Document(root: document.root, faults: document.faults.map { $0.diagnostic(in: path) })
      },
      unreadable: result.faults.map { $0.diagnostic(in: path) },
      words: result.faults.isEmpty ? nil : UnreadableFile.words(in: bytes))
  }

  /// A file that is not read, with the reason.
  static func unread(_ path: String, rule: String, message: String, hint: String) -> ManifestFile {
    let diagnostic = Diagnostic(
      rule: rule, message: message, location: SourceLocation(file: path, mark: .none), hint: hint)
    return ManifestFile(path: path, documents: [], unreadable: [diagnostic])
  }

  /// A file that looks like one of manifests but is not read, with a warning.
  static func misnamed(_ path: String, name: String) -> ManifestFile {
    let diagnostic = Diagnostic(
      .warning, rule: "file.ignored", message: "\"\(name)\" is not read as a manifest file",
      location: SourceLocation(file: path, mark: .none),
      hint: "to have it read, end its name in .yaml; otherwise remove .yaml from its name")
    return ManifestFile(path: path, documents: [], unreadable: [], warnings: [diagnostic])
  }

  /// The fault of a file that is larger than `YAMLReader.Limits.bytes`.
  static func tooLarge(_ path: String) -> ManifestFile {
    unread(path, rule: "yaml.size", message: "The file is larger than 4 MiB", hint: "split it into several files")
  }

  /// The fault of a `registry.yaml` in a subfolder, which would be a registry inside the registry.
  static func nestedRegistry(_ path: String) -> ManifestFile {
    unread(
      path, rule: "registry.nested", message: "A registry cannot be inside another registry",
      hint: "move this folder out of the registry folder")
  }
}

extension YAMLReader.Fault {
  func diagnostic(in file: String) -> Diagnostic {
    Diagnostic(
      rule: rule, message: message.prefix(1).uppercased() + message.dropFirst(),
      location: SourceLocation(file: file, mark: mark), hint: hint,
      notes: notes.map { .init($0.message, at: SourceLocation(file: file, mark: $0.mark)) })
  }
}
