package import Git
package import Model
import Reconciler
import Source
import YAML

// Finding and reading manifests: in the tree of a commit, through git objects alone.

extension Workspace {
  /// The settings; throws what is wrong with `registry.yaml`.
  package func settings(at commit: Commit?, workingTree isWorkingTree: Bool) throws(WorkspaceError) -> Settings {
    let path = path(RegistryFile.name)
    let limit = YAMLReader.Limits().bytes
    let bytes: [UInt8]
    if isWorkingTree {
      guard let found = try workingTree.bytes(of: path) else { throw .noRegistry(path) }
      guard found.count <= limit else { throw .invalidRegistry(ManifestFile.refusingSize(path).unreadable) }
      bytes = found
    } else {
      guard let commit,
        let entry = try git({ () throws(GitError) in try repository.entry(at: path, inTree: commit.tree) }),
        entry.mode == .file || entry.mode == .executable
      else { throw noRegistry(path, commit) }
      let size = try git { () throws(GitError) in try repository.size(ofBlob: entry.id) }
      guard size <= limit else { throw .invalidRegistry(ManifestFile.refusingSize(path).unreadable) }
      bytes = try git { () throws(GitError) in try repository.blob(entry.id) }
    }
    let file = RegistryFile(ManifestFile(path: path, reading: bytes), catalog)
    guard file.diagnostics.isEmpty else { throw .invalidRegistry(file.diagnostics) }
    return file.settings
  }

  private func noRegistry(_ path: String, _ commit: Commit?) -> WorkspaceError {
    guard let commit, let root = repository.workingDirectory, case .file = WorkingTree(root: root).type(of: path) else {
      return .noRegistry(path)
    }
    return .registryNotCommitted(path: path, commit: commit.id)
  }

  /// All manifests of a commit's tree below the registry folder.
  func committedFiles(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> [ManifestFile] {
    try git { () throws(GitError) in
      guard let tree = try registryTree(commit) else { return [] }
      var files = FoundFiles(instruments)
      try collect(tree, registryFolder, settings, depth: 0, &files)
      return try attached(files.finish(), at: commit, settings)
    }
  }

  /// The tree of the registry folder; nil if the commit has no such folder.
  func registryTree(_ commit: Commit) throws(GitError) -> GitHash? {
    if registryFolder.isEmpty { return commit.tree }
    guard let entry = try repository.entry(at: registryFolder, inTree: commit.tree), entry.mode == .tree else {
      return nil
    }
    return entry.id
  }

  private func collect(
    _ tree: GitHash, _ folder: String, _ settings: Settings, depth: Int, _ files: inout FoundFiles
  ) throws(GitError) {
    for entry in try repository.entries(ofTree: tree) {
      if let refused = EntryName.fault(entry.name, in: folder) {
        files.append(ManifestFile(path: folder, documents: [], unreadable: [refused]))
        continue
      }
      let name = String(decoding: entry.name, as: UTF8.self)
      let path = folder.isEmpty ? name : folder + "/" + name
      if name.hasPrefix(".") || ExactString.same(path, settings.registry.state) { continue }
      switch entry.mode {
      case .tree where depth >= 64:
        files.append(.refusing(path, "tree.depth", "The folder is nested deeper than 64 levels", "move it up"))
      case .tree: try collect(entry.id, path, settings, depth: depth + 1, &files)
      case .symlink:
        files.append(.refusing(path, "tree.symlink", "A symbolic link is not followed", "put the file itself here"))
      case .submodule:
        files.append(.refusing(path, "tree.submodule", "A submodule is not read", "put the files themselves here"))
      case .file, .executable:
        if EntryName.isMisnamed(name) { files.append(.misnamed(path, name)) }
        guard EntryName.isManifest(name), !ExactString.same(path, self.path(RegistryFile.name)) else { continue }
        try read(entry.id, path, &files)
      }
    }
  }

  private func read(_ blob: GitHash, _ path: String, _ files: inout FoundFiles) throws(GitError) {
    if let nested = ManifestFile.refusingNestedRegistry(path) { return files.append(nested) }
    let limit = YAMLReader.Limits().bytes
    guard try repository.size(ofBlob: blob) <= limit else { return files.append(.refusingSize(path)) }
    files.append(path, try repository.blob(blob))
  }

  /// Whether a commit has a file of which `ManifestFile.misnamed` warns. Of the registry's files it reads the names.
  func hasMisnamedFiles(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> Bool {
    try git { () throws(GitError) in
      guard let tree = try registryTree(commit) else { return false }
      return try hasMisnamedFiles(tree, registryFolder, settings, depth: 0)
    }
  }

  private func hasMisnamedFiles(
    _ tree: GitHash, _ folder: String, _ settings: Settings, depth: Int
  ) throws(GitError) -> Bool {
    for entry in try repository.entries(ofTree: tree) where entry.name.first != UInt8(ascii: ".") {
      let name = String(decoding: entry.name, as: UTF8.self)
      switch entry.mode {
      case .file, .executable: if EntryName.isMisnamed(name) { return true }
      case .tree where depth < 64:
        let path = folder.isEmpty ? name : folder + "/" + name
        if ExactString.same(path, settings.registry.state) { continue }
        if try hasMisnamedFiles(entry.id, path, settings, depth: depth + 1) { return true }
      case .tree, .symlink, .submodule: continue
      }
    }
    return false
  }
}

/// The files of manifests in the order in which they are found; they are parsed on all cores.
struct FoundFiles {
  private enum Found: Sendable {
    case refused(ManifestFile)
    case text(path: String, [UInt8])
  }

  private var batches: Batches<Found, ManifestFile>

  init(_ instruments: Instruments) {
    batches = Batches(instruments) { found in
      switch found {
      case .refused(let file): return file
      case .text(let path, let bytes): return ManifestFile(path: path, reading: bytes)
      }
    }
  }

  mutating func append(_ file: ManifestFile) { batches.add(.refused(file), bytes: 0) }
  mutating func append(_ path: String, _ bytes: [UInt8]) { batches.add(.text(path: path, bytes), bytes: bytes.count) }
  mutating func finish() -> [ManifestFile] { batches.finish() }
}

/// What the name of a file or folder may be.
enum EntryName {
  static func isManifest(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

  /// Whether a file that is none of manifests may have been meant as one: `a.YAML`, `a.yaml.txt`, `a.yml~`.
  static func isMisnamed(_ name: String) -> Bool {
    if isManifest(name) { return false }
    let name = skeleton(of: name)
    return [".yaml", ".yml"].contains { ending in
      name.ranges(of: ending).contains { range in
        name[range.upperBound...].unicodeScalars.first.map {
          !$0.properties.isAlphabetic && $0.properties.numericType == nil
        } ?? true
      }
    }
  }

  /// Why a name is refused; nil if it is not.
  static func fault(_ bytes: [UInt8], in folder: String) -> Diagnostic? {
    guard let reason = reason(bytes) else { return nil }
    return Diagnostic(
      rule: "tree.name", message: "The name \"\(escaped(bytes))\" \(reason)",
      location: SourceLocation(file: folder.isEmpty ? escaped(bytes) : folder + "/" + escaped(bytes), mark: .none),
      hint: "rename it; while it is there nothing is removed")
  }

  private static func reason(_ bytes: [UInt8]) -> String? {
    guard let name = String(validating: bytes, as: UTF8.self) else { return "is not valid UTF-8" }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "contains a control character"
    }
    if name == "." || name == ".." { return "is not a name" }
    if bytes.contains(0x5C) { return "contains a backslash" }
    if bytes.count > 255 { return "is longer than 255 bytes" }
    let lower = name.lowercased()
    if lower == ".git" || lower == "git~1" || lower.hasPrefix(".git ") { return "stands for git's own folder" }
    return bytes.first == UInt8(ascii: "-") ? "starts with a hyphen" : nil
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(80), as: UTF8.self) + (bytes.count > 80 ? "…" : "")
  }
}

extension ManifestFile {
  /// Reads one file's documents.
  init(path: String, reading bytes: [UInt8]) {
    let result = YAMLReader.read(bytes)
    self.init(
      path: path,
      documents: result.documents.map { document in
        Document(root: document.root, faults: document.faults.map { $0.diagnostic(in: path) })
      },
      unreadable: result.faults.map { $0.diagnostic(in: path) })
  }

  static func refusing(_ path: String, _ rule: String, _ message: String, _ hint: String) -> ManifestFile {
    let diagnostic = Diagnostic(
      rule: rule, message: message, location: SourceLocation(file: path, mark: .none), hint: hint)
    return ManifestFile(path: path, documents: [], unreadable: [diagnostic])
  }

  /// Warns of a file that looks like one of manifests and is not read.
  static func misnamed(_ path: String, _ name: String) -> ManifestFile {
    let diagnostic = Diagnostic(
      .warning, rule: "file.ignored", message: "\"\(name)\" is not taken for a file of manifests",
      location: SourceLocation(file: path, mark: .none),
      hint: "to have it read, end its name in .yaml; otherwise leave .yaml out of its name")
    return ManifestFile(path: path, documents: [], unreadable: [], warnings: [diagnostic])
  }

  static func refusingSize(_ path: String) -> ManifestFile {
    refusing(path, "yaml.size", "The file is larger than 4 MiB", "split it into several files")
  }

  /// A registry has one `registry.yaml`; one further down would be a registry inside the registry.
  static func refusingNestedRegistry(_ path: String) -> ManifestFile? {
    guard path.split(separator: "/").last.map({ ExactString.same(String($0), RegistryFile.name) }) == true else {
      return nil
    }
    return refusing(
      path, "registry.nested", "A registry cannot lie inside another", "move this folder out of the registry folder")
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
