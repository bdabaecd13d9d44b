package import Source

/// A rule as the reference lists it, whether it belongs to a field's shape, a kind or an operation's precondition.
package struct RuleDescription: Sendable {
  /// The project's own id, such as `misp.emailId.format`.
  package let id: String
  /// Whether breaking the rule makes a manifest invalid.
  package let severity: Diagnostic.Severity
  /// The documented code; nil where the documents have none.
  package let code: String?
  /// The code for a change of a stored object; nil if it is that for a new one.
  package private(set) var codeOfChange: String?
  /// The message when the rule is broken, without what one finding adds.
  package let message: String
  /// The rule itself, a sentence with its full stop.
  package let summary: String
  /// The source of the rule, such as `state-machines §1`.
  package let citation: String
  /// The failure events, with the operation that emits each; the request event where no failure event is documented.
  package var events: [EventOfRule] = []
  /// The reason why no manifest can break the rule; nil if one can.
  package let unreachable: String?
  /// What to do when the rule is broken; nil if nothing can be said in advance.
  package let fix: String?

  /// Creates a description without events.
  package init(
    id: String, severity: Diagnostic.Severity = .error, code: String?, message: String, summary: String,
    citation: String, unreachable: String?, fix: String? = nil
  ) {
    self.id = id
    self.severity = severity
    self.code = code
    self.message = message
    self.summary = summary
    self.citation = citation
    self.unreachable = unreachable
    self.fix = fix
  }
}

extension RuleDescription {
  fileprivate mutating func noteCodeOfChange(_ code: String?) { codeOfChange = code }
}

/// The event by which an operation reports that a rule is broken.
package struct EventOfRule: Hashable, Sendable {
  /// The id of the operation, such as `misp.create`.
  package let operation: String
  /// The id of the event, such as `PMS_MSP_401`.
  package let event: String
}

extension ResourceKind {
  /// All rules of the kind: those of its fields' shapes in the order of the table, its own rules, its preconditions
  /// and its warnings.
  package static var ruleDescriptions: [RuleDescription] {
    var descriptions = RuleDescription.shapes(of: Spec.descriptions, codes: codes(isNew: true), path: [prefix])
    let ofChange = RuleDescription.shapes(of: Spec.descriptions, codes: codes(isNew: false), path: [prefix])
    for (index, rule) in ofChange.enumerated() where rule.code != descriptions[index].code {
      descriptions[index].noteCodeOfChange(rule.code)
    }
    descriptions += rules.map {
      RuleDescription(
        id: $0.id, severity: $0.severity, code: $0.code, message: $0.message, summary: $0.summary,
        citation: $0.citation, unreachable: nil)
    }
    for operation in operations {
      for case .requires(let precondition) in operation.stages
      where !descriptions.contains(where: { $0.id == precondition.id }) {
        descriptions.append(
          RuleDescription(
            id: precondition.id, code: precondition.code, message: precondition.message, summary: precondition.summary,
            citation: operation.isNumbered ? "operation \(operation.citation)" : operation.citation,
            unreachable: precondition.unreachable,
            fix: precondition.hint))
      }
      addEvents(of: operation, to: &descriptions)
    }
    return descriptions
      + warnings.map {
        RuleDescription(
          id: $0.id, severity: .warning, code: nil, message: $0.message, summary: $0.summary, citation: $0.citation,
          unreachable: nil)
      }
  }

  private static func addEvents(of operation: Operation<Self>, to descriptions: inout [RuleDescription]) {
    var request: EventName?
    for stage in operation.stages {
      let failure: (rule: String, event: EventName)?
      switch stage {
      case .emits(let event):
        request = request ?? event
        failure = nil
      case .expects(let rule, let failing): failure = (rule, failing)
      case .requires(let precondition):
        let last = precondition.unreachable == nil ? request : nil
        failure = (precondition.failing ?? last).map { (precondition.id, $0) }
      default: failure = nil
      }
      guard let failure, let index = descriptions.firstIndex(where: { $0.id == failure.rule }) else { continue }
      let event = EventOfRule(operation: operation.id, event: failure.event.id)
      if !descriptions[index].events.contains(where: { $0.operation == operation.id }) {
        descriptions[index].events.append(event)
      }
    }
  }
}

extension RuleDescription {
  /// The rules of a mapping: one that it is a mapping, and those of its members.
  package static func mapping(
    _ fields: [FieldDescription], codes: FieldCodes, path: [String], beside others: [String] = []
  ) -> [RuleDescription] {
    let name = path.last ?? ""
    let own = RuleDescription(
      id: (path + [FieldReader.Fault.type.rawValue]).joined(separator: "."), code: codes.invalid.code,
      message: codes.invalid.message(for: name), summary: "\(name) is a mapping.", citation: "partnerctl's own rule",
      unreachable: nil)
    return [own] + shapes(of: fields, codes: codes, path: path, beside: others)
  }

  /// The rules of a mapping's members in the order of the table; `others` are keys that are read elsewhere.
  package static func shapes(
    of fields: [FieldDescription], codes: FieldCodes, path: [String], beside others: [String] = []
  ) -> [RuleDescription] {
    let names = (fields.map(\.name) + others).joined(separator: ", ")
    let unknown = RuleDescription(
      id: (path + [FieldReader.Fault.unknown.rawValue]).joined(separator: "."), code: codes.invalid.code,
      message: codes.invalid.code == nil ? "Unknown field" : codes.invalid.message,
      summary: "The fields are \(names).", citation: "partnerctl's own rule",
      unreachable: nil)
    return fields.flatMap { field -> [RuleDescription] in
      let path = path + [field.name]
      func rule(_ fault: FieldReader.Fault, summary: String) -> RuleDescription {
        let answer = codes.answer(to: fault, of: field.name)
        return RuleDescription(
          id: (path + [fault.rawValue]).joined(separator: "."), code: answer.code,
          message: answer.message(for: field.name), summary: summary,
          citation: answer.code == nil ? "partnerctl's own rule" : "formats §3", unreachable: nil,
          fix: field.fix(for: fault))
      }
      let surplus = field.alternative.map { rule(.surplus, summary: "\(field.name) is left out if \($0) is given.") }
      return field.shapeRules.map { rule($0.fault, summary: $0.summary) } + [surplus].compactMap { $0 }
        + nested(field.shape, codes: codes, path: path)
    } + [unknown]
  }

  private static func nested(_ shape: FieldShape, codes: FieldCodes, path: [String]) -> [RuleDescription] {
    switch shape {
    case .group(let fields), .encodable(let fields, _), .list(.group(let fields)):
      return shapes(of: fields, codes: codes, path: path)
    default: return []
    }
  }
}

extension FieldDescription {
  /// The hint that the reader gives for a fault of the field; nil if it depends on the value.
  fileprivate func fix(for fault: FieldReader.Fault) -> String? {
    switch (shape, fault) {
    case (.text(let limits), .format): return limits.format?.explanation
    case (.text(let limits), .length):
      return "must have \(limits.length.lowerBound) to \(limits.length.upperBound) characters"
    case (.text, .type): return "put it in quotes"
    case (.words(let words, _, _), .word): return "write \(words.joined(separator: " or "))"
    case (.boolean, .type): return "write true or false"
    case (.integer(let range), .range): return "must be from \(range.lowerBound) to \(range.upperBound)"
    case (.timestamp, .format): return "write a time such as 2026-11-22T12:50:42.208Z"
    case (.percentage, .format): return "write a share such as 10%, from 0% to 100%"
    default: return nil
    }
  }

  /// The ways in which a value can break this field's shape.
  fileprivate var shapeRules: [(fault: FieldReader.Fault, summary: String)] {
    switch shape {
    case .text(let limits):
      let presence = isRequired ? "\(name) is present and not blank." : "\(name) is not blank if it is present."
      var rules: [(FieldReader.Fault, String)] = limits.allowsBlank ? [] : [(.required, presence)]
      rules += [
        (.type, "\(name) is text."), (.control, "\(name) holds no control characters."),
        (.length, "\(name) has \(limits.length.lowerBound) to \(limits.length.upperBound) characters."),
      ]
      if let format = limits.format { rules.append((.format, "\(name): \(format.explanation).")) }
      return rules
    case .file:
      return [
        (.required, "\(name) is not blank if it is present."), (.type, "\(name) is text."),
        (.control, "\(name) holds no control characters."),
        (.length, "\(name) has 1 to \(FieldShape.fileNameLimits.length.upperBound) characters."),
        (
          .file,
          "\(name) names a text file of at most 64 KiB, relative to the manifest's folder and inside the registry folder."
        ),
      ]
    case .words(let words, _, _): return presenceRules + [(.word, "\(name) is \(words.joined(separator: " or ")).")]
    case .boolean:
      return presenceRules + [(.type, "\(name) is true or false.")]
    case .integer(let range):
      return [
        (.type, "\(name) is a whole number."), (.range, "\(name) is from \(range.lowerBound) to \(range.upperBound)."),
      ]
    case .timestamp: return presenceRules + [(.format, "\(name) is a time in UTC.")]
    case .percentage: return [(.format, "\(name) is a share from 0% to 100%.")]
    case .group: return presenceRules + [(.type, "\(name) is a mapping.")]
    case .encodable(_, let limits):
      return presenceRules + [
        (.type, "\(name) is a mapping, or text that holds one."),
        (.length, "As text, \(name) has at most \(limits.length.upperBound) characters."),
        (.format, "As text, \(name) holds a mapping in the documented encoding."),
      ]
    case .list: return [(.type, "\(name) is a list.")]
    case .map(let item):
      return [
        (.type, "\(name) is a mapping."), (.length, "\(name) has at most \(FieldReader.mapLimit) entries."),
        (.format, "The keys of \(name) have 1 to 128 characters, none of them a control character."),
      ] + FieldDescription.rules(ofEntries: item, named: name)
    case .document(let length, _):
      return presenceRules + [
        (.type, "\(name) is a mapping."), (.control, "Keys and texts of \(name) hold no control characters."),
        (.length, "As JSON, \(name) has at most \(length) characters."),
      ]
    case .anyText, .secret, .tree: return []
    }
  }

  private var presenceRules: [(fault: FieldReader.Fault, summary: String)] {
    isRequired ? [(.required, "\(name) is present.")] : []
  }

  /// The faults of the values of a mapping with free keys.
  private static func rules(ofEntries shape: FieldShape, named name: String) -> [(FieldReader.Fault, String)] {
    if case .list(let item) = shape { return rules(ofEntries: item, named: name) }
    guard case .text = shape else { return [] }
    return [
      (.required, "The values of \(name) are not blank."),
      (.control, "The values of \(name) hold no control characters."),
    ]
  }
}
