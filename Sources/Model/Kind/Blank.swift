/// A place in a kind's example that `partnerctl new` fills with what it is told.
package struct Blank: Sendable {
  /// In lower case with hyphens, such as `organization`.
  package let name: String
  /// A word for its value, such as `TEXT`.
  package let value: String
  package let summary: String

  package init(_ name: String, value: String, summary: String) {
    self.name = name
    self.value = value
    self.summary = summary
  }
}

/// What a new manifest takes from where it is made.
package struct Surroundings {
  package let time: Instant
  package let ids: any IDSource
  /// What is stored; read only if the manifest refers to it.
  package let registry: () throws -> any Registry

  package init(time: Instant, ids: any IDSource, registry: @escaping () throws -> any Registry) {
    self.time = time
    self.ids = ids
    self.registry = registry
  }
}

/// Why a blank cannot be filled.
package struct BlankFault: Error {
  package let message: String
  package let hint: String

  package init(_ message: String, hint: String) {
    self.message = message
    self.hint = hint
  }
}
