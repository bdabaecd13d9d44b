package import Source

// Members that hold further members or many values: records, lists, free keys, whole trees.

extension Field where Owner: Sendable {
  /// A record within the record; if it is absent, its members have their defaults.
  package static func group<Inner: Fielded>(
    _ name: String, _ member: Member<Owner, Inner>, _ summary: String
  ) -> Field {
    let shape = FieldShape.group(Inner.descriptions)
    var field = Field(member, name: name, summary: summary, shape: shape, presence: .optional) { node, owner, reading in
      owner[keyPath: member] = reading.record(node, type: Inner.self)
    } write: {
      $0[keyPath: member].node
    }
    if Inner.descriptions.contains(where: { $0.strictness != nil }) {
      field.access.tighten = { $0[keyPath: member].tighten(by: $1[keyPath: member]) }
    }
    return field
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
    let presence = FieldPresence.defaulted(texts.joined(separator: ", "))
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
    let presence = FieldPresence.defaulted(lists.keys.sorted().map(\.text).joined(separator: ", "))
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
    _ name: String, _ member: Member<Owner, [ExactString: String]>, limits: TextLimits = TextLimits(1...128),
    _ summary: String
  ) -> Field {
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
