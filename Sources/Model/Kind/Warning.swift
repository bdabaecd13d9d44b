package import Source

/// A sentence that should hold of a stored object, of the registry around it and of the time: where it does not,
/// something documented cannot work as it is written.
///
/// Looked for when a run has done everything else, of every object that has a good manifest. A warning refuses nothing
/// and is recorded nowhere.
package struct Warning<K: KindFields>: Sendable {
  /// A place where the sentence does not hold, and what to do there.
  package struct Finding: Sendable {
    package let path: NodePath
    /// What completes the message, as `Precondition.message(_:)` does.
    package let detail: String?
    package let hint: String
    /// Other objects that it is about, each with what to say of it beside the place of its manifest.
    package let others: [(object: ObjectID, words: String)]

    package init(
      _ path: NodePath, detail: String? = nil, hint: String, others: [(object: ObjectID, words: String)] = []
    ) {
      self.path = path
      self.detail = detail
      self.hint = hint
      self.others = others
    }
  }

  /// Finds where the sentence does not hold of one object.
  package typealias Check = (Stored<K>) -> [Finding]

  package let id: String
  package let message: String
  package let summary: String
  package let citation: String
  /// Makes the check of one run; what it must know of all objects is gathered here once.
  package let prepare: @Sendable (any Registry) -> Check

  package init(
    _ id: String, message: String, summary: String, citation: String,
    preparing prepare: @escaping @Sendable (any Registry) -> Check
  ) {
    self.id = id
    self.message = message
    self.summary = summary
    self.citation = citation
    self.prepare = prepare
  }

  /// A warning that needs no more of the registry than some objects, or its time.
  package init(
    _ id: String, message: String, summary: String, citation: String,
    findings: @escaping @Sendable (Stored<K>, any Registry) -> [Finding]
  ) {
    self.init(id, message: message, summary: summary, citation: citation) { registry in
      { stored in findings(stored, registry) }
    }
  }
}
