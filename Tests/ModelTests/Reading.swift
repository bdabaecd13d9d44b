import Engine
import Model
import RegistrySupport
import Source

/// The tree of a YAML text that must be readable.
func tree(_ yaml: String) -> Node {
  let documents = ManifestFile("test.yaml", yaml).documents
  precondition(documents.count == 1 && documents[0].faults.isEmpty, "\(yaml) must be one document")
  return documents[0].root
}

/// A record as its field table reads it from a tree, and the violations, each in one line.
struct Reading<Record: Fielded> {
  let record: Record
  let violations: [String]

  /// Reads a spec; `node` is nil for one that is absent.
  init(
    _ type: Record.Type, _ node: Node?, codes: FieldCodes = .ours, furtherNames: [String] = [],
    attachments: Attachments = .none
  ) {
    var reader = FieldReader(
      prefix: "lamp", codes: codes, root: "spec", mark: Mark(line: 9, column: 9), furtherNames: furtherNames,
      attachments: attachments)
    record = reader.record(node, type: Record.self)
    violations = reader.violations.map(\.brief)
  }

  init(_ type: Record.Type, yaml: String, codes: FieldCodes = .ours) {
    self.init(type, tree(yaml), codes: codes)
  }

  /// What would be stored, as JSON on one line.
  var stored: String { record.node.line }
}

extension Violation {
  /// `rule path line:column: code message; hint`.
  var brief: String {
    "\(rule) \(path) \(mark.line):\(mark.column): \(code.map { "\($0) " } ?? "")\(message)\(hint.map { "; \($0)" } ?? "")"
  }
}

extension String {
  /// The text so many times.
  static func * (text: String, count: Int) -> String { String(repeating: text, count: count) }
}
