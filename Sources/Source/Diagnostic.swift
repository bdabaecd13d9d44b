/// Identifies an object by its kind and its name.
package struct ObjectID: Hashable, Sendable {
  /// The name of the kind as in manifests, such as `MISP`.
  package let kind: String
  /// `metadata.name`; of the alphabet `[a-z0-9.-]`, so that `String` equality is byte equality.
  package let name: String

  /// Creates the id of an object, which need not exist.
  package init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}

extension ObjectID: CustomStringConvertible {
  /// Kind and name with a space between them, as messages show them: `MISP telecom`.
  package var description: String { "\(kind) \(name)" }
}

/// One fault or warning about the input. Diagnostics are collected and sorted, never thrown.
package struct Diagnostic: Hashable, Sendable {
  /// Tells whether a diagnostic makes its input faulty; the raw values are those of `-o json`.
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  /// A further place that helps to understand the first.
  package struct Note: Hashable, Sendable {
    /// What the note adds, one sentence without a full stop.
    package let message: String
    /// The further place; nil if the note has none.
    package let location: SourceLocation?

    /// Creates a note for a place, or without one.
    package init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  /// An error makes the input faulty; a warning does not.
  package var severity: Severity
  /// The project's own stable id of the rule, such as `misp.emailId.format`.
  package var rule: String
  /// The documented code, such as `PMS_COR_002`; nil where the documents have none.
  package var code: String?
  /// The fault in one sentence; it may quote the input, so `Redaction` hides secrets in it before it is shown.
  package var message: String
  /// The place in a file; nil if the fault has none, such as one of the whole registry.
  package var location: SourceLocation?
  /// The object whose manifest is at fault; nil if it cannot be known.
  package var object: ObjectID?
  /// The place within the object; nil if the fault concerns no single value.
  package var path: NodePath?
  /// What to do about it; nil if that is obvious.
  package var hint: String?
  /// Further places that explain the fault, in the order in which they are shown.
  package var notes: [Note]

  /// Creates a diagnostic, an error unless a severity is given.
  package init(
    _ severity: Severity = .error, rule: String, code: String? = nil, message: String,
    location: SourceLocation? = nil, object: ObjectID? = nil, path: NodePath? = nil, hint: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.rule = rule
    self.code = code
    self.message = message
    self.location = location
    self.object = object
    self.path = path
    self.hint = hint
    self.notes = notes
  }
}

extension Diagnostic: Comparable {
  /// Orders by file, line and column, then by rule and message; diagnostics without a place come first.
  package static func < (left: Diagnostic, right: Diagnostic) -> Bool {
    switch (left.location, right.location) {
    case (nil, .some): return true
    case (.some, nil): return false
    case (let a?, let b?) where a != b: return a < b
    default: break
    }
    if left.rule != right.rule { return ExactString.precedes(left.rule, right.rule) }
    return ExactString.precedes(left.message, right.message)
  }
}

extension Diagnostic {
  /// The diagnostic as `-o json` writes it: every member is present, null if unknown.
  ///
  /// - Parameter places: whether lines and columns are included. Stored rejections leave them out, so that they do not
  ///   change when text moves within its file.
  package func node(places: Bool = true) -> Node {
    func place(_ location: SourceLocation?) -> [(String, Node)] {
      [
        ("file", .text(location?.file)),
        ("line", location.map { $0.mark == .none ? .null : .integer(Int($0.mark.line)) } ?? .null),
        ("column", location.map { $0.mark == .none ? .null : .integer(Int($0.mark.column)) } ?? .null),
      ]
    }
    let located = place(location)
    let notes = notes.map { note in
      Node.object([("message", .text(note.message))] + (places ? place(note.location) : [place(note.location)[0]]))
    }
    return .object(
      [
        ("severity", .text(severity.rawValue)), ("rule", .text(rule)), ("code", .text(code)),
        ("message", .text(message)),
      ] + (places ? located : [located[0]]) + [
        ("object", object.map { .object(["kind": .text($0.kind), "name": .text($0.name)]) } ?? .null),
        ("path", .text(path?.description)), ("hint", .text(hint)), ("notes", .list(notes)),
      ])
  }
}
