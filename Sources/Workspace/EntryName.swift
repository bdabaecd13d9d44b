import Source

/// The rules for names of files and folders.
enum EntryName {
  static func isManifest(_ name: String) -> Bool { name.hasSuffix(".yaml") || name.hasSuffix(".yml") }

  /// Tells whether a file that is not read as manifests may be meant as such: `a.YAML`, `a.yaml.txt`, `a.yml~`.
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

  /// The fault of a name that is not allowed; nil for an allowed one.
  static func fault(_ bytes: [UInt8], in folder: String) -> Diagnostic? {
    guard let reason = reason(bytes) else { return nil }
    return Diagnostic(
      rule: "tree.name", message: "The name \"\(escaped(bytes))\" \(reason)",
      location: SourceLocation(file: folder.isEmpty ? escaped(bytes) : folder + "/" + escaped(bytes), mark: .none),
      hint: "rename it; no object is removed while it exists")
  }

  private static func reason(_ bytes: [UInt8]) -> String? {
    guard let name = String(validating: bytes, as: UTF8.self) else { return "is not valid UTF-8" }
    if name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      return "contains a control character"
    }
    if name == "." || name == ".." { return "is not a valid name" }
    if bytes.contains(0x5C) { return "contains a backslash" }
    if bytes.count > 255 { return "is longer than 255 bytes" }
    let lower = name.lowercased()
    if lower == ".git" || lower == "git~1" || lower.hasPrefix(".git ") {
      return "is a spelling of .git, git's own folder"
    }
    return bytes.first == UInt8(ascii: "-") ? "starts with a hyphen" : nil
  }

  private static func escaped(_ bytes: [UInt8]) -> String {
    String(decoding: bytes.prefix(80), as: UTF8.self) + (bytes.count > 80 ? "…" : "")
  }
}
