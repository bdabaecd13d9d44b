package import Source

// The shapes of columns that most tables have.

extension TableColumn {
  /// A column of text; a row with null is left out.
  package static func text(_ name: String, _ member: Member<Record, String>) -> TableColumn {
    TableColumn(name) { record, _ in
      .text(record[keyPath: member])
    } read: { cell, record, objectImport in
      guard case .text(let text) = cell else { return objectImport.refuse("\(name) is null") }
      record[keyPath: member] = text
    }
  }

  /// A column of text that may be null; blank text counts as null.
  package static func optionalText(_ name: String, _ member: Member<Record, String?>) -> TableColumn {
    TableColumn(name) { record, _ in
      record[keyPath: member].map { .text($0) } ?? .null
    } read: { cell, record, _ in
      record[keyPath: member] = cell.statedText
    }
  }

  /// A column of keys, with the characters that a request can carry.
  ///
  /// - Parameters:
  ///   - least: the fewest characters; a row with a shorter key is left out, since it can be guessed.
  ///   - usual: the fewest characters of a key that a registry issues; a shorter one is imported with a warning.
  ///   - isRandom: whether the services issue random keys, so that a word or a number cannot be one of theirs and its
  ///     row is left out.
  package static func key(
    _ name: String, _ member: Member<Record, Secret>, least: Int, usual: Int, isRandom: Bool
  ) -> TableColumn {
    TableColumn(name, form: .secret) { record, _ in
      .secret(record[keyPath: member])
    } read: { cell, record, objectImport in
      guard case .secret(let secret) = cell, !secret.reveal().isEmpty, secret.reveal().utf16.count <= 128 else {
        return objectImport.refuse("\(name) does not have 1 to 128 characters")
      }
      let characters = secret.reveal().utf8
      guard characters.allSatisfy(isOfKey) else {
        return objectImport.refuse("\(name) has characters other than letters, digits and hyphens")
      }
      let count = characters.count
      guard count >= least else { return objectImport.refuse("\(name) is weak: it has fewer than \(least) characters") }
      if isRandom, Set(characters).count < 3 || KeyShape.isName(secret.reveal()) {
        return objectImport.refuse("\(name) is weak: it is a word or a number, or has few different characters")
      }
      if count < usual { objectImport.warn("\(name) is weak: it has fewer than \(usual) characters") }
      record[keyPath: member] = secret
    }
  }

  private static func isOfKey(_ byte: UInt8) -> Bool {
    byte.isASCIIAlphanumeric || byte == 0x2D
  }

  /// A column of moments; a row with null is left out.
  package static func time(_ name: String, _ member: Member<Record, Instant>) -> TableColumn {
    TableColumn(name, form: .time) { record, _ in
      .time(record[keyPath: member])
    } read: { cell, record, objectImport in
      guard case .time(let time) = cell else { return objectImport.refuse("\(name) is null") }
      record[keyPath: member] = time
    }
  }

  /// A column of moments at which something happened; a row with a moment in the future is left out.
  package static func pastTime(_ name: String, _ member: Member<Record, Instant>) -> TableColumn {
    let column = time(name, member)
    return TableColumn(name, form: .time, write: column.write) { cell, record, objectImport in
      column.read(cell, &record, &objectImport)
      if case .time(let time) = cell { objectImport.checkPast(time, column: name) }
    }
  }

  /// A column of moments that may be null.
  package static func optionalTime(_ name: String, _ member: Member<Record, Instant?>) -> TableColumn {
    TableColumn(name, form: .time) { record, _ in
      record[keyPath: member].map { .time($0) } ?? .null
    } read: { cell, record, _ in
      record[keyPath: member] = if case .time(let time) = cell { time } else { nil }
    }
  }

  /// A column of truth values, given by functions because its value may depend on several members.
  package static func flag(
    _ name: String, _ isOn: @escaping @Sendable (Record) -> Bool,
    _ turn: @escaping @Sendable (inout Record, Bool) -> Void
  ) -> TableColumn {
    TableColumn(name, form: .boolean) { record, _ in
      .boolean(isOn(record))
    } read: { cell, record, objectImport in
      guard case .boolean(let value) = cell else { return objectImport.refuse("\(name) is null") }
      turn(&record, value)
    }
  }

  /// A column of documented words, in any case.
  package static func word<W: Word>(_ name: String, _ member: Member<Record, W>) -> TableColumn {
    TableColumn(name) { record, _ in
      .text(record[keyPath: member].rawValue)
    } read: { cell, record, objectImport in
      let word = W.allCases.first { ExactString.same($0.rawValue.lowercased(), cell.text?.lowercased() ?? "") }
      guard let word else {
        return objectImport.refuse(
          "\(name) is \(cell.text.map { "\"\($0)\"" } ?? "null"), not \(W.allCases.map(\.rawValue).joined(separator: ", "))"
        )
      }
      record[keyPath: member] = word
    }
  }

  /// A column with the id of an object of another kind, which the record refers to by name.
  package static func reference<Other: ResourceKind>(
    _ name: String, to other: Other.Type, _ find: @escaping @Sendable (Record) -> String?,
    _ take: @escaping @Sendable (inout Record, Stored<Other>) -> Void, isOptional: Bool = false
  ) -> TableColumn {
    TableColumn(name) { record, registry in
      find(record).flatMap { registry.object(other, named: $0) }.map { .text($0.id) } ?? .null
    } read: { cell, record, objectImport in
      guard let id = isOptional ? cell.statedText : cell.text else {
        if !isOptional { objectImport.refuse("\(name) is null") }
        return
      }
      guard let found = objectImport.registry.object(other, id: id) else {
        return objectImport.refuse("\(name): there is no \(Other.name) \(id), or it is left out too")
      }
      take(&record, found)
    }
  }

  /// A column with the person who did something, cleaned as the names in commits are.
  package static func person(_ name: String, _ member: Member<Record, String>) -> TableColumn {
    TableColumn(name) { record, _ in
      .text(record[keyPath: member])
    } read: { cell, record, objectImport in
      guard case .text(let text) = cell else { return objectImport.refuse("\(name) is null") }
      record[keyPath: member] = Actor(name: "", email: text).email
    }
  }

  /// A column with the person who did something, which may be null.
  package static func optionalPerson(_ name: String, _ member: Member<Record, String?>) -> TableColumn {
    TableColumn(name) { record, _ in
      record[keyPath: member].map { .text($0) } ?? .null
    } read: { cell, record, _ in
      record[keyPath: member] = cell.statedText.map { Actor(name: "", email: $0).email }
    }
  }

  /// The columns that mark a row as deleted; a deleted row is left out.
  package static var deletion: [TableColumn] {
    [
      TableColumn("is_deleted", form: .boolean) { _, _ in
        .boolean(false)
      } read: { cell, _, objectImport in
        if cell == .boolean(true) { objectImport.refuse("it is deleted") }
      },
      .derived("del_dtimes", form: .time) { _, _ in .null },
    ]
  }
}

extension TableColumn {
  /// The columns that say who created and changed an object, and when.
  package static func audit<K: ResourceKind>() -> [TableColumn] where Record == Stored<K> {
    [
      .person("cr_by", \.record.createdBy), .time("cr_dtimes", \.record.createdAt),
      .optionalPerson("upd_by", \.record.updatedBy), .optionalTime("upd_dtimes", \.record.updatedAt),
    ] + deletion
  }

  /// A column with the id that other systems know.
  package static func id<K: ResourceKind>(_ name: String) -> TableColumn where Record == Stored<K> {
    TableColumn(name) { stored, _ in
      .text(stored.id)
    } read: { cell, stored, objectImport in
      guard let id = cell.text, Metadata.idFormat.accepts(id) else {
        return objectImport.refuse("\(name): \(Metadata.idFormat.explanation)")
      }
      stored.metadata.id = id
    }
  }
}

extension Cell {
  /// The text of a column that may be null; nil for null and for blank text.
  package var statedText: String? {
    text.flatMap { $0.unicodeScalars.allSatisfy(\.isInvisible) ? nil : $0 }
  }
}
