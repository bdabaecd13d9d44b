package import Source

/// The documented answers to members that are missing or invalid.
package struct FieldCodes: Sendable {
  /// The code and message of one documented answer.
  package struct Answer: Sendable {
    /// The documented code, such as `PMS_COR_001`; nil where the documents have none.
    package let code: String?
    /// The documented message, without the name of a field.
    package let message: String
    /// The text between the message and the bare field name; nil if the name does not follow.
    package let separator: String?

    /// Creates an answer; by default the field name follows after ` - `.
    package init(_ code: String?, message: String, separator: String? = " - ") {
      self.code = code
      self.message = message
      self.separator = separator
    }

    /// The message for a field, with its bare name unless the answer has none.
    package func message(for field: String) -> String { separator.map { message + $0 + field } ?? message }
  }

  /// The answer to a member that is missing or blank.
  package let missing: Answer
  /// The answer to any other fault.
  package let invalid: Answer
  /// Answers to an undocumented word, by field; only fields whose answer differs from `invalid`.
  package let words: [ExactString: Answer]
  /// Answers to an absent member, by field; only fields whose answer differs from `missing`.
  package let absences: [ExactString: Answer]

  /// Creates the answers of one kind; the dictionaries are keyed by bare field names.
  package init(
    missing: Answer, invalid: Answer, words: [ExactString: Answer] = [:], absences: [ExactString: Answer] = [:]
  ) {
    self.missing = missing
    self.invalid = invalid
    self.words = words
    self.absences = absences
  }

  /// The answer to a fault of a field, which is given by its bare name.
  package func answer(to fault: FieldReader.Fault, of field: String) -> Answer {
    switch fault {
    case .required: return absences[ExactString(field)] ?? missing
    case .word: return words[ExactString(field)] ?? invalid
    default: return invalid
    }
  }

  /// The answers for settings and metadata, which the documents do not know: they have no codes.
  package static let ours = FieldCodes(
    missing: Answer(nil, message: "Missing value"), invalid: Answer(nil, message: "Invalid value"))
}

/// A broken rule with its place in an object; together with the file it becomes a `Diagnostic`.
package struct Violation: Sendable {
  /// An error makes the manifest invalid; a warning does not.
  package var severity: Diagnostic.Severity
  /// The id of the broken rule, such as `misp.emailId.format`.
  package var rule: String
  /// The documented code; nil where the documents have none.
  package var code: String?
  /// The documented message, or the project's own where the documents have none.
  package var message: String
  /// The member that breaks the rule, from the root of the object.
  package var path: NodePath
  /// The place in the manifest's text; `.none` if it is not known.
  package var mark: Mark
  /// What to do; nil if nothing is known beyond the message.
  package var hint: String?

  /// Creates a violation, an error unless a severity is given.
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
  /// The ways in which a value can break its field's shape; each is the last part of a rule's id.
  package enum Fault: String, CaseIterable, Sendable {
    case required
    case type
    case length
    case control
    case format
    case word
    case range
    /// A named file cannot be used.
    case file
    /// The member is given although another member replaces it.
    case surplus
    case unknown
  }

  /// The violations found so far, in the order of reading.
  package private(set) var violations: [Violation] = []
  /// The first part of every rule id, such as `misp`.
  private let prefix: String
  private let codes: FieldCodes
  private var path: NodePath
  /// The number of leading steps that are not part of rule ids (`spec`).
  private let hiddenSteps: Int
  /// The indices of steps that are free keys: an author's own words, which are not part of rule ids either.
  private var freeSteps: [Int] = []
  /// The places of the enclosing values; the last one is reported for a missing member.
  private(set) var marks: [Mark]

  /// Names beyond the table's that an author may have meant, for "did you mean".
  private let furtherNames: [String]
  private let attachments: Attachments

  /// Creates a reader for one object.
  ///
  /// - Parameters:
  ///   - prefix: the first part of every rule id, such as `misp`.
  ///   - root: the path of the record that is read; its steps are not part of rule ids.
  ///   - mark: the place that is reported for a missing member of the root.
  ///   - furtherNames: keys beside the root's fields that an author may have meant.
  ///   - attachments: the files that the manifest names.
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

  /// Makes the member under a key the current path.
  package mutating func enter(_ key: String) { path = path.appending(key) }
  mutating func enter(_ index: Int) { path = path.appending(index) }
  mutating func enter(free key: String) {
    freeSteps.append(path.steps.count)
    enter(key)
  }
  /// Makes the enclosing record or list the current path.
  package mutating func leave() {
    path.steps.removeLast()
    if freeSteps.last == path.steps.count { freeSteps.removeLast() }
  }

  /// Runs `body` with `mark` as the place at which missing members are reported.
  package mutating func within<Result>(_ mark: Mark, body: (inout FieldReader) -> Result) -> Result {
    marks.append(mark)
    defer { marks.removeLast() }
    return body(&self)
  }

  /// Reads a value that the text at the current path holds in another encoding; every fault in it is placed at the
  /// text.
  ///
  /// With `asNeighbours` the members are those of the record around the text, and have its rule ids.
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

  /// The hint for a fault within decoded text; for text decoded twice, it names the innermost member.
  private static func inside(_ name: String, member: String, hint: String) -> String {
    let start = "in the decoded "
    guard hint.hasPrefix(start), let comma = hint.firstIndex(of: ",") else {
      return "\(start)\(name), \(member): \(hint)"
    }
    return "\(start)\(name), \(member).\(hint[comma...].dropFirst(2))"
  }

  /// The content of a file that the manifest names.
  func attachment(_ name: String) -> Result<String, AttachmentFault> {
    let file = attachments.files[name] ?? .failure(AttachmentFault("files beside the manifest cannot be read here"))
    return file.map(\.text)
  }

  /// Records a fault of the value at the current path.
  ///
  /// - Parameter mark: the value's place; nil for a missing value, which is reported at the place of the value around
  ///   it.
  package mutating func reject(_ fault: Fault, at mark: Mark? = nil, hint: String? = nil) {
    violations.append(violation(fault, path: path, mark: mark ?? marks.last ?? .none, hint: hint))
  }

  /// Records a fault of a value below the current path that has no field of its own.
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
      // The documented message does not name the fault of the field.
      violation.hint = "\"\(entry.key)\" is not a field here; \(hint)"
    }
    violations.append(violation)
  }

  private func violation(_ fault: Fault, path: NodePath, mark: Mark, hint: String?) -> Violation {
    let answer = codes.answer(to: fault, of: path.fieldName)
    // A missing member has no place of its own that would show it, and not every documented message names it.
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

  /// The id of a rule of a field's shape, such as `misp.licenseKey.issue.range`: the kind, the field without list
  /// positions, the fault.
  package static func ruleID(_ prefix: String, steps: [NodePath.Step], fault: Fault) -> String {
    var parts = [prefix]
    for case .key(let key) in steps { parts.append(key.text) }
    return (parts + [fault.rawValue]).joined(separator: ".")
  }
}
