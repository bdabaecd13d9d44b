import Source

// Members that hold a single value which is not free text: a word, a switch, a number, a time.

extension Field where Owner: Sendable {
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
}

extension FieldShape {
  /// The words of a type, and their aliases if any case is accepted.
  fileprivate static func words<W: Word>(of type: W.Type, anyCase: Bool) -> FieldShape {
    .words(W.allCases.map(\.rawValue), anyCase: anyCase, aliases: anyCase ? W.aliases.map(\.key) : [])
  }
}
