/// A value in a kind's example that `partnerctl new` replaces by the argument of an option.
package struct Blank: Sendable {
  /// The name of the option without hyphens in front, in lower case, such as `organization`.
  package let name: String
  /// The placeholder of the value in help, such as `TEXT`.
  package let value: String
  /// The help of the option, a sentence with its full stop that begins with the kind.
  package let summary: String

  /// Creates a blank for an option.
  package init(_ name: String, value: String, summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
  }
}

/// The values that a new manifest takes from the place where it is made.
package struct Surroundings {
  /// The moment at which the manifest is made.
  package let time: Instant
  /// The source of generated values, such as a UUID that the manifest adopts as its id.
  package let ids: any IDSource
  /// Opens the stored registry; called only if the manifest refers to stored objects.
  package let registry: () throws -> any Registry

  /// Creates the surroundings; `registry` may throw the faults of reading the state.
  package init(time: Instant, ids: any IDSource, registry: @escaping () throws -> any Registry) {
    self.time = time
    self.ids = ids
    self.registry = registry
  }
}

/// The reason why a blank cannot be filled.
package struct BlankFault: Error {
  /// The fault, a sentence without its full stop.
  package let message: String
  /// What to do.
  package let hint: String

  /// Creates a fault from its message and hint.
  package init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
