package import Source

// Members that hold text: each function makes a whole row, with how the value is read, checked, written and described.

extension Field where Owner: Sendable {
  /// A text that is required and must not be blank.
  package static func text(
    _ name: String, _ member: Member<Owner, String>, _ limits: TextLimits, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .text(limits), presence: .required) { node, owner, reading in
      if let text = reading.text(node, limits: limits, isRequired: true) { owner[keyPath: member] = text }
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// A text with a default.
  package static func text(
    _ name: String, _ member: Member<Owner, String>, _ limits: TextLimits, default text: String,
    _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .text(limits), presence: .defaulted(text)) {
      node, owner, reading in
      owner[keyPath: member] = reading.text(node, limits: limits, isRequired: false) ?? text
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// An optional text that must not be blank if it is given.
  package static func optionalText(
    _ name: String, _ member: Member<Owner, String?>, _ limits: TextLimits, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .text(limits), presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.text(node, limits: limits, isRequired: false)
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// A required text of a stored object that came from outside any manifest, such as an author's address; any content
  /// is valid.
  package static func anyText(_ name: String, _ member: Member<Owner, String>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .anyText, presence: .required) { node, owner, reading in
      if let text = reading.anyText(node, isRequired: true) { owner[keyPath: member] = text }
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// An optional text of a stored object that came from outside any manifest; any content is valid.
  package static func optionalAnyText(_ name: String, _ member: Member<Owner, String?>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .anyText, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.anyText(node, isRequired: false)
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// A secret of a stored object, required; manifests have none.
  package static func secret(
    _ name: String, _ member: Member<Owner, Secret>, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .secret, presence: .required) { node, owner, reading in
      var node = node
      // A tree that was made and not read has the secret itself.
      if case .secret(let secret)? = node?.value { node = .text(secret.reveal()) }
      guard let text = reading.text(node, limits: TextLimits(1...1024), isRequired: true) else { return }
      owner[keyPath: member] = Secret(text)
    } write: {
      .secret($0[keyPath: member])
    }
  }
}
