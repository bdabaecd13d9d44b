import Engine
import Foundation
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// What every kind of the catalogue keeps to, whichever it is.
@Suite struct ContractTests {

  // MARK: Names

  @Test func `kinds, prefixes, folders and sections are named once`() {
    let kinds = Catalog.standard.kinds
    #expect(repeated(kinds.map { $0.name }) == [])
    #expect(repeated(kinds.map { $0.prefix }) == [])
    #expect(repeated(kinds.map { $0.folder }) == [])
    #expect(repeated(Catalog.standard.sections.compactMap { $0.key }) == [])
  }

  @Test(arguments: kinds) func `names follow from the kind's own`(_ kind: Kind) {
    let name = kind.type.name
    let singular = name.lowercased()
    let plural = singular.hasSuffix("y") ? "\(singular.dropLast())ies" : "\(singular)s"
    #expect(kind.type.folder == plural)
    #expect(kind.type.prefix.lowercased() == singular)
    #expect(isWord(kind.type.prefix[...]))
    #expect(!kind.type.summary.isEmpty && !kind.type.citation.isEmpty)
    #expect(kind.type.secretResponseMembers.allSatisfy { !$0.text.isEmpty })
  }

  @Test(arguments: kinds) func `every section of settings a kind queries is in the catalogue`(_ kind: Kind) {
    func key<K: ResourceKind>(_ kind: K.Type) -> String? { K.Settings.key }
    guard let key = key(kind.type) else { return }
    #expect(Catalog.standard.sections.contains { $0.key == key })
  }

  // MARK: Tables

  @Test(arguments: kinds) func `the field tables cover their records`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      #expect(uncovered(K.Spec()) == [])
      #expect(uncovered(K.Status()) == [])
    }
    check(kind.type)
  }

  @Test func `a member that a table forgets is found, also inside lists`() {
    #expect(uncovered(Forgetful()) == ["forgotten", "within"])
  }

  @Test(arguments: kinds) func `a full object is written and read back as it is`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      for seed in 0..<20 {
        let alternatives = Set(K.Spec.descriptions.compactMap(\.alternative))
        // The name of a file is never written.
        let written = K.Spec.descriptions.filter { if case .file = $0.shape { false } else { true } }
        let spec = Node.object(
          written.map { ($0.name, alternatives.contains($0.name) ? .null : filled($0, seed)) })
        let status = Node.object(K.Status.descriptions.map { ($0.name, filled($0, seed)) })
        let record = Node.object(StoredRecord.descriptions.map { ($0.name, filled($0, seed)) })
        let node = Node.object([
          "apiVersion": .text(apiVersion), "kind": .text(K.name),
          "metadata": .object([
            "name": .text("full"), "id": .text("100"), "labels": .object(["a": .text("b")]),
            "protected": .boolean(true),
          ]),
          "spec": spec, "status": Node(.mapping((status.entries ?? []) + (record.entries ?? []))),
        ])
        let read = Stored<K>.read(try JSONReader.read(JSONWriter.document(node, secrets: .revealed)))
        #expect(read.violations.map(\.rule) == [])
        #expect(read.object.node.revealed == node.revealed)
      }
    }
    try check(kind.type)
  }

  @Test(arguments: Catalog.standard.sections.map(Section.init))
  func `a section of settings is written and read back as it is`(_ section: Section) throws {
    func check<S: SettingsSection>(_ section: S.Type) throws {
      #expect(uncovered(S()) == [])
      let defaults = try read(section, S().node)
      #expect(defaults.violations == [] && defaults.text == S().node.revealed)
      for seed in 0..<20 {
        let values = S.fields.map { (field: $0, value: filled($0.description, seed)) }
        let section = try read(section, .object(values.map { ($0.field.name, $0.value) }))
        let written = values.filter { !$0.field.isLeftOutWhenNull || $0.value.boolean != false }
        #expect(section.violations == [])
        #expect(section.text == Node.object(written.map { ($0.field.name, $0.value) }).revealed)
      }
    }
    func read<S: SettingsSection>(_ section: S.Type, _ node: Node) throws -> (text: String, violations: [String]) {
      let spec = Node.object([(S.key ?? "", node)])
      let file = ManifestFile(
        "registry.yaml",
        Node.object([
          "apiVersion": .text(apiVersion), "kind": .text("Registry"), "metadata": .object(["name": .text("r")]),
          "spec": spec,
        ]).revealed)
      let registry = RegistryFile(file, catalog: .standard)
      return (registry.settings[S.self].node.revealed, registry.diagnostics.map(\.brief))
    }
    try check(section.type)
  }

  @Test func `the indexes of large kinds have folders of their own`() {
    func folders<K: ResourceKind>(_ kind: K.Type) -> [String] { K.storage == .shards ? K.indexes.map(\.folder) : [] }
    let folders = Catalog.standard.kinds.flatMap { folders($0) }
    #expect(Set(folders).count == folders.count)
    #expect(!folders.contains(""))
  }

  // MARK: The example

  @Test(arguments: kinds) func `the example is a manifest that reconciles and then rests`(_ kind: Kind) throws {
    var registry = TestRegistry()
    let files = ["example.yaml": kind.type.example, "before.yaml": kind.type.examplePrerequisites]
    let planned = registry.plan(try registry.outcome(files, ids: PlaceholderIDs())).digest(by: .test)
    #expect(planned == registry.plan(try registry.outcome(files)).digest(by: .test))
    let outcome = try registry.reconcile(files)
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(outcome.changes.count { $0.object.kind == kind.type.name } == 1)
    #expect(try registry.reconcile(files).changesNothing)
  }

  @Test(arguments: kinds) func `what the example stores is read back as it was written`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      var registry = TestRegistry()
      let files = ["example.yaml": K.example, "before.yaml": K.examplePrerequisites]
      let outcome = try registry.reconcile(files)
      let written = try #require(outcome.objects.first { $0.key.kind == K.name }?.value)
      let stored = try #require(registry.state.objects[K.name]?.first)
      let read = Stored<K>.read(stored)
      #expect(read.violations.map(\.rule) == [])
      #expect(read.object.node.revealed == written.revealed)
      #expect(try registry.check() == outcome.objects.count)
    }
    try check(kind.type)
  }

  @Test(arguments: kinds) func `the example names every member of the spec, or of one form of it`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      let root = try #require(ManifestFile("example.yaml", K.example).documents.first?.root)
      let named = root["spec"]?.entries?.map(\.key.text) ?? []
      let isOneForm = K.Spec.descriptions.contains { $0.alternative != nil }
      let shown = K.Spec.descriptions.filter { field in
        named.contains(field.name) || !isOneForm || field.isRequired || field.defaultText != nil
      }
      #expect(named == shown.map(\.name))
    }
    try check(kind.type)
  }

  @Test(arguments: kinds) func `samples stand side by side`(_ kind: Kind) throws {
    var registry = TestRegistry()
    var files = ["before.yaml": kind.type.examplePrerequisites]
    for number in [0, 1, 2, 10, 999_999] { files["\(number).yaml"] = kind.type.sample(number) }
    let outcome = try registry.reconcile(files)
    #expect(outcome.diagnostics.map(\.brief) == [])
    #expect(outcome.changes.count { $0.object.kind == kind.type.name } == 5)
  }

  @Test func `blanks have names of their own`() {
    #expect(repeated(kinds.flatMap { $0.type.blanks.map(\.name) }) == [])
  }

  // MARK: Rules

  @Test(arguments: kinds) func `rules have dotted ids of their own, under the kind's prefix`(_ kind: Kind) {
    let rules = kind.type.ruleDescriptions
    #expect(repeated(rules.map(\.id)) == [])
    for rule in rules {
      let parts = rule.id.split(separator: ".", omittingEmptySubsequences: false)
      #expect(parts.count >= 2 && parts.allSatisfy(isWord), "\(rule.id)")
      #expect(parts.first.map(String.init) == kind.type.prefix, "\(rule.id)")
      #expect(!rule.summary.isEmpty && rule.summary.hasSuffix(".") && !rule.citation.isEmpty, "\(rule.id)")
      #expect(rule.unreachable?.isEmpty != true, "\(rule.id)")
    }
  }

  @Test(arguments: kinds) func `a precondition of several operations is the same in each`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      var said: [String: [String?]] = [:]
      for operation in K.operations {
        for case .requires(let condition) in operation.stages {
          let words = [condition.code, condition.message, condition.summary, condition.path.description]
          #expect(said[condition.id, default: words] == words, "\(condition.id) in \(operation.id)")
          said[condition.id] = words
        }
      }
    }
    check(kind.type)
  }

  @Test(arguments: kinds) func `codes are in the catalogue with the message of the rule`(_ kind: Kind) {
    for rule in kind.type.ruleDescriptions {
      for code in [rule.code, rule.codeOfChange].compactMap({ $0 }) { expectInCatalogue(code, rule) }
    }
  }

  private func expectInCatalogue(_ code: String, _ rule: RuleDescription) {
    let messages = Catalog.standard.codes().filter { $0.code == code }.map(\.message)
    #expect(messages.contains { says($0, rule.message) }, "\(rule.id): \(code) \(rule.message)")
  }

  @Test(arguments: kinds) func `a code that a rule answers with is not said to be unanswered`(_ kind: Kind) {
    let answered = Set(kind.type.ruleDescriptions.flatMap { [$0.code, $0.codeOfChange].compactMap { $0 } })
    let silent = Catalog.standard.codes().filter { answered.contains($0.code) && $0.whyUnanswered != nil }
    #expect(silent.map(\.code) == [])
  }

  @Test func `every code is answered with somewhere, or said not to be`() throws {
    let codes = Catalog.standard.codes()
    let silent = Set(codes.filter { $0.whyUnanswered != nil }.map(\.code))
    #expect(codes.compactMap(\.whyUnanswered).allSatisfy { !$0.hasSuffix(".") })
    let sources = try KindSources.text()
    let events = Set(Catalog.standard.events().map(\.name.id))
    for code in Set(codes.map(\.code)) {
      let isWritten = sources.contains("\"\(code)\"")
      // An event of the same id is written as well.
      if silent.contains(code) { #expect(!isWritten || events.contains(code), "\(code)") }
      if !silent.contains(code) { #expect(isWritten, "\(code) is answered with nowhere") }
    }
  }

  @Test(arguments: kinds) func `failures that cannot be met say why`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      for operation in K.operations {
        for case .requires(let condition) in operation.stages {
          #expect(condition.unreachable != nil || condition.hint?.isEmpty == false, "\(condition.id)")
        }
      }
    }
    check(kind.type)
  }

  @Test(arguments: kinds) func `warnings are of kinds that are looked at as a whole, and of the catalogue's rules`(
    _ kind: Kind
  ) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      #expect(K.storage == .files || K.warnings.isEmpty)
      let known = try citations()
      for warning in K.warnings {
        let rule = K.ruleDescriptions.first { $0.id == warning.id }
        #expect(rule?.severity == .warning && rule?.code == nil && rule?.message == warning.message, "\(warning.id)")
        #expect(known.contains(warning.citation), "\(warning.id): \(warning.citation)")
      }
    }
    try check(kind.type)
  }

  // MARK: Operations

  @Test(arguments: kinds) func `operations are cited, described and start with their request`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      for operation in K.operations {
        #expect(owners(of: operation.id) == [K.name])
        #expect(!operation.citation.isEmpty && !operation.summary.isEmpty && !operation.envelope.isEmpty)
        guard case .emits(let first)? = operation.stages.first else {
          Issue.record("\(operation.id) must begin with its request event")
          continue
        }
        #expect(try definition(first, K.eventModule).phase == "request", "\(operation.id)")
        let closing = try #require(
          operation.stages.compactMap { stage in if case .emits(let name) = stage { name } else { nil } }.last)
        // One request of the implementation has no closing event.
        let isClosed = try definition(closing, K.eventModule).phase == "success"
        #expect(isClosed || closing == first, "\(operation.id)")
      }
      #expect(K.operations.contains { $0.id == K.creation.id })
      #expect(K.operations.contains { $0.id == K.amendment.id })
    }
    try check(kind.type)
  }

  @Test(arguments: kinds) func `every event of operations and queries is the module's own`(_ kind: Kind) throws {
    func check<K: ResourceKind>(_ kind: K.Type) throws {
      for operation in K.operations {
        for stage in operation.stages {
          switch stage {
          case .emits(let name): _ = try definition(name, K.eventModule)
          case .expects(_, let failing): #expect(try definition(failing, K.eventModule).phase == "failure")
          case .requires(let condition):
            guard let failing = condition.failing else { continue }
            #expect(try definition(failing, K.eventModule).phase == "failure", "\(condition.id)")
          case .takes, .does: continue
          }
        }
      }
      for read in K.queries {
        #expect(read.module == K.eventModule, "\(read.id)")
        for name in read.events { _ = try definition(name, read.module) }
        #expect(!read.citation.isEmpty && !read.summary.isEmpty)
        #expect(!read.envelope.failure.isEmpty && read.envelope.success?.isEmpty != true)
        #expect(read.id.hasPrefix(K.prefix + "."))
      }
      #expect(repeated(K.queries.map(\.id)) == [])
    }
    try check(kind.type)
  }

  @Test(arguments: kinds) func `a rule that an operation expects is one of the kind's`(_ kind: Kind) {
    func check<K: ResourceKind>(_ kind: K.Type) {
      let rules = Set(K.ruleDescriptions.map(\.id))
      for operation in K.operations {
        for case .expects(let rule, _) in operation.stages { #expect(rules.contains(rule), "\(operation.id)") }
      }
    }
    check(kind.type)
  }

  // MARK: The catalogue

  @Test func `the catalogue has every documented row`() {
    let documented = Catalog.standard.events().filter(\.isDocumented)
    #expect(
      Dictionary(grouping: documented, by: \.module).mapValues(\.count) == ["Partner": 29, "Policy": 18, "MISP": 33])
    #expect(Catalog.standard.codes().count == 411)
  }

  @Test(arguments: Catalog.standard.events())
  func `what an event means is one short plain sentence`(_ event: EventDefinition) {
    let working = ["(", "/{", "POST", "PUT", "PATCH", "GET"].filter { event.meaning.contains($0) }
    #expect(working == [], "\(event.meaning)")
    #expect(event.meaning.count <= 110 && !event.meaning.hasSuffix("."), "\(event.meaning)")
    #expect(event.meaning.first?.isUppercase == true && event.note?.isEmpty != true, "\(event.meaning)")
  }

  @Test func `an event is found by module, id and row`() {
    let names = Catalog.standard.events().map { "\($0.module) \($0.name.id) \($0.name.row)" }
    #expect(repeated(names) == [])
    #expect(Set(Catalog.standard.events().map(\.type)) == ["USER", "SYSTEM"])
    #expect(Set(Catalog.standard.events().map(\.phase)) == ["request", "success", "failure"])
    #expect(Catalog.standard.events().allSatisfy { !$0.title.isEmpty && !$0.meaning.isEmpty })
    #expect(Catalog.standard.codes().allSatisfy { !$0.code.isEmpty && !$0.message.isEmpty && !$0.source.isEmpty })
  }
}

// MARK: -

/// The sources of the kinds, without the catalogue's tables: what codes they answer with is written in there.
private enum KindSources {
  static func text(file: String = #filePath) throws -> String {
    let project = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = project.appendingPathComponent("Sources/Kinds").path
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".swift") && !$0.hasPrefix("Catalogue/")
    }
    return try files.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
  }
}

/// The citations that the documentation explains.
private func citations(file: String = #filePath) throws -> Set<String> {
  let project = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  let page = try String(
    contentsOf: project.appendingPathComponent("Sources/Command/partnerctl.docc/Citations.md"), encoding: .utf8)
  let cells = page.split(separator: "\n").filter { $0.hasPrefix("| ") }.map { $0.dropFirst(2).prefix { $0 != "|" } }
  return Set(cells.flatMap { $0.split(separator: ", ") }.map { $0.trimmingCharacters(in: .whitespaces) })
}

/// A kind as a test's argument.
struct Kind: Sendable, CustomTestStringConvertible {
  let type: any ResourceKind.Type
  var testDescription: String { type.name }
}

struct Section: Sendable, CustomTestStringConvertible {
  let type: any SettingsSection.Type
  var testDescription: String { type.key ?? "none" }
}

let kinds = Catalog.standard.kinds.map(Kind.init)

private func repeated(_ names: [String]) -> [String] {
  Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted()
}

/// The kinds whose operations have the first part of the id: one alone, mostly the kind of that prefix.
private func owners(of operation: String) -> [String] {
  func starts<K: ResourceKind>(_ kind: K.Type) -> [String] { K.operations.map { start($0.id) } }
  func start(_ id: String) -> String { String(id.prefix { $0 != "." }) }
  return kinds.filter { kind in
    starts(kind.type).contains(start(operation)) || kind.type.prefix == start(operation)
  }.map { $0.type.name }
}

private func isWord(_ text: Substring) -> Bool {
  !text.isEmpty && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) } && text.first?.isLowercase == true
}

/// Whether a catalogued message is a rule's: equal, or one is completed by a name where the other has a place for it.
private func says(_ catalogued: String, _ message: String) -> Bool {
  if catalogued.hasSuffix("%d"), let first = catalogued.firstRange(of: "%d") {
    return message.hasPrefix(catalogued[..<first.lowerBound])
  }
  if catalogued.hasSuffix(":") { return message == catalogued || message.hasPrefix(catalogued + " ") }
  return message.hasSuffix(" ")
    ? (catalogued + " ").hasPrefix(message) : catalogued.replacing("%d", with: "%s") == message
}

private func definition(_ name: EventName, _ module: EventModule) throws -> EventDefinition {
  try #require(
    Catalog.standard.events().first { $0.module == module.name && $0.name == name },
    "\(name.id) row \(name.row) must be an event of \(module.name)")
}

/// Members of a record, and of records within it, that its field table does not have.
private func uncovered<Record: Fielded>(_ record: Record) -> [String] {
  let names = Record.fields.map(\.name)
  let members = Mirror(reflecting: record).children.flatMap { child -> [String] in
    guard let label = child.label else { return [] }
    // A record whose members are beside the others' has no member of its own.
    guard !names.contains(label), let inner = child.value as? any Fielded else { return [label] }
    return fieldNames(inner).allSatisfy { names.contains($0) } ? fieldNames(inner) : [label]
  }
  let written = record.node.entries?.map(\.key.text) ?? []
  var missing = members.filter { !names.contains($0) } + names.filter { !members.contains($0) }
  let expected = Record.fields.filter { !$0.isLeftOutWhenNull }.map(\.name)
  if !expected.allSatisfy(written.contains) || !written.allSatisfy(names.contains) {
    missing.append("writing \(Record.self)")
  }
  for child in Mirror(reflecting: record).children {
    if let inner = child.value as? any Fielded { missing += uncovered(inner) }
    if let type = Swift.type(of: child.value) as? any FieldedList.Type { missing += uncovered(type.blank) }
  }
  return missing
}

private func fieldNames<Record: Fielded>(_ record: Record) -> [String] { Record.fields.map(\.name) }

private struct Forgetful: Fielded {
  var forgotten = 0
  var list: [Inner] = []

  struct Inner: Fielded {
    var within = ""
    static let fields: [Field<Inner>] = []
  }

  static let fields: [Field<Forgetful>] = [.list("list", \.list, "A list.")]
}

/// A list of records, whose members are looked at although it is empty.
private protocol FieldedList {
  static var blank: any Fielded { get }
}

extension Array: FieldedList where Element: Fielded {
  fileprivate static var blank: any Fielded { Element() }
}

/// A value that a field accepts and that is not its default: longest texts, last words, each seed another.
func filled(_ field: FieldDescription, _ seed: Int) -> Node { filled(field.shape, seed) }

func filled(_ shape: FieldShape, _ seed: Int) -> Node {
  switch shape {
  case .text(let limits):
    switch limits.format?.name {
    case nil: return .text(String(repeating: "é\"\\😀 x", count: 4).prefix(limits.length.upperBound / 2) + "\(seed)")
    case "email": return .text("a+b\(seed)@x-y.co.in")
    default: return .text("a\(seed)")
    }
  case .file: return .null
  case .anyText: return .text(seed % 3 == 0 ? "" : "\u{1B}[\(seed)")
  case .secret: return .text("s\(seed)")
  case .words(let words, _, _): return .text(words[seed % words.count])
  case .boolean: return .boolean(seed % 2 == 0)
  case .integer(let range): return .integer(seed % 2 == 0 ? range.upperBound : range.lowerBound)
  case .timestamp: return .text(Instant(milliseconds: Int64(seed) * 86_399_999_999).description)
  case .percentage: return .text("\(seed)%")
  case .group(let fields), .encodable(let fields, _): return .object(fields.map { ($0.name, filled($0, seed)) })
  case .list(let item): return .list((0..<seed % 3).map { filled(item, seed + $0) })
  case .map(let value): return .object((0..<seed % 3).map { ("key\($0)", filled(value, seed + $0)) })
  case .tree, .document: return .object(["any": .list([.integer(seed), .null])])
  }
}
