package import Source

// The shapes a member may have. Each makes a whole row: how the value is read, checked, written and described.

extension Field where Owner: Sendable {
  /// Text that must be there and must not be blank.
  package static func text(
    _ name: String, _ member: Member<Owner, String>, _ limits: TextLimits, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .text(limits), presence: .required) { node, owner, reading in
      if let text = reading.text(node, limits: limits, isRequired: true) { owner[keyPath: member] = text }
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// Text with a default.
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

  /// Text that may be absent, but not blank.
  package static func optionalText(
    _ name: String, _ member: Member<Owner, String?>, _ limits: TextLimits, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .text(limits), presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.text(node, limits: limits, isRequired: false)
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// Text of a stored object that came from outside any manifest, such as an author's address: no content is a fault.
  package static func anyText(_ name: String, _ member: Member<Owner, String>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .anyText, presence: .required) { node, owner, reading in
      if let text = reading.anyText(node, isRequired: true) { owner[keyPath: member] = text }
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// The same, or nothing.
  package static func optionalAnyText(_ name: String, _ member: Member<Owner, String?>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .anyText, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.anyText(node, isRequired: false)
    } write: {
      .text($0[keyPath: member])
    }
  }

  /// A secret in a stored object; manifests hold none.
  package static func secret(
    _ name: String, _ member: Member<Owner, Secret>, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .secret, presence: .required) { node, owner, reading in
      var node = node
      // A tree that was made, not read, holds the secret itself.
      if case .secret(let secret)? = node?.value { node = .text(secret.reveal()) }
      guard let text = reading.text(node, limits: TextLimits(1...1024), isRequired: true) else { return }
      owner[keyPath: member] = Secret(text)
    } write: {
      .secret($0[keyPath: member])
    }
  }

  /// One of the documented words, or a default.
  package static func word<W: Word>(
    _ name: String, _ member: Member<Owner, W>, default word: W, anyCase: Bool = true,
    _ summary: String
  ) -> Field {
    let shape = FieldShape.words(of: W.self, anyCase: anyCase)
    return Field(member, name: name, summary: summary, shape: shape, presence: .defaulted(word.rawValue)) {
      node, owner, reading in
      owner[keyPath: member] = reading.word(node, words: W.self, anyCase: anyCase) ?? word
    } write: {
      .text($0[keyPath: member].rawValue)
    }
  }

  /// One of the documented words, and never left out.
  package static func requiredWord<W: Word>(
    _ name: String, _ member: Member<Owner, W>, anyCase: Bool = true, _ summary: String
  ) -> Field {
    let shape = FieldShape.words(of: W.self, anyCase: anyCase)
    return Field(member, name: name, summary: summary, shape: shape, presence: .required) { node, owner, reading in
      if node?.isNull ?? true { return reading.reject(.required, at: node?.mark) }
      if let word = reading.word(node, words: W.self, anyCase: anyCase) { owner[keyPath: member] = word }
    } write: {
      .text($0[keyPath: member].rawValue)
    }
  }

  /// One of the documented words, or nothing.
  package static func optionalWord<W: Word>(
    _ name: String, _ member: Member<Owner, W?>, anyCase: Bool = true, _ summary: String
  ) -> Field {
    let shape = FieldShape.words(of: W.self, anyCase: anyCase)
    return Field(member, name: name, summary: summary, shape: shape, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.word(node, words: W.self, anyCase: anyCase)
    } write: {
      .text($0[keyPath: member]?.rawValue)
    }
  }

  package static func boolean(
    _ name: String, _ member: Member<Owner, Bool>, default value: Bool, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .boolean, presence: .defaulted("\(value)")) {
      node, owner, reading in
      guard let node, !node.isNull else {
        owner[keyPath: member] = value
        return
      }
      guard let boolean = node.boolean else { return reading.reject(.type, at: node.mark, hint: "write true or false") }
      owner[keyPath: member] = boolean
    } write: {
      .boolean($0[keyPath: member])
    }
  }

  /// True or false, and never left out.
  package static func requiredBoolean(_ name: String, _ member: Member<Owner, Bool>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .boolean, presence: .required) { node, owner, reading in
      guard let node, !node.isNull else { return reading.reject(.required, at: node?.mark) }
      guard let boolean = node.boolean else { return reading.reject(.type, at: node.mark, hint: "write true or false") }
      owner[keyPath: member] = boolean
    } write: {
      .boolean($0[keyPath: member])
    }
  }

  package static func integer(
    _ name: String, _ member: Member<Owner, Int>, _ range: ClosedRange<Int>, default value: Int,
    _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .integer(range), presence: .defaulted("\(value)")) {
      node, owner, reading in
      guard let node, !node.isNull else {
        owner[keyPath: member] = value
        return
      }
      if let integer = reading.integer(node, range: range) { owner[keyPath: member] = integer }
    } write: {
      .integer($0[keyPath: member])
    }
  }

  /// A moment that may be absent.
  package static func optionalTime(
    _ name: String, _ member: Member<Owner, Instant?>, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .timestamp, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.time(node)
    } write: {
      .text($0[keyPath: member]?.description)
    }
  }

  package static func time(
    _ name: String, _ member: Member<Owner, Instant>, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .timestamp, presence: .required) { node, owner, reading in
      if node?.isNull ?? true { return reading.reject(.required, at: node?.mark) }
      if let time = reading.time(node) { owner[keyPath: member] = time }
    } write: {
      .text($0[keyPath: member].description)
    }
  }

  /// A share in whole per cent, written `10%`.
  package static func percentage(
    _ name: String, _ member: Member<Owner, Int>, default value: Int, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .percentage, presence: .defaulted("\(value)%")) {
      node, owner, reading in
      guard let node, !node.isNull else {
        owner[keyPath: member] = value
        return
      }
      guard let text = node.text, text.utf8.last == UInt8(ascii: "%"), (2...4).contains(text.utf8.count),
        text.utf8.dropLast().allSatisfy({ $0.isASCIIDigit }), let share = Int(text.dropLast()), share <= 100
      else {
        return reading.reject(.format, at: node.mark, hint: "write a share such as 10%, from 0% to 100%")
      }
      owner[keyPath: member] = share
    } write: {
      .text("\($0[keyPath: member])%")
    }
  }

  /// A record inside the record; absent means all its defaults.
  package static func group<Inner: Fielded>(
    _ name: String, _ member: Member<Owner, Inner>, _ summary: String
  ) -> Field {
    let shape = FieldShape.group(Inner.descriptions)
    return Field(member, name: name, summary: summary, shape: shape, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.record(node, type: Inner.self)
    } write: {
      $0[keyPath: member].node
    }
  }

  /// A record inside the record, and never left out.
  package static func requiredGroup<Inner: Fielded>(
    _ name: String, _ member: Member<Owner, Inner>, _ summary: String
  ) -> Field {
    let shape = FieldShape.group(Inner.descriptions)
    return Field(member, name: name, summary: summary, shape: shape, presence: .required) { node, owner, reading in
      if node?.isNull ?? true { return reading.reject(.required, at: node?.mark) }
      owner[keyPath: member] = reading.record(node, type: Inner.self)
    } write: {
      $0[keyPath: member].node
    }
  }

  /// A list of records.
  package static func list<Inner: Fielded>(
    _ name: String, _ member: Member<Owner, [Inner]>, _ summary: String
  ) -> Field {
    let shape = FieldShape.list(.group(Inner.descriptions))
    return Field(member, name: name, summary: summary, shape: shape, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.list(node) { reading, item in reading.record(item, type: Inner.self) }
    } write: {
      .list($0[keyPath: member].map { $0.node })
    }
  }

  /// A list of texts.
  package static func texts(
    _ name: String, _ member: Member<Owner, [String]>, default texts: [String],
    _ summary: String
  ) -> Field {
    let limits = TextLimits(1...128)
    let presence = Presence.defaulted(texts.joined(separator: ", "))
    return Field(member, name: name, summary: summary, shape: .list(.text(limits)), presence: presence) {
      node, owner, reading in
      guard let node, !node.isNull else {
        owner[keyPath: member] = texts
        return
      }
      owner[keyPath: member] = reading.list(node) { reading, item in
        reading.text(item, limits: limits, isRequired: true) ?? ""
      }
    } write: {
      .list($0[keyPath: member].map { .text($0) })
    }
  }

  /// Free keys with a list of texts each, in byte order of the keys.
  package static func textLists(
    _ name: String, _ member: Member<Owner, [ExactString: [String]]>, default lists: [ExactString: [String]],
    _ summary: String
  ) -> Field {
    let limits = TextLimits(1...128)
    let presence = Presence.defaulted(lists.keys.sorted().map(\.text).joined(separator: ", "))
    return Field(member, name: name, summary: summary, shape: .map(.list(.text(limits))), presence: presence) {
      node, owner, reading in
      guard let node, !node.isNull else {
        owner[keyPath: member] = lists
        return
      }
      owner[keyPath: member] = reading.map(node) { reading, value in
        reading.list(value) { reading, item in reading.text(item, limits: limits, isRequired: true) ?? "" }
      }
    } write: { owner in
      .object(
        owner[keyPath: member].sorted { $0.key < $1.key }.map { ($0.key.text, .list($0.value.map { .text($0) })) })
    }
  }

  /// Free keys with a text each, in byte order of the keys.
  package static func texts(
    _ name: String, _ member: Member<Owner, [ExactString: String]>, _ summary: String
  ) -> Field {
    let limits = TextLimits(1...128)
    return Field(member, name: name, summary: summary, shape: .map(.text(limits)), presence: .optional) {
      node, owner, reading in
      owner[keyPath: member] = reading.map(node) { reading, value in
        reading.text(value, limits: limits, isRequired: true) ?? ""
      }
    } write: { owner in
      .object(owner[keyPath: member].sorted { $0.key < $1.key }.map { ($0.key.text, .text($0.value)) })
    }
  }

  /// A tree kept as it was read, with the named members kept secret.
  package static func tree(
    _ name: String, _ member: Member<Owner, Node?>, secretMembers: Set<ExactString> = [],
    _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .tree, presence: .optional) { node, owner, _ in
      owner[keyPath: member] = node.flatMap { $0.isNull ? nil : $0.hiding(secretMembers) }
    } write: {
      $0[keyPath: member] ?? .null
    }
  }

  /// A JSON object that must be there, kept in the author's order with its places; see `FieldShape.document`.
  package static func document(
    _ name: String, _ member: Member<Owner, Node>, maximalLength: Int, forms: [DocumentForm], _ summary: String
  ) -> Field {
    let shape = FieldShape.document(maximalLength: maximalLength, forms: forms)
    return Field(member, name: name, summary: summary, shape: shape, presence: .required) { node, owner, reading in
      if let document = reading.document(node, maximalLength: maximalLength) { owner[keyPath: member] = document }
    } write: {
      $0[keyPath: member]
    }
  }
}

extension FieldShape {
  fileprivate static func words<W: Word>(of type: W.Type, anyCase: Bool) -> FieldShape {
    .words(W.allCases.map(\.rawValue), anyCase: anyCase, aliases: anyCase ? W.aliases.map(\.key) : [])
  }
}
