/// The kinds, settings, events and codes that a build of the program knows.
package struct Catalog: Sendable {
  /// The kinds, in the order in which their objects must exist; removals run in reverse.
  package let kinds: [any ResourceKind.Type]
  /// The sections of the Registry settings, in the order of the reference.
  package let sections: [any SettingsSection.Type]
  /// A number that changes when the meaning of stored objects does, so that an unchanged registry is read again.
  package let version: Int
  /// Returns every audit event of the documents and the services; a function, since most commands do not need the
  /// table.
  package let events: @Sendable () -> [EventDefinition]
  /// Returns every error code of the documents and the services; a function, since most commands do not need the
  /// table.
  package let codes: @Sendable () -> [ErrorCode]

  /// Creates the catalogue of a build; tests make smaller ones.
  package init(
    kinds: [any ResourceKind.Type], sections: [any SettingsSection.Type], version: Int,
    events: @escaping @Sendable () -> [EventDefinition], codes: @escaping @Sendable () -> [ErrorCode]
  ) {
    self.kinds = kinds
    self.sections = sections
    self.version = version
    self.events = events
    self.codes = codes
  }

  /// The kind with exactly this name, as manifests write it.
  package func kind(named name: String) -> (any ResourceKind.Type)? { kinds.first { $0.name == name } }

  /// The kind that a person means by a word: its name or its plural, in any case.
  package func kind(meantBy word: String) -> (any ResourceKind.Type)? {
    let lower = word.lowercased()
    return kinds.first { $0.name.lowercased() == lower || $0.folder == lower }
  }
}
