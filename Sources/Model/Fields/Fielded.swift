package import Source

/// A record whose members are described in one place, a table of fields.
package protocol Fielded: Sendable {
  /// Creates the record with every member absent or at its default.
  init()
  /// One field for each member, in the order in which they are stored.
  static var fields: [Field<Self>] { get }
}

extension Fielded {
  /// Reads the members of a mapping; faults are added to `reading`, and a faulty member keeps its default.
  package static func read(_ node: Node?, reading: inout FieldReader) -> Self {
    var record = Self()
    let entries = node.flatMap { $0.isNull ? [] : $0.entries } ?? []
    if let node, !node.isNull, node.entries == nil {
      reading.reject(.type, at: node.mark, hint: "a mapping is expected here, not \(node.kindOfValue)")
      return record
    }
    let fields = Self.fields
    // Members are mostly in the table's order, so each is looked for after the one before it.
    var next = 0
    var known = 0
    for index in fields.indices {
      let name = fields[index].name
      if next >= entries.count || !ExactString.same(entries[next].key.text, name) {
        next = entries.firstIndex { ExactString.same($0.key.text, name) } ?? entries.count
      }
      let value = next < entries.count ? entries[next].value : nil
      if value != nil { known += 1 }
      next = value == nil ? 0 : next + 1
      reading.enter(name)
      fields[index].access.read(value, &record, &reading)
      reading.leave()
    }
    // A mapping has each key once: if every entry was matched, none is unknown.
    if known < entries.count { rejectUnknown(entries, reading: &reading) }
    return record
  }

  /// Reports the entries that the table does not name.
  private static func rejectUnknown(_ entries: [Entry], reading: inout FieldReader) {
    let names = fields.map { $0.name }
    for entry in entries where !names.contains(where: { ExactString.same($0, entry.key.text) }) {
      reading.rejectUnknownKey(entry, among: names)
    }
  }

  /// The record as a mapping in the table's order; absent members are null, unless they are left out then.
  package var node: Node {
    let fields = Self.fields
    var entries: [Entry] = []
    entries.reserveCapacity(fields.count)
    for index in fields.indices {
      let value = fields[index].access.write(self)
      if fields[index].access.isLeftOutWhenNull, value.isNull { continue }
      entries.append(Entry(key: fields[index].key, value: value))
    }
    return Node(.mapping(entries))
  }

  /// What the members mean, in the order of the table.
  package static var descriptions: [FieldDescription] { fields.map(\.description) }
}
