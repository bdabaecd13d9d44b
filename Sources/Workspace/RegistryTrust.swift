import Engine
package import Model
package import Source
import YAML

/// The block of `registry.yaml` that names who may seal runs.
package enum RegistryTrust {
  private static let start = "  trust:\n    runners:\n"

  /// The block with these keys, sorted by name.
  package static func block(_ keys: [ExactString: String]) -> String {
    start
      + keys.sorted { $0.key < $1.key }.map { name, key in
        "      \(YAMLWriter.document(.object([(name.text, .text(key))])))"
      }.joined()
  }

  /// The text of `registry.yaml` with the block in place of one like it, or behind the line `spec:`; nil if that would
  /// not give the settings that are meant.
  package static func edit(_ text: String, block: String, catalog: Catalog) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let place = lines.firstIndex(of: "  trust:"), place + 1 < lines.count, lines[place + 1] == "    runners:" {
      var end = place + 2
      while end < lines.count, lines[end].hasPrefix("      ") { end += 1 }
      lines.removeSubrange(place..<end)
    }
    if !lines.contains(where: { $0.hasPrefix("spec:") }) {
      if lines.last == "" { lines.removeLast() }
      lines += ["spec:", ""]
    }
    guard let spec = lines.firstIndex(where: { $0 == "spec:" || $0.hasPrefix("spec: #") || $0.hasPrefix("spec:  #") })
    else { return nil }
    lines.insert(contentsOf: block.split(separator: "\n").map(String.init), at: spec + 1)
    let edited = lines.joined(separator: "\n")
    func settings(_ text: String) -> RegistryFile {
      RegistryFile(ManifestFile(path: RegistryFile.name, reading: Array(text.utf8)), catalog: catalog)
    }
    let (old, new) = (settings(text), settings(edited))
    let meant = settings("apiVersion: \(apiVersion)\nkind: Registry\nmetadata: {name: x}\nspec:\n\(block)")
    guard new.diagnostics.isEmpty, old.diagnostics.isEmpty,
      new.settings.registry.trust.runners == meant.settings.registry.trust.runners,
      new.settings.registry.state == old.settings.registry.state
    else { return nil }
    return edited
  }
}
