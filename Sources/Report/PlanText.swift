package import Engine
import Model
package import Source

/// A plan, or what was done, for people on a terminal.
package struct PlanText {
  private let style: Style
  private let isVerbose: Bool
  /// Returns the source around a location; nil if it cannot be read.
  private let excerpt: (SourceLocation) -> SourceExcerpt?

  /// The most changes that are shown; further ones are only counted.
  private static let limit = 100
  /// The least width of the left column.
  private static let titleWidth = 27
  /// The most characters of a value that are shown without -v.
  private static let valueWidth = 160

  /// Creates a writer; `isVerbose` shows all changes and whole values.
  package init(_ style: Style, isVerbose: Bool, excerpt: @escaping (SourceLocation) -> SourceExcerpt?) {
    self.style = style
    self.isVerbose = isVerbose
    self.excerpt = excerpt
  }

  /// The changes and diagnostics of a plan, without the closing line.
  package func text(_ plan: Plan) -> String {
    let changes = plan.outcome.changes
    let shown = isVerbose ? changes[...] : changes.prefix(PlanText.limit)
    var blocks = settings(plan.outcome.settings?.fields ?? []) + shown.map(block)
    if shown.count < changes.count {
      blocks.append("and \(changes.count - shown.count) more changes; use -v or -o json to see all of them\n")
    }
    blocks += DiagnosticList(plan.outcome.diagnostics).listed.map {
      DiagnosticText(style).text($0, around: $0.location.flatMap(excerpt))
    }
    return blocks.map { $0 + "\n" }.joined()
  }

  /// The closing line, such as `2 to create, 0 to update, …`, or in the past tense if the plan was carried out.
  package static func summary(_ summary: Outcome.Summary, isDone: Bool) -> String {
    let words = isDone ? ["created", "updated", "removed"] : ["to create", "to update", "to remove"]
    let parts = ["\(summary.create) \(words[0])", "\(summary.update) \(words[1])", "\(summary.remove) \(words[2])"]
    return (parts + ["\(summary.unchanged) unchanged", "\(summary.faulty) faulty"]).joined(separator: ", ")
  }

  /// The settings that change, in one block; none if there are none.
  private func settings(_ fields: [FieldChange]) -> [String] {
    if fields.isEmpty { return [] }
    return [block("\(style.yellow("~")) \(style.bold("settings"))", rows: fields.map(row))]
  }

  private func row(_ field: FieldChange) -> (title: String, value: String) {
    (visible(field.path.description), difference(field))
  }

  private func block(_ change: Change) -> String {
    var text = "\(sign(change.action)) \(style.bold(visible(change.object.description)))"
    if let source = change.source { text += style.dim("  \(visible(source.file)):\(source.mark.line)") }
    return block(text, rows: rows(change))
  }

  private func block(_ title: String, rows: [(title: String, value: String)]) -> String {
    var text = title + "\n"
    let width = max(PlanText.titleWidth, rows.map(\.title.count).max() ?? 0)
    for row in rows {
      text += "    \(row.title)\(String(repeating: " ", count: width - row.title.count)) \(row.value)\n"
    }
    return text
  }

  private func rows(_ change: Change) -> [(title: String, value: String)] {
    var rows: [(title: String, value: String)] = []
    if !change.operations.isEmpty { rows.append(("does", change.operations.joined(separator: ", "))) }
    rows += change.fields.map(row)
    if !change.generated.isEmpty {
      rows.append(("generates", change.generated.map(\.description).joined(separator: ", ")))
    }
    if !change.events.isEmpty {
      rows.append(
        ("audits", isVerbose ? change.events.joined(separator: " ") : "\(change.events.count) events"))
    }
    if let provenance = change.provenance, let commit = provenance.commit {
      let author = visible("\(provenance.author.name) <\(provenance.author.email)>")
      rows.append(("from", style.dim("\(commit.prefix(12)) by \(author), received \(provenance.statedAt)")))
    }
    return rows
  }

  private func sign(_ action: Change.Action) -> String {
    switch action {
    case .create: return style.green("+")
    case .update: return style.yellow("~")
    case .remove: return style.red("-")
    }
  }

  private func difference(_ field: FieldChange) -> String {
    if field.before.isNull { return style.green(shown(field.after)) }
    if field.after.isNull { return style.red(shown(field.before)) + " → " + style.dim("none") }
    return "\(style.red(shown(field.before))) → \(style.green(shown(field.after)))"
  }

  private func shown(_ node: Node) -> String {
    let text = visible(String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self))
    guard !isVerbose, text.count > PlanText.valueWidth else { return text }
    return "\(text.prefix(PlanText.valueWidth - 20))… (\(text.count) characters)"
  }
}
