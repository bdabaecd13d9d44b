package import Engine
import Model
package import Source

/// A plan as a pull-request comment. Everything that comes from manifests is in code spans, where it is only text.
package struct PlanMarkdown {
  private let redaction: Redaction

  /// Creates a writer that hides what the redaction does.
  package init(_ redaction: Redaction) {
    self.redaction = redaction
  }

  /// The whole comment, which ends in a line feed.
  package func text(_ plan: Plan) -> String {
    let outcome = plan.outcome
    var text = "### partnerctl plan\n\n"
    if let refusal = outcome.refusal {
      let (message, hint) = (redaction.hiding(refusal.message), redaction.hiding(refusal.hint))
      text += "> **Refused:** \(codeSpan(message))\n>\n> \(codeSpan(hint))\n\n"
    }
    text += "**\(PlanText.summary(outcome.summary, isDone: false))**\n\n"
    if let settings = outcome.settings, !settings.fields.isEmpty { text += fields(settings.fields, of: "setting") }
    if !outcome.changes.isEmpty { text += changes(outcome.changes) }
    for change in outcome.changes { text += details(change) }
    if !outcome.diagnostics.isEmpty {
      text += DiagnosticMarkdown(redaction).table(DiagnosticList(outcome.diagnostics).listed)
    }
    text += "<sub>Base commit \(codeSpan(plan.base.commit)).</sub>\n"
    return text
  }

  private func changes(_ changes: [Change]) -> String {
    var text = "| | object | operations | generates | manifest |\n|---|---|---|---|---|\n"
    for change in changes {
      let operations = change.operations.map { codeSpan($0) }.joined(separator: ", ")
      let generated = change.generated.map { codeSpan($0.description) }.joined(separator: ", ")
      let source = change.source.map { codeSpan("\($0.file):\($0.mark.line)") } ?? "—"
      text +=
        "| \(sign(change.action)) | \(codeSpan(change.object.description)) | \(operations) | \(generated) | \(source) |\n"
    }
    return text + "\n"
  }

  private func details(_ change: Change) -> String {
    var text = "<details><summary>\(change.action.rawValue) <code>\(change.object)</code></summary>\n\n"
    if !change.fields.isEmpty { text += fields(change.fields, of: "field") }
    if !change.events.isEmpty {
      text += "Audit events: \(change.events.map { codeSpan($0) }.joined(separator: " "))\n\n"
    }
    if let provenance = change.provenance, let commit = provenance.commit {
      let author = "\(provenance.author.name) <\(provenance.author.email)>"
      text +=
        "From \(codeSpan(String(commit.prefix(12)))) by \(codeSpan(author)), received \(provenance.statedAt)\n\n"
    }
    return text + "</details>\n\n"
  }

  private func fields(_ fields: [FieldChange], of title: String) -> String {
    var text = "| \(title) | before | after |\n|---|---|---|\n"
    for field in fields {
      text += "| \(codeSpan(field.path.description)) | \(value(field.before)) | \(value(field.after)) |\n"
    }
    return text + "\n"
  }

  private func sign(_ action: Change.Action) -> String {
    switch action {
    case .create: return "➕"
    case .update: return "✏️"
    case .remove: return "➖"
    }
  }

  private func value(_ node: Node) -> String {
    node.isNull ? "" : codeSpan(String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self))
  }
}

/// Diagnostics as a Markdown table, with all texts in code spans.
package struct DiagnosticMarkdown {
  private let redaction: Redaction

  /// Creates a writer that hides what the redaction does.
  package init(_ redaction: Redaction) {
    self.redaction = redaction
  }

  /// The table with an empty line after it; the diagnostics keep their order.
  package func table(_ diagnostics: [Diagnostic]) -> String {
    var text = "| | place | message | rule | hint |\n|---|---|---|---|---|\n"
    for diagnostic in diagnostics.map({ redaction.hiding($0) }) {
      let message = [codeSpan(diagnostic.message)] + diagnostic.notes.map(note)
      let rule = [diagnostic.code, diagnostic.rule].compactMap { $0 }.map { codeSpan($0) }.joined(separator: " ")
      let sign = diagnostic.severity == .error ? "❌" : "⚠️"
      text +=
        "| \(sign) | \(diagnostic.location.map(place) ?? "") | \(message.joined(separator: "<br>")) | \(rule) | \(diagnostic.hint.map { codeSpan($0) } ?? "") |\n"
    }
    return text + "\n"
  }

  /// A further place, shown below the message.
  private func note(_ note: Diagnostic.Note) -> String {
    codeSpan(note.message) + (note.location.map { ", \(place($0))" } ?? "")
  }

  private func place(_ location: SourceLocation) -> String {
    let mark = location.mark == .none ? "" : ":\(location.mark.line):\(location.mark.column)"
    return codeSpan(location.file + mark)
  }
}
