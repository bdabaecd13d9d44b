/// The kinds, settings, events and codes that a build of the program knows.
package struct Catalog: Sendable {
  /// In the order in which objects must exist; removals run in reverse.
  package let kinds: [any ResourceKind.Type]
  /// Every section of the Registry settings, in the order of the reference.
  package let sections: [any SettingsSection.Type]
  /// Changes when the meaning of stored objects does, so that an unchanged registry is looked at again.
  package let version: Int
  package let events: @Sendable () -> [EventDefinition]
  package let codes: @Sendable () -> [ErrorCode]

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

  /// The kind of that name exactly as manifests write it.
  package func kind(named name: String) -> (any ResourceKind.Type)? { kinds.first { $0.name == name } }

  /// The kind that a person means: any case, singular or plural.
  package func kind(meantBy word: String) -> (any ResourceKind.Type)? {
    let lower = word.lowercased()
    return kinds.first { $0.name.lowercased() == lower || $0.folder == lower }
  }
}
