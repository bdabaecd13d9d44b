package import Source

/// The answer of a query for people: its message if it has one, else its members one below the other, with lists as
/// tables.
package struct AnswerText {
  private let style: Style

  /// Creates a writer with a style.
  package init(_ style: Style) {
    self.style = style
  }

  /// The text of a response, lines without a final line feed.
  package func text(_ response: Node) -> String {
    // Some answers are documented as a list of one item.
    let answer = response.items.flatMap { $0.count == 1 ? $0[0] : nil } ?? response
    if let message = answer["message"]?.text { return visible(message) }
    // A text that is the whole answer is shown without its name.
    let entries = answer.entries ?? []
    if entries.count == 1, let text = entries[0].value.text, text.utf8.contains(UInt8(ascii: "\n")) {
      return text.split(separator: "\n").map { visible(String($0)) }.joined(separator: "\n")
    }
    let whole = entries.count == 1 && !isWord(entries[0].value) ? entries[0].value : answer
    return lines(whole).joined(separator: "\n")
  }

  private func lines(_ node: Node) -> [String] {
    switch node.value {
    case .mapping(let entries):
      var rows = aligned(
        entries.filter { isWord($0.value) }.map { (visible($0.key.text), word($0.value)) }, paint: style.cyan)[...]
      return entries.flatMap { entry in
        if isWord(entry.value), let row = rows.popFirst() { return [row] }
        return [style.cyan(visible(entry.key.text))] + lines(entry.value).map { "  " + $0 }
      }
    case .sequence(let items) where items.allSatisfy { $0.entries != nil }: return table(items)
    case .sequence(let items): return items.map(word)
    case .scalar, .secret: return [word(node)]
    }
  }

  /// A table with one column for each member that any of the mappings has, in the order of first occurrence.
  private func table(_ items: [Node]) -> [String] {
    var keys: [ExactString] = []
    for entry in items.flatMap({ $0.entries ?? [] }) where !keys.contains(entry.key) { keys.append(entry.key) }
    let rows = items.map { item in keys.map { word(item[$0.text] ?? .null) } }
    let text = TextTable(keys.map { visible($0.text).uppercased() }, rows: rows).text(style)
    return text.split(separator: "\n").map(String.init)
  }

  /// Tells whether a value is shown on the line of its name.
  private func isWord(_ node: Node) -> Bool {
    switch node.value {
    case .scalar, .secret: return true
    case .sequence(let items): return items.allSatisfy { $0.items == nil && $0.entries == nil }
    case .mapping(let entries): return entries.isEmpty
    }
  }

  /// A value on one line; one that is nested too deeply for a table is shown as JSON.
  private func word(_ node: Node) -> String {
    if node.isNull || node.items?.isEmpty == true || node.entries?.isEmpty == true { return "-" }
    if let text = node.text { return visible(text) }
    if case .secret = node.value { return Secret.mask }
    if isWord(node), let items = node.items { return items.map(word).joined(separator: ", ") }
    return visible(String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self))
  }
}
