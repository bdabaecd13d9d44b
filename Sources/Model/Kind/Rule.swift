package import Source

/// A documented sentence about a manifest that must hold beyond the shape of single fields.
package struct Rule<K: KindFields>: Sendable {
  package let id: String
  /// A warning leaves the manifest as good as it is.
  package let severity: Diagnostic.Severity
  /// Whether the rule concerns only what is not stored yet.
  package let isForNewOnly: Bool
  package let code: String?
  package let message: String
  package let summary: String
  package let citation: String
  /// Every place where the rule is broken, and what to do there; none when it holds.
  package let findings: @Sendable (_ spec: K.Spec, _ stored: Stored<K>?) -> [Finding]

  package struct Finding: Sendable {
    package let path: NodePath
    /// Where to point; none for where the path's value stands, or what is around it.
    package let mark: Mark
    /// What completes the message, as `Precondition.message(_:)` does.
    package let detail: String?
    package let hint: String?

    package init(_ path: NodePath, mark: Mark = .none, detail: String? = nil, hint: String? = nil) {
      self.path = path
      self.mark = mark
      self.detail = detail
      self.hint = hint
    }
  }

  package init(
    _ id: String, severity: Diagnostic.Severity = .error, isForNewOnly: Bool = false, code: String?, message: String,
    summary: String, citation: String, check: @escaping @Sendable (K.Spec, Stored<K>?) -> Finding?
  ) {
    self.init(
      id, severity: severity, isForNewOnly: isForNewOnly, code: code, message: message, summary: summary,
      citation: citation
    ) { spec, stored in
      check(spec, stored).map { [$0] } ?? []
    }
  }

  /// A rule that one manifest may break in several places.
  package init(
    _ id: String, severity: Diagnostic.Severity = .error, isForNewOnly: Bool = false, code: String?, message: String,
    summary: String, citation: String, findings: @escaping @Sendable (K.Spec, Stored<K>?) -> [Finding]
  ) {
    self.id = id
    self.severity = severity
    self.isForNewOnly = isForNewOnly
    self.code = code
    self.message = message
    self.summary = summary
    self.citation = citation
    self.findings = findings
  }
}
