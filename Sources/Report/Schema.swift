package import Model
package import Source

/// JSON Schemas, made from the field tables.
package enum Schema {
  private static let dialect = "https://json-schema.org/draft/2020-12/schema"

  /// A note on lengths, which a schema cannot express exactly.
  private static let lengths =
    "The program counts lengths in UTF-16 units, a schema in code points; it may reject a text that is valid here."

  /// The schema that accepts a manifest of any kind.
  package static func all(_ catalog: Catalog) -> Node {
    let kinds = catalog.kinds.map { manifest($0.name, summary: $0.summary, spec: specSchema($0)) }
    return document("Any manifest of a partner registry", members: [("oneOf", .list(kinds + [registry(catalog)]))])
  }

  /// The schema of the manifests of one kind.
  package static func document(_ kind: any ResourceKind.Type) -> Node {
    document(kind.summary, members: manifest(kind.name, summary: kind.summary, spec: specSchema(kind)).members)
  }

  /// The schema of `registry.yaml`.
  package static func registryDocument(_ catalog: Catalog) -> Node {
    document("Settings of a registry", members: registry(catalog).members)
  }

  private static func document(_ title: String, members: [(String, Node)]) -> Node {
    let head = [("$schema", dialect), ("title", title), ("description", lengths)].map { ($0.0, Node.text($0.1)) }
    return .object(head + members.filter { $0.0 != "description" })
  }

  private static func specSchema<K: ResourceKind>(_ kind: K.Type) -> Node { object(K.Spec.descriptions) }

  private static func registry(_ catalog: Catalog) -> Node {
    let sections = catalog.sections.map { section($0) }
    return manifest(
      "Registry", summary: "Settings of a registry", spec: object(RegistrySettings.descriptions + sections),
      isSpecRequired: false)
  }

  private static func section<Section: SettingsSection>(_ section: Section.Type) -> FieldDescription {
    FieldDescription(
      name: section.key ?? "", summary: "Settings of \(section.key ?? "").", shape: .group(section.descriptions),
      isRequired: false, defaultText: nil)
  }

  private static func manifest(_ kind: String, summary: String, spec: Node, isSpecRequired: Bool = true) -> Node {
    let required = ["apiVersion", "kind", "metadata"] + (isSpecRequired ? ["spec"] : [])
    return .object([
      "description": .text(summary),
      "type": .text("object"),
      "required": .list(required.map { .text($0) }),
      "additionalProperties": .boolean(false),
      "properties": .object([
        "apiVersion": .object(["const": .text(apiVersion)]),
        "kind": .object(["const": .text(kind)]),
        "metadata": object(Metadata.descriptions),
        "spec": spec,
      ]),
    ])
  }

  private static func object(_ fields: [FieldDescription]) -> Node {
    .object(
      [
        ("type", .text("object")),
        ("required", names(fields.filter { $0.isRequired && $0.alternative == nil })),
      ] + alternatives(fields) + [
        ("additionalProperties", .boolean(false)),
        ("properties", .object(fields.map { ($0.name, property($0)) })),
      ])
  }

  /// The choice between one member and all members that are required without it.
  private static func alternatives(_ fields: [FieldDescription]) -> [(String, Node)] {
    guard let name = fields.lazy.compactMap(\.alternative).first else { return [] }
    let others = fields.filter { $0.isRequired && $0.alternative != nil }
    guard !others.isEmpty else { return [] }
    return [
      ("anyOf", .list([.object(["required": .list([.text(name)])]), .object(["required": names(others)])]))
    ]
  }

  private static func names(_ fields: [FieldDescription]) -> Node { .list(fields.map { .text($0.name) }) }

  private static func property(_ field: FieldDescription) -> Node {
    let shape = value(field.shape).members
    // The reader treats null like an absent member.
    let schema: [(String, Node)] =
      field.isRequired ? shape : [("anyOf", .list([.object(shape), .object(["type": .text("null")])]))]
    return .object([("description", .text(field.summary))] + schema)
  }

  private static func value(_ shape: FieldShape) -> Node {
    switch shape {
    case .text(let limits): return text(limits)
    case .file, .anyText, .secret: return .object(["type": .text("string")])
    case .words(let words, let anyCase, let aliases): return self.words(words, anyCase: anyCase, aliases: aliases)
    case .boolean: return .object(["type": .text("boolean")])
    case .integer(let range):
      return .object([
        "type": .text("integer"), "minimum": .integer(range.lowerBound), "maximum": .integer(range.upperBound),
      ])
    case .timestamp: return .object(["type": .text("string"), "format": .text("date-time")])
    case .percentage: return .object(["type": .text("string"), "pattern": .text("^(100|[0-9]{1,2})%$")])
    case .group(let fields): return object(fields)
    case .encodable(let fields, let limits): return .object(["anyOf": .list([object(fields), text(limits)])])
    case .list(let item): return .object(["type": .text("array"), "items": value(item)])
    case .map(let item): return .object(["type": .text("object"), "additionalProperties": value(item)])
    case .tree: return .object([("description", .text("Any value."))])
    case .document(_, let forms):
      return .object([("anyOf", .list(forms.map { .object([("title", .text($0.title))] + value($0.schema).members) }))])
    }
  }

  private static func value(_ schema: JSONSchema) -> Node {
    switch schema {
    case .text(let words):
      return words.isEmpty
        ? .object(["type": .text("string")])
        : .object(["type": .text("string"), "enum": .list(words.map { .text($0) })])
    case .boolean: return .object(["type": .text("boolean")])
    case .nullable(let schema): return .object(["anyOf": .list([value(schema), .object(["type": .text("null")])])])
    case .list(let item): return .object(["type": .text("array"), "items": value(item)])
    case .tuple(let items):
      return .object(["type": .text("array"), "prefixItems": .list(items.map { value($0) })])
    case .object(let properties, let further):
      return .object([
        "type": .text("object"), "required": .list(properties.filter(\.isRequired).map { .text($0.name) }),
        "additionalProperties": .boolean(further != .refused),
        "properties": .object(properties.map { ($0.name, value($0.schema)) }),
      ])
    }
  }

  /// Numbers count as the text that was written, so a schema must accept them.
  private static func text(_ limits: TextLimits) -> Node {
    var members: [(String, Node)] = [
      ("type", .list([.text("string"), .text("number")])),
      ("minLength", .integer(limits.length.lowerBound)), ("maxLength", .integer(limits.length.upperBound)),
    ]
    let plain = limits.allowsBlank ? line : limits.isMultiline ? "\\S" : oneLine
    members.append(("pattern", .text(limits.format?.pattern ?? plain)))
    return .object(members)
  }

  /// A pattern for one line without control characters.
  private static let line = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$"

  /// A pattern for one line without control characters that is not blank.
  private static let oneLine =
    "^[^\\u0000-\\u001F\\u007F-\\u009F]*[^\\s\\u0000-\\u001F\\u007F-\\u009F][^\\u0000-\\u001F\\u007F-\\u009F]*$"

  private static func words(_ words: [String], anyCase: Bool, aliases: [String]) -> Node {
    guard anyCase else { return .object(["enum": .list(words.map { .text($0) })]) }
    let alternatives = (words + aliases).map { word in
      word.map { $0.isLetter ? "[\($0.uppercased())\($0.lowercased())]" : "\($0)" }.joined()
    }
    return .object([
      "type": .text("string"), "pattern": .text("^(\(alternatives.joined(separator: "|")))$"),
      "examples": .list(words.map { .text($0) }),
    ])
  }
}

extension Node {
  /// The members of a mapping in the form that `Node.object` takes.
  fileprivate var members: [(String, Node)] { (entries ?? []).map { ($0.key.text, $0.value) } }
}
