import Source
import YAML

/// The rule and the place of a fault, `yaml.tag 1:4`.
func brief(_ fault: YAMLReader.Fault) -> String {
  "\(fault.rule) \(fault.mark.line):\(fault.mark.column)"
}

/// What a text reads as, one line for each document and fault: `0 {"a":"b"}` or `0 {"a":"b"} yaml.tag 1:4`, then `! ` and
/// the faults of what could not be read.
func outline(_ text: String, limits: YAMLReader.Limits = .init()) -> [String] {
  outline(Array(text.utf8), limits: limits)
}

func outline(_ bytes: [UInt8], limits: YAMLReader.Limits = .init()) -> [String] {
  let result = YAMLReader.read(bytes, limits: limits)
  let documents = result.documents.map { document in
    (["\(document.index) \(json(document.root))"] + document.faults.map(brief)).joined(separator: " ")
  }
  return documents + result.faults.map { "! " + brief($0) }
}

/// A tree as JSON on one line.
func json(_ node: Node) -> String {
  String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self)
}

/// Every node of a tree and every key with its place, in order: `1:1 {`, `1:1 key a`, `1:4 b`.
func places(_ node: Node) -> [String] {
  let place = "\(node.mark.line):\(node.mark.column)"
  switch node.value {
  case .scalar(let scalar): return ["\(place) \(scalar.isPlain ? scalar.text : "'\(scalar.text)'")"]
  case .secret: return ["\(place) secret"]
  case .sequence(let items): return ["\(place) ["] + items.flatMap(places)
  case .mapping(let entries):
    return ["\(place) {"]
      + entries.flatMap { ["\($0.keyMark.line):\($0.keyMark.column) key \($0.key)"] + places($0.value) }
  }
}

func places(_ text: String) -> [String] {
  YAMLReader.read(Array(text.utf8)).documents.flatMap { places($0.root) }
}
