package import Source

// The shapes of members. Each function makes a whole field: how a value is read, checked, written and described.

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

  /// One of the documented words, with a default.
  ///
  /// - Parameter anyCase: whether manifests may write the words in any case, and their aliases.
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

  /// One of the documented words, required.
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

  /// One of the documented words, optional.
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

  /// A truth value with a default.
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

  /// A truth value, required.
  package static func requiredBoolean(_ name: String, _ member: Member<Owner, Bool>, _ summary: String) -> Field {
    Field(member, name: name, summary: summary, shape: .boolean, presence: .required) { node, owner, reading in
      guard let node, !node.isNull else { return reading.reject(.required, at: node?.mark) }
      guard let boolean = node.boolean else { return reading.reject(.type, at: node.mark, hint: "write true or false") }
      owner[keyPath: member] = boolean
    } write: {
      .boolean($0[keyPath: member])
    }
  }

  /// A whole number within a range, with a default.
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

  /// A moment, optional.
  package static func optionalTime(
    _ name: String, _ member: Member<Owner, Instant?>, _ summary: String
  ) -> Field {
    Field(member, name: name, summary: summary, shape: .timestamp, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.time(node)
    } write: {
      .text($0[keyPath: member]?.description)
    }
  }

  /// A moment, required.
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

  /// A share in whole per cent with a default, written like `10%`.
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

  /// A record within the record; if it is absent, its members have their defaults.
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

  /// A record within the record, required.
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

  /// A list of records; an absent list is empty.
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

  /// A list of texts with a default.
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

  /// A mapping from free keys to lists of texts, with a default; written in byte order of the keys.
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

  /// A mapping from free keys to texts; written in byte order of the keys, empty if it is absent.
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

  /// A tree that is kept as it was read, except that the values of the named members become secrets.
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

  /// A JSON object, required, kept in the author's order with its places; see `FieldShape.document`.
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
