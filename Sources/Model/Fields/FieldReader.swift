package import Source

/// The documented answers to a member of the wrong shape.
package struct FieldCodes: Sendable {
  package struct Answer: Sendable {
    /// Nil where the documents have none.
    package let code: String?
    package let message: String
    /// What stands between the message and the bare field name; nil if the name does not follow.
    package let separator: String?

    package init(_ code: String?, message: String, separator: String? = " - ") {
      self.code = code
      self.message = message
      self.separator = separator
    }

    package func message(for field: String) -> String { separator.map { message + $0 + field } ?? message }
  }

  /// To what is missing or blank.
  package let missing: Answer
  /// To anything else.
  package let invalid: Answer
  /// To a word that is none of the documented ones, for fields that have an answer of their own to it.
  package let words: [ExactString: Answer]
  /// To what is missing, for fields that have an answer of their own to that.
  package let absences: [ExactString: Answer]

  package init(
    missing: Answer, invalid: Answer, words: [ExactString: Answer] = [:], absences: [ExactString: Answer] = [:]
  ) {
    self.missing = missing
    self.invalid = invalid
    self.words = words
    self.absences = absences
  }

  package func answer(to fault: FieldReader.Fault, of field: String) -> Answer {
    switch fault {
    case .required: return absences[ExactString(field)] ?? missing
    case .word: return words[ExactString(field)] ?? invalid
    default: return invalid
    }
  }

  /// For what the documents know nothing of: settings and metadata.
  package static let ours = FieldCodes(
    missing: Answer(nil, message: "Missing value"), invalid: Answer(nil, message: "Invalid value"))
}

/// A broken rule, at its place in an object.
package struct Violation: Sendable {
  package var severity: Diagnostic.Severity
  package var rule: String
  package var code: String?
  package var message: String
  package var path: NodePath
  package var mark: Mark
  package var hint: String?

  package init(
    _ severity: Diagnostic.Severity = .error, rule: String, code: String?, message: String, path: NodePath,
    mark: Mark = .none, hint: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.code = code
    self.message = message
    self.path = path
    self.mark = mark
    self.hint = hint
  }
}

/// Collects the violations of one object while its fields are read.
package struct FieldReader: Sendable {
  /// The ways in which a value can miss its field's shape; the last part of the rule's id.
  package enum Fault: String, CaseIterable, Sendable {
    case required
    case type
    case length
    case control
    case format
    case word
    case range
    /// A file that is named cannot be taken.
    case file
    /// Given although another member says it already.
    case surplus
    case unknown
  }

  package private(set) var violations: [Violation] = []
  /// The first part of every rule id, such as `misp`.
  private let prefix: String
  private let codes: FieldCodes
  private var path: NodePath
  /// How many steps of the path are not part of rule ids (`spec`).
  private let hiddenSteps: Int
  /// Which steps of the path are free keys: a person's own words, which are no part of rule ids either.
  private var freeSteps: [Int] = []
  /// The place of the value that surrounds the present one, for what is missing.
  private(set) var marks: [Mark]

  /// Names beside the table's that a person may have meant, for "did you mean".
  private let furtherNames: [String]
  private let attachments: Attachments

  package init(
    prefix: String, codes: FieldCodes, root: NodePath, mark: Mark, furtherNames: [String] = [],
    attachments: Attachments = .none
  ) {
    self.prefix = prefix
    self.furtherNames = furtherNames
    self.attachments = attachments
    self.codes = codes
    path = root
    hiddenSteps = root.steps.count
    marks = [mark]
  }

  package mutating func enter(_ key: String) { path = path.appending(key) }
  mutating func enter(_ index: Int) { path = path.appending(index) }
  mutating func enter(free key: String) {
    freeSteps.append(path.steps.count)
    enter(key)
  }
  package mutating func leave() {
    path.steps.removeLast()
    if freeSteps.last == path.steps.count { freeSteps.removeLast() }
  }

  /// Runs `body` with `mark` as the place where missing members are reported.
  package mutating func within<Result>(_ mark: Mark, body: (inout FieldReader) -> Result) -> Result {
    marks.append(mark)
    defer { marks.removeLast() }
    return body(&self)
  }

  /// Reads what the text at the present path holds in another encoding; every fault in there is placed at the text.
  ///
  /// With `asNeighbours` the members are those of the record that the text stands in, and keep their rules.
  package mutating func decoding(
    _ name: String, at mark: Mark, asNeighbours: Bool = false, body: (inout FieldReader) -> Void
  ) {
    let known = violations.count
    let place = path
    if asNeighbours { path.steps.removeLast() }
    let base = path.steps.count
    within(mark, body: body)
    path = place
    for index in known..<violations.count {
      let member = NodePath(Array(violations[index].path.steps.dropFirst(base)))
      violations[index].path = place
      violations[index].mark = mark
      let hint = violations[index].hint.flatMap { $0 == FieldReader.isMissing(member.fieldName) ? nil : $0 }
      violations[index].hint = FieldReader.inside(name, member: "\(member)", hint: hint ?? "it is missing")
    }
  }

  /// A hint for what is decoded; where that is encoded once more, for the innermost member.
  private static func inside(_ name: String, member: String, hint: String) -> String {
    let start = "in the decoded "
    guard hint.hasPrefix(start), let comma = hint.firstIndex(of: ",") else {
      return "\(start)\(name), \(member): \(hint)"
    }
    return "\(start)\(name), \(member).\(hint[comma...].dropFirst(2))"
  }

  /// What a file says that the manifest names.
  func attachment(_ name: String) -> Result<String, AttachmentFault> {
    let file = attachments.files[name] ?? .failure(AttachmentFault("files beside the manifest cannot be read here"))
    return file.map(\.text)
  }

  package mutating func reject(_ fault: Fault, at mark: Mark? = nil, hint: String? = nil) {
    violations.append(violation(fault, path: path, mark: mark ?? marks.last ?? .none, hint: hint))
  }

  /// The same for a value that lies below the present path, where no field of its own says what is wrong with it.
  mutating func reject(_ fault: Fault, below steps: [NodePath.Step], at mark: Mark, hint: String) {
    var violation = violation(fault, path: path, mark: mark, hint: hint)
    violation.path.steps += steps
    violations.append(violation)
  }

  mutating func rejectUnknownKey(_ entry: Entry, among names: [String]) {
    let names = path.steps.count == hiddenSteps ? names + furtherNames : names
    let meant = suggestion(for: entry.key.text, among: names)
    let hint = meant.map { "did you mean \"\($0)\"?" } ?? "the fields here are \(names.joined(separator: ", "))"
    var violation = violation(.unknown, path: path.appending(entry.key.text), mark: entry.keyMark, hint: hint)
    violation.rule = ruleID(.unknown)
    if violation.code == nil {
      violation.message = "Unknown field \"\(entry.key)\""
    } else {
      // The documented message does not say what is wrong with the field.
      violation.hint = "\"\(entry.key)\" is not a field here; \(hint)"
    }
    violations.append(violation)
  }

  private func violation(_ fault: Fault, path: NodePath, mark: Mark, hint: String?) -> Violation {
    let answer = codes.answer(to: fault, of: path.fieldName)
    // What is missing has no place of its own that would show it, and not every documented message has its name.
    let isNamed = fault != .required || answer.separator != nil
    let hint = hint ?? (isNamed ? nil : FieldReader.isMissing(path.fieldName))
    return Violation(
      rule: ruleID(fault), code: answer.code,
      message: answer.message(for: path.fieldName), path: path, mark: mark, hint: hint)
  }

  private static func isMissing(_ field: String) -> String { "\(field) is missing" }

  private func ruleID(_ fault: Fault) -> String {
    let steps = path.steps.indices.filter { $0 >= hiddenSteps && !freeSteps.contains($0) }
    return FieldReader.ruleID(prefix, steps: steps.map { path.steps[$0] }, fault: fault)
  }

  /// `misp.licenseKey.issue.range`: the kind, the field without list positions, the fault.
  package static func ruleID(_ prefix: String, steps: [NodePath.Step], fault: Fault) -> String {
    var parts = [prefix]
    for case .key(let key) in steps { parts.append(key.text) }
    return (parts + [fault.rawValue]).joined(separator: ".")
  }
}
