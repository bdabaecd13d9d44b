package import Model
package import Source

/// The explanation of one word: a title, what it means, and facts.
package struct Article {
  /// What the word is: `rule`, `error code`, `audit event`, `kind`, `operation` or `read`.
  package let subject: String
  /// The word itself, such as `misp.emailId.format`.
  package let title: String
  /// The meaning in one sentence; for an error code the documented message.
  package let summary: String
  /// Further facts as names and texts, in the order in which they are shown.
  package let facts: [(String, String)]

  /// The article as `explain -o json` writes it.
  package var node: Node {
    .object([
      "subject": .text(subject), "title": .text(title), "summary": .text(summary),
      "facts": .list(facts.map { .object(["name": .text($0.0), "text": .text($0.1)]) }),
    ])
  }

  /// The article for people on a terminal.
  package func text(_ style: Style) -> String {
    var text = "\(style.bold(title))  \(style.dim(subject))\n\n  \(summary)\n"
    if !facts.isEmpty { text += "\n" }
    for line in aligned(facts.map { ($0, $1) }, paint: style.cyan) { text += "  \(line)\n" }
    return text
  }
}

/// All explanations of a program, made from its catalogue.
package struct Reference {
  /// The kinds, settings, events and codes that are explained.
  package let catalog: Catalog
  /// The rules of all kinds.
  package let rulesOfKinds: [RuleDescription]

  /// Creates the reference of a catalogue.
  package init(_ catalog: Catalog) {
    self.catalog = catalog
    rulesOfKinds = catalog.kinds.flatMap { $0.ruleDescriptions }
  }

  /// Every word that `explain` knows.
  package var words: [String] {
    let rules = allRules.map(\.id)
    let operations = catalog.kinds.flatMap { operationIDs($0) }
    return rules + operations + catalog.codes().map(\.code) + catalog.events().map(\.name.id)
      + catalog.kinds.map { $0.name }
  }

  /// The rules of all kinds, followed by those that belong to none.
  package var allRules: [RuleDescription] { rulesOfKinds + commonRules }

  /// The rules that belong to no field of a kind: those of files, frames, metadata, settings, unknown fields and
  /// runs.
  package var commonRules: [RuleDescription] {
    var rules = CommonRules.all
    let sections = catalog.sections.compactMap { $0.key }
    let shapes =
      RuleDescription.mapping(Metadata.descriptions, codes: .ours, path: ["metadata"])
      + RuleDescription.mapping(RegistrySettings.descriptions, codes: .ours, path: ["registry"], beside: sections)
      + catalog.sections.flatMap { section in self.rules(of: section) }
    for rule in shapes where !rules.contains(where: { $0.id == rule.id }) { rules.append(rule) }
    return rules
  }

  private func rules<Section: SettingsSection>(of section: Section.Type) -> [RuleDescription] {
    RuleDescription.mapping(Section.descriptions, codes: .ours, path: ["registry", Section.key].compactMap { $0 })
  }

  /// The articles on a word; several if it means several things, none if it is not known.
  package func articles(on word: String) -> [Article] {
    let codes = catalog.codes().filter { $0.code == word }.map(article)
    let events = catalog.events().filter { $0.name.id == word }.map(article)
    let rules: [Article] = allRules.filter { $0.id == word }.map(article)
    let operations = catalog.kinds.flatMap { operationArticles($0, word: word) }
    let kinds = catalog.kind(meantBy: word).map { [kindArticle($0)] } ?? []
    return kinds + rules + operations + codes + events
  }

  // MARK: Articles

  private func article(_ code: ErrorCode) -> Article {
    let users = rulesOfKinds.filter {
      $0.code == code.code && code.message.hasPrefix($0.message.prefix(12))
    }
    let facts = [("module", code.module), ("when", code.condition), ("source", code.source)]
    let queries = queries.filter { $0.failures.contains { $0.code == code.code } }
    return Article(
      subject: "error code", title: code.code, summary: code.message,
      facts: facts + users.map { ("rule", $0.id) } + queries.map { ("query", $0.id) } + fact(whyNeverMet(code)))
  }

  private func article(_ event: EventDefinition) -> Article {
    Article(
      subject: "audit event", title: event.name.id, summary: event.meaning,
      facts: [
        ("module", event.module), ("name", event.title), ("type", event.type), ("phase", event.phase),
        ("reference", event.idType ?? "none"), ("documented", event.isDocumented ? "yes" : "no, only in the services"),
      ] + (event.note.map { [("note", $0)] } ?? []) + fact(whyNeverMet(event)))
  }

  private func fact(_ reason: String?) -> [(String, String)] { reason.map { [("here", $0)] } ?? [] }

  private func article(_ rule: RuleDescription) -> Article {
    var facts: [(String, String)] = []
    if rule.severity == .warning { facts.append(("severity", "warning; nothing is rejected")) }
    if let code = rule.code { facts.append(("code", code)) }
    if let code = rule.codeOfChange { facts.append(("on change", code)) }
    facts.append(("message", rule.message))
    if let fix = rule.fix { facts.append(("fix", fix)) }
    for event in rule.events { facts.append(("event", "\(event.event) in \(event.operation)")) }
    if let unreachable = rule.unreachable { facts.append(("cannot occur", unreachable)) }
    facts.append(("source", rule.citation))
    return Article(subject: "rule", title: rule.id, summary: rule.summary, facts: facts)
  }

  private func kindArticle<K: ResourceKind>(_ kind: K.Type) -> Article {
    let fields = facts(K.Spec.descriptions, path: "spec")
    let operations = operationIDs(kind).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    return Article(
      subject: "kind", title: K.name, summary: K.summary,
      facts: fields + [("operations", operations.joined(separator: ", ")), ("source", K.citation)])
  }

  /// The fields with the fields in them.
  private func facts(_ fields: [FieldDescription], path: String) -> [(String, String)] {
    fields.flatMap { field -> [(String, String)] in
      let path = "\(path).\(field.name)"
      let absence =
        field.isRequired
        ? "Required\(field.alternative.map { " without \($0)" } ?? "")." : field.defaultText.map { "Default \($0)." }
      let words = [field.summary, absence].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
      switch field.shape {
      case .group(let members), .encodable(let members, _):
        return (words.isEmpty ? [] : [(path, words)]) + facts(members, path: path)
      case .list(.group(let members)):
        return (words.isEmpty ? [] : [(path, words)]) + facts(members, path: path + "[]")
      default: return [(path, words)]
      }
    }
  }

  private func operationArticles<K: ResourceKind>(_ kind: K.Type, word: String) -> [Article] {
    let own = K.operations.filter { $0.id == word }.map { operation in
      Article(
        subject: "operation", title: operation.id, summary: operation.summary,
        facts: [("envelope", operation.envelope), ("source", "operation \(operation.citation)")]
          + operation.stages.compactMap(fact))
    }
    let queries = K.queries.filter { $0.id == word }.map { query in
      Article(
        subject: "query", title: query.id, summary: query.summary,
        facts: [
          ("envelope", words(for: query.envelope) { $0 }), ("source", "operation \(query.citation)"),
          ("events", query.events.map(\.id).joined(separator: " ")),
          ("codes", query.failures.map(\.code).joined(separator: " ")),
        ])
    }
    return own + queries
  }

  private func fact<K: ResourceKind>(_ stage: Stage<K>) -> (String, String)? {
    switch stage {
    case .emits(let name): return ("emits", name.id)
    case .expects(let rule, let failing): return ("expects", "\(rule), else \(failing.id)")
    case .requires(let precondition):
      return (
        "requires", "\(precondition.id), else \(precondition.code)\(precondition.failing.map { " and \($0.id)" } ?? "")"
      )
    case .takes(let fields): return ("takes", fields.names.joined(separator: ", "))
    case .does: return nil
    }
  }

  /// The id of a query's envelope; both ids if success has another one, or none.
  func words(for envelope: EnvelopeID, paint: (String) -> String) -> String {
    if let success = envelope.success, ExactString.same(success, envelope.failure) { return paint(success) }
    return "\(envelope.success.map(paint) ?? "none") on success, \(paint(envelope.failure)) on failure"
  }

  func operationIDs<K: ResourceKind>(_ kind: K.Type) -> [String] { K.operations.map(\.id) + K.queries.map(\.id) }
}
