package import Source

/// A JSON Schema with the keywords that the documented policy schemas use: `type`, `enum`, `properties`, `required`,
/// `additionalProperties` and `items`.
package indirect enum JSONSchema: Sendable {
  /// A text; if words are given, exactly one of them.
  case text([String] = [])
  case boolean
  /// A value that obeys the schema, or null.
  case nullable(JSONSchema)
  /// A list whose items all obey one schema.
  case list(JSONSchema)
  /// A list whose first items obey one schema each; further items are free.
  case tuple([JSONSchema])
  case object([Property], further: Further = .refused)

  /// One member of an object.
  package struct Property: Sendable {
    /// The key of the member.
    package let name: String
    /// The schema of its value.
    package let schema: JSONSchema
    /// Whether an object without the member breaks the schema.
    package let isRequired: Bool

    /// Makes a member that every object must have.
    package static func required(_ name: String, _ schema: JSONSchema) -> Property {
      Property(name: name, schema: schema, isRequired: true)
    }

    /// Makes a member that an object may have.
    package static func optional(_ name: String, _ schema: JSONSchema) -> Property {
      Property(name: name, schema: schema, isRequired: false)
    }
  }

  /// How members that the schema does not name are treated.
  package enum Further: Sendable {
    case refused
    /// Such members are valid, but reported.
    case remarked
    case allowed
  }
}

/// One way in which a tree breaks its schema, with its place.
package struct SchemaFault: Sendable {
  /// The sort of a fault; each sort has its own documented answer.
  package enum Sort: Sendable {
    /// A required member is absent.
    case missing
    /// A member that the schema does not name, or a text that is not one of its words.
    case notAllowed
    /// A value of another JSON type.
    case type
    /// A member that the schema allows without naming it; reported, but not an error.
    case further
  }

  /// The sort of the fault.
  package let sort: Sort
  /// The path of the value from the root of the tree, also of a missing member.
  package let path: NodePath
  /// The place of the member or value; for a missing member, that of the object around it.
  package let mark: Mark
  /// What to do, such as `write true or false`.
  package let hint: String

  /// The path as a JSON pointer (RFC 6901) without its first slash, as the services print it.
  package var pointer: String {
    let parts = path.steps.map { step in
      switch step {
      case .key(let key): return key.text.replacing("~", with: "~0").replacing("/", with: "~1")
      case .index(let index): return "\(index)"
      }
    }
    return parts.joined(separator: "/")
  }
}

extension JSONSchema {
  /// Returns every fault of a tree in the order of the schema; empty if it obeys.
  package func faults(in node: Node) -> [SchemaFault] {
    var faults: [SchemaFault] = []
    check(node, at: NodePath(), faults: &faults)
    return faults
  }

  private func check(_ node: Node, at path: NodePath, faults: inout [SchemaFault]) {
    func reject(_ sort: SchemaFault.Sort, hint: String) {
      faults.append(SchemaFault(sort: sort, path: path, mark: node.mark, hint: hint))
    }
    switch self {
    case .text(let words):
      if let hint = JSONSchema.fault(of: node, among: words) { reject(words.isEmpty ? .type : .notAllowed, hint: hint) }
    case .boolean:
      if node.boolean == nil { reject(.type, hint: "write true or false") }
    case .nullable(let schema):
      if !node.isNull { schema.check(node, at: path, faults: &faults) }
    case .list(let schema):
      guard let items = node.items else {
        return reject(.type, hint: "a list is expected here, not \(node.kindOfValue)")
      }
      for (index, item) in items.enumerated() { schema.check(item, at: path.appending(index), faults: &faults) }
    case .tuple(let schemas):
      guard let items = node.items else {
        return reject(.type, hint: "a list is expected here, not \(node.kindOfValue)")
      }
      for (index, (schema, item)) in zip(schemas, items).enumerated() {
        schema.check(item, at: path.appending(index), faults: &faults)
      }
    case .object(let properties, let further):
      guard let entries = node.entries else {
        return reject(.type, hint: "a mapping is expected here, not \(node.kindOfValue)")
      }
      JSONSchema.check(properties, of: node, at: path, faults: &faults)
      if further != .allowed {
        JSONSchema.checkFurther(entries, properties: properties, further: further, at: path, faults: &faults)
      }
    }
  }

  /// The reason why a node is not text or not one of the words; nil if it is.
  private static func fault(of node: Node, among words: [String]) -> String? {
    guard case .scalar(let scalar) = node.value, node.kindOfValue == "text" else {
      let isScalar = node.items == nil && node.entries == nil && !node.isNull
      return "text is expected here, not \(node.kindOfValue)" + (isScalar ? "; put it in quotes" : "")
    }
    guard !words.isEmpty, !words.contains(where: { ExactString.same($0, scalar.text) }) else { return nil }
    return "must be \(words.map { "\"\($0)\"" }.joined(separator: " or "))"
  }

  private static func check(
    _ properties: [Property], of node: Node, at path: NodePath, faults: inout [SchemaFault]
  ) {
    for property in properties {
      let place = path.appending(property.name)
      if let value = node[property.name] {
        property.schema.check(value, at: place, faults: &faults)
      } else if property.isRequired {
        faults.append(SchemaFault(sort: .missing, path: place, mark: node.mark, hint: "add \"\(property.name)\" here"))
      }
    }
  }

  private static func checkFurther(
    _ entries: [Entry], properties: [Property], further: Further, at path: NodePath,
    faults: inout [SchemaFault]
  ) {
    let names = properties.map(\.name)
    for entry in entries where !names.contains(where: { ExactString.same($0, entry.key.text) }) {
      let meant = suggestion(for: entry.key.text, among: names)
      let hint = meant.map { "did you mean \"\($0)\"?" } ?? "the members here are \(names.joined(separator: ", "))"
      faults.append(
        SchemaFault(
          sort: further == .refused ? .notAllowed : .further, path: path.appending(entry.key.text),
          mark: entry.keyMark, hint: hint))
    }
  }
}
