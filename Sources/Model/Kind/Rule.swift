package import Source

/// A documented sentence about a manifest that must hold beyond the shapes of single fields.
package struct Rule<K: KindFields>: Sendable {
  /// The project's own id under the kind's prefix, such as `misp.approval.withdrawn`.
  package let id: String
  /// An error makes the manifest invalid; a warning does not.
  package let severity: Diagnostic.Severity
  /// Whether the rule applies only to manifests of objects that are not stored yet.
  package let isForNewOnly: Bool
  /// The documented code; nil where the documents have none.
  package let code: String?
  /// The documented message, with `%s` where a finding's detail belongs.
  package let message: String
  /// The rule itself, a sentence with its full stop.
  package let summary: String
  /// The source of the rule, such as `state-machines §1`.
  package let citation: String
  /// Returns every place where the rule is broken, and what to do there; empty if it holds.
  package let findings: @Sendable (_ spec: K.Spec, _ stored: Stored<K>?) -> [Finding]

  /// One place where a rule is broken.
  package struct Finding: Sendable {
    /// The member that breaks the rule, from the root of the object.
    package let path: NodePath
    /// The place in the manifest's text; `.none` for that of the path's value, or of what is around it.
    package let mark: Mark
    /// The detail that completes the message, as in `Precondition.message(_:)`.
    package let detail: String?
    /// What to do; nil if nothing is known beyond the message.
    package let hint: String?

    /// Creates a finding at a member of the object.
    package init(_ path: NodePath, mark: Mark = .none, detail: String? = nil, hint: String? = nil) {
      self.path = path
      self.mark = mark
      self.detail = detail
      self.hint = hint
    }
  }

  /// Creates a rule that one manifest can break in one place only.
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

  /// Creates a rule that one manifest can break in several places.
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
