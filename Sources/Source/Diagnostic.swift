/// The identity of an object everywhere: its kind and its name.
package struct ObjectID: Hashable, Sendable {
  /// As in manifests, `MISP`.
  package let kind: String
  /// `metadata.name`; of the alphabet `[a-z0-9.-]`, so that `String` equality is byte equality.
  package let name: String

  package init(kind: String, name: String) {
    self.kind = kind
    self.name = name
  }
}

extension ObjectID: CustomStringConvertible {
  package var description: String { "\(kind) \(name)" }
}

/// One fault or remark about the input. Diagnostics are collected and sorted, never thrown.
package struct Diagnostic: Hashable, Sendable {
  package enum Severity: String, Sendable {
    case error
    case warning
  }

  /// A further place that helps to understand the first.
  package struct Note: Hashable, Sendable {
    package let message: String
    package let location: SourceLocation?

    package init(_ message: String, at location: SourceLocation? = nil) {
      self.message = message
      self.location = location
    }
  }

  package var severity: Severity
  /// Our own stable dotted id, `misp.emailId.format`.
  package var rule: String
  /// The documented code, `PMS_COR_002`; nil where the documents have none.
  package var code: String?
  package var message: String
  package var location: SourceLocation?
  package var object: ObjectID?
  package var path: NodePath?
  package var hint: String?
  package var notes: [Note]

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
  /// File, line, column, then rule and message; what has no place comes first.
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
  /// The shape of `-o json`: every member present, null if unknown.
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
