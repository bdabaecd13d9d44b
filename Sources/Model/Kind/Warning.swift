package import Source

/// A sentence that should hold for a stored object in its registry at the time of a run; if it does not, something
/// documented cannot work as it is written.
///
/// Warnings are looked for at the end of a run, for every object with a valid manifest. A warning does not make a
/// manifest faulty and is not recorded.
package struct Warning<K: KindFields>: Sendable {
  /// A place where the sentence does not hold, and what to do there.
  package struct Finding: Sendable {
    /// The member that the warning is about, from the root of the object.
    package let path: NodePath
    /// The detail that completes the message, as in `Precondition.message(_:)`.
    package let detail: String?
    /// What to do.
    package let hint: String
    /// Other objects that are involved, each with the words of a note that points to its manifest.
    package let others: [(object: ObjectID, words: String)]

    /// Creates a finding at a member of the object.
    package init(
      _ path: NodePath, detail: String? = nil, hint: String, others: [(object: ObjectID, words: String)] = []
    ) {
      self.path = path
      self.detail = detail
      self.hint = hint
      self.others = others
    }
  }

  /// A function that returns the places where the sentence does not hold for one object.
  package typealias Check = (Stored<K>) -> [Finding]

  /// The project's own id under the kind's prefix, such as `misp.name.similar`.
  package let id: String
  /// The message, with `%s` where a finding's detail belongs.
  package let message: String
  /// The sentence that should hold, with its full stop.
  package let summary: String
  /// The source of the sentence.
  package let citation: String
  /// Makes the check of one run; facts about all objects are gathered here once.
  package let prepare: @Sendable (any Registry) -> Check

  /// Creates a warning whose check needs facts about all objects.
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

  /// Creates a warning whose check needs only some objects of the registry, or its time.
  package init(
    _ id: String, message: String, summary: String, citation: String,
    findings: @escaping @Sendable (Stored<K>, any Registry) -> [Finding]
  ) {
    self.init(id, message: message, summary: summary, citation: citation) { registry in
      { stored in findings(stored, registry) }
    }
  }
}
