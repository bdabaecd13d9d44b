package import Model
import Source

/// The reference as a page of Markdown: commands, kinds, rules, operations, events and codes, made from the program's
/// own tables.
package struct ReferencePage {
  private let reference: Reference
  private let commands: [CommandDescription]
  /// Returns the command that asks a query, as it is typed.
  private let commandLine: (Query) -> String

  /// Creates the page of a catalogue and of the commands of a program.
  package init(_ catalog: Catalog, commands: [CommandDescription], commandLine: @escaping (Query) -> String) {
    reference = Reference(catalog)
    self.commands = commands
    self.commandLine = commandLine
  }

  private var catalog: Catalog { reference.catalog }

  /// The whole page; it depends on the catalogue alone, so that a test can compare it with the published one.
  package var text: String {
    let sections =
      [head, commandPages] + catalog.kinds.map { kind in self.kind(kind) }
      + [metadata, settings, commonRules, events, silentEvents, codes, silentCodes]
    return sections.joined(separator: "\n")
  }

  private var head: String {
    """
    # Reference

    Commands, kinds, rules, operations, events and codes, as they are defined in the program.

    The program generates this page, and a test checks that it is current;
    `UPDATE_SNAPSHOTS=1 swift test --filter ReferencePageTests` rewrites it. <doc:Citations> explains the sources.
    `partnerctl explain` explains every kind, rule, operation, event and code of this page.

    """
  }

  // MARK: Commands

  private var commandPages: String {
    let pages = commands.map { command in
      let usage = ["partnerctl", command.name, command.arguments].filter { !$0.isEmpty }.joined(separator: " ")
      let options =
        command.options.isEmpty
        ? ""
        : "\n"
          + table(
            ["option", "meaning"], rows: command.options.map { [codeSpan($0.usage), plain($0.help)] })
      return "### partnerctl \(command.name)\n\n\(plain(command.summary))\n\n```text\n\(usage)\n```\n\(options)"
    }
    return "## Commands\n\n`partnerctl COMMAND --help` tells more.\n\n" + pages.joined(separator: "\n")
  }

  // MARK: Kinds

  private func kind<K: ResourceKind>(_ kind: K.Type) -> String {
    var text = "## \(K.name)\n\n\(K.summary) Source: \(K.citation). Stored in `objects/\(K.folder)`.\n\n"
    text += "### \(K.name): spec\n\n" + fields(K.Spec.descriptions, path: "spec") + "\n"
    text +=
      "### \(K.name): status\n\nWritten by the program.\n\n" + fields(K.Status.descriptions, path: "status") + "\n"
    text += "### \(K.name): rules\n\n" + rules(K.ruleDescriptions) + "\n"
    text +=
      "### \(K.name): operations\n\nThe stages of each operation, in the order in which they run.\n\n"
      + K.operations.map(operation).joined(separator: "\n")
    text += "\n### \(K.name): reads\n\n" + queries(K.queries)
    return text
  }

  private func operation<K: ResourceKind>(_ operation: Operation<K>) -> String {
    let stages = operation.stages.enumerated().map { index, stage in
      "\(index + 1). \(words(for: stage, module: K.eventModule))\n"
    }
    return """
      #### `\(operation.id)`: \(operation.summary)

      Envelope `\(operation.envelope)`, source \(operation.citation).

      \(stages.joined())
      """
  }

  private func words<K: ResourceKind>(for stage: Stage<K>, module: EventModule) -> String {
    switch stage {
    case .emits(let name):
      let definition = catalog.events().first { $0.module == module.name && $0.name == name }
      return "emits `\(name.id)`: \(plain(definition?.meaning ?? ""))"
    case .expects(let rule, let failing): return "expects `\(rule)`, else emits `\(failing.id)`"
    case .requires(let precondition):
      let event = precondition.failing.map { " and emits `\($0.id)`" } ?? ""
      let doubt = precondition.unreachable == nil ? "" : " (cannot occur)"
      return "requires `\(precondition.id)`, else answers `\(precondition.code)`\(event)\(doubt)"
    case .takes(let fields): return "takes \(fields.names.map { codeSpan($0) }.joined(separator: ", "))"
    case .does: return "applies its effect"
    }
  }

  private func queries(_ queries: [Query]) -> String {
    table(
      ["query", "command", "what it does", "envelope", "events", "codes", "source"],
      rows: queries.map { query in
        [
          codeSpan(query.id), codeSpan(commandLine(query)), plain(query.summary),
          reference.words(for: query.envelope, paint: codeSpan),
          query.events.map { codeSpan($0.id) }.joined(separator: " "),
          query.failures.map { codeSpan($0.code) }.joined(separator: " "), query.citation,
        ]
      })
  }

  // MARK: Common parts

  private var metadata: String {
    "## Metadata\n\nThe metadata of every manifest.\n\n" + fields(Metadata.descriptions, path: "metadata")
  }

  private var settings: String {
    var text = """
      ## Settings

      The fields of `registry.yaml`; all of them are optional. Each run records them in `settings.json` of the stored
      state.

      Some are guards, which limit what changes may do. A change is judged by the strictest of three: the guard that
      `registry.yaml` states now, the one that the last run recorded, and the one that was recorded before the change
      reached the branch. So a pull request cannot loosen the guard by which it is judged itself.


      """
    let sections = catalog.sections.map { section in self.section(section) }
    text += fields(RegistrySettings.descriptions + sections, path: "spec")
    return text
  }

  private func section<Section: SettingsSection>(_ section: Section.Type) -> FieldDescription {
    FieldDescription(
      name: Section.key ?? "", summary: "", shape: .group(Section.descriptions), isRequired: false, defaultText: nil)
  }

  private var commonRules: String {
    "## Common rules\n\nThe rules for files, manifests, metadata, settings and runs, whatever the kind.\n\n"
      + rules(reference.commonRules)
  }

  private var events: String {
    let modules = catalog.events().map(\.module).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let tables = modules.map { module in
      "### Events of \(module)\n\n"
        + table(
          ["event", "type", "phase", "name", "reference", "documented", "meaning"],
          rows: catalog.events().filter { $0.module == module }.map { event in
            [
              codeSpan(event.name.id), event.type, event.phase, plain(event.title), event.idType ?? "",
              event.isDocumented ? "yes" : "no", plain(event.meaning + (event.note.map { ". Note: \($0)." } ?? "")),
            ]
          })
    }
    return "## Events\n\n" + tables.joined(separator: "\n")
  }

  private var codes: String {
    "## Codes\n\nEvery code of the documents and of the services; a code may be listed several times.\n\n"
      + table(
        ["code", "message", "module", "when", "source"],
        rows: catalog.codes().map { code in
          [codeSpan(code.code), codeSpan(code.message), plain(code.module), plain(code.condition), plain(code.source)]
        })
  }

  private var silentEvents: String {
    silent(
      "Events that are never emitted",
      names: catalog.events().map { event in
        let row = event.name.row == 1 ? "" : " (row \(event.name.row))"
        return (codeSpan(event.name.id) + row + " of \(event.module)", reference.whyNeverMet(event))
      })
  }

  private var silentCodes: String {
    silent(
      "Codes that are never returned",
      names: catalog.codes().map { (codeSpan($0.code), reference.whyNeverMet($0)) })
  }

  /// A table of names, grouped by the reasons why they cannot occur.
  private func silent(_ title: String, names: [(name: String, reason: String?)]) -> String {
    let reasons = names.compactMap(\.reason).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    let rows = reasons.map { reason in
      let silent = names.filter { $0.reason == reason }.map(\.name)
      let unique = silent.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
      return [unique.joined(separator: ", "), plain(reason)]
    }
    return "### \(title)\n\n" + table(["which", "why"], rows: rows)
  }

  private func rules(_ rules: [RuleDescription]) -> String {
    table(
      ["rule", "code", "message", "meaning", "events", "source"],
      rows: rules.map { rule in
        let events = rule.events.map { "`\($0.event)` in `\($0.operation)`" }.joined(separator: ", ")
        let doubt =
          rule.severity == .warning ? " A warning." : rule.unreachable.map { " Cannot occur: \($0)." } ?? ""
        return [
          codeSpan(rule.id), codes(of: rule), codeSpan(rule.message), plain(rule.summary + doubt), events,
          plain(rule.citation),
        ]
      })
  }

  // MARK: Fields

  private func fields(_ fields: [FieldDescription], path: String) -> String {
    table(["field", "holds", "if absent", "meaning"], rows: rows(fields, path: path))
  }

  private func rows(_ fields: [FieldDescription], path: String) -> [[String]] {
    fields.flatMap { field -> [[String]] in
      let path = "\(path).\(field.name)"
      switch field.shape {
      case .group(let members): return rows(members, path: path)
      case .encodable(let members, _): return [row(field, path: path)] + rows(members, path: path)
      case .list(.group(let members)): return rows(members, path: path + "[]")
      case .document(_, let forms):
        return [row(field, path: path)]
          + forms.flatMap { rows($0.schema, path: path, isRequired: true, title: $0.title).dropFirst() }
      default: return [row(field, path: path)]
      }
    }
  }

  /// One row for each value that the schema names, with the title of the form that it is part of.
  private func rows(_ schema: JSONSchema, path: String, isRequired: Bool, title: String) -> [[String]] {
    let own = [codeSpan(path), plain(words(for: schema)), isRequired ? "an error" : "none", plain(title)]
    switch schema {
    case .text, .boolean: return [own]
    case .nullable(let schema): return rows(schema, path: path, isRequired: isRequired, title: title)
    case .list(let item): return [own] + rows(item, path: path + "[]", isRequired: false, title: title).dropFirst()
    case .tuple(let items):
      return [own]
        + items.enumerated().flatMap { rows($1, path: "\(path)[\($0)]", isRequired: false, title: title).dropFirst() }
    case .object(let properties, _):
      return [own]
        + properties.flatMap { rows($0.schema, path: "\(path).\($0.name)", isRequired: $0.isRequired, title: title) }
    }
  }

  private func words(for schema: JSONSchema) -> String {
    switch schema {
    case .text(let words): return words.isEmpty ? "text" : words.joined(separator: " or ")
    case .boolean: return "true or false"
    case .nullable(let schema): return words(for: schema)
    case .list(let item): return "a list, each \(words(for: item))"
    case .tuple: return "a list"
    case .object(_, let further): return "a mapping" + (further == .refused ? "" : ", also of other members")
    }
  }

  private func row(_ field: FieldDescription, path: String) -> [String] {
    [
      codeSpan(path), plain(words(for: field.shape)), absence(field),
      plain(field.summary) + (field.strictness.map { " \($0.words)" } ?? ""),
    ]
  }

  private func absence(_ field: FieldDescription) -> String {
    if field.isRequired, let alternative = field.alternative { return "an error without \(codeSpan(alternative))" }
    return field.isRequired ? "an error" : field.defaultText.map { $0.isEmpty ? "empty" : codeSpan($0) } ?? "none"
  }

  private func words(for shape: FieldShape) -> String {
    switch shape {
    case .text(let limits):
      let length = "text of \(limits.length.lowerBound) to \(limits.length.upperBound) characters"
      let lines = limits.isMultiline ? ", of several lines" : ""
      return length + lines + (limits.format.map { "; \($0.explanation)" } ?? "")
    case .file: return "the name of a file"
    case .anyText: return "any text"
    case .secret: return "a secret"
    case .words(let words, let anyCase, let aliases):
      let further = aliases.isEmpty ? "" : "; also \(aliases.joined(separator: " or "))"
      return words.joined(separator: " or ") + (anyCase ? ", in any case" : "") + further
    case .boolean: return "true or false"
    case .integer(let range): return "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .timestamp: return "a time in UTC"
    case .percentage: return "a share from 0% to 100%"
    case .group: return "a mapping"
    case .encodable: return "a mapping, or text that holds it in the documented encoding"
    case .list(let item): return "a list, each \(words(for: item))"
    case .map(let item): return "a mapping of free keys, each to \(words(for: item))"
    case .tree: return "anything"
    case .document(let length, _): return "a mapping of at most \(length) characters as JSON, in one of these forms"
    }
  }

  // MARK: Markdown

  private func table(_ heads: [String], rows: [[String]]) -> String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    return line(heads) + line(heads.map { _ in "---" }) + rows.map(line).joined()
  }

  /// Prose in a cell, in which only code spans are markup.
  private func plain(_ text: String) -> String {
    var result = ""
    for character in visible(text) {
      if "|<>*[]\\".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }

  private func codes(of rule: RuleDescription) -> String {
    [rule.code, rule.codeOfChange].compactMap { $0 }.map(codeSpan).joined(separator: ", ")
  }
}

/// A command as the reference describes it.
package struct CommandDescription: Sendable {
  /// The words that call the command, such as `license validate`.
  package let name: String
  /// The words after the name, such as `KIND [NAME]`.
  package let arguments: String
  /// What the command does, one sentence.
  package let summary: String
  /// The paragraphs of its help.
  package let details: String
  /// The command's own options, without those that every command has.
  package let options: [(usage: String, help: String)]

  /// Creates a description; the command line makes those of its commands.
  package init(
    name: String, arguments: String, summary: String, details: String, options: [(usage: String, help: String)]
  ) {
    self.name = name
    self.arguments = arguments
    self.summary = summary
    self.details = details
    self.options = options
  }
}

extension Strictness {
  /// What the reference says about a guard.
  fileprivate var words: String { "A guard: the \(self == .lower ? "lower" : "later") value is stricter." }
}
