import Model
import RegistrySupport
import Source
import Testing

@testable import Store

/// How lines are divided among files, whatever came before.
@Suite struct ShardTests {
  /// Digests that are the key itself up to its `-`, filled with zeros: they choose how deep a shard must be split.
  private static let chosen = Instruments(sha256: { bytes in
    let digits = String(decoding: bytes.prefix { $0 != UInt8(ascii: "-") }, as: UTF8.self)
    return digits + String(repeating: "0", count: 64 - digits.utf8.count)
  })

  private func edit(_ name: String, _ text: String? = "", _ instruments: Instruments = .test) -> Shards.Edit {
    let key = ExactString(name)
    return Shards.Edit(
      place: Shards.Place(key, object: key, by: instruments),
      text: text.map {
        JSONWriter.line(.object(["metadata": .object(["name": .text(name)]), "x": .text($0)]), secrets: .masked)[...]
      })
  }

  private func contents(_ shards: Shards) -> [String: [UInt8]] {
    Dictionary(uniqueKeysWithValues: shards.prefixes.map { ($0, shards.bytes($0) ?? []) })
  }

  private func laidOut(_ names: some Sequence<String>, _ instruments: Instruments = .test) -> Shards {
    var shards = Shards("objects/things")
    shards.apply(names.map { edit($0, "", instruments) })
    return shards
  }

  /// Access to the files of shards of which `contents` told.
  private func files(_ contents: [String: [UInt8]]) -> StateFiles {
    access(
      Dictionary(uniqueKeysWithValues: contents.map { ("objects/things/" + ShardName.file(of: $0.key), $0.value) }))
  }

  /// Access to files by their paths.
  private func access(_ files: [String: [UInt8]]) -> StateFiles {
    var folders: [String: Set<String>] = [:]
    for file in files.keys {
      var path = Substring(file)
      while let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) {
        let (folder, name) = (path[..<slash], path[path.utf8.index(after: slash)...])
        guard folders[String(folder), default: []].insert(String(name)).inserted else { break }
        path = folder
      }
    }
    return StateFiles { folder, prefix in
      (folders[folder] ?? []).filter { $0.hasPrefix(prefix) }.sorted().map { name in
        StateFiles.Entry(name: name, isFolder: !name.hasSuffix(".jsonl"))
      }
    } bytes: {
      files[$0]
    }
  }

  /// What the documents say, in the plainest words: the shortest prefix below which few enough lie.
  private func expected(_ names: Set<String>, _ instruments: Instruments) -> [String: [String]] {
    var shards: [String: [String]] = [:]
    func divide(_ names: [String], _ prefix: String) {
      if names.isEmpty { return }
      if !prefix.isEmpty, names.count <= 256 || prefix.count == 15 {
        shards[prefix] = names.sorted { ExactString.precedes($0, $1) }
        return
      }
      let groups = Dictionary(grouping: names) { String(instruments.sha256(Array($0.utf8)).prefix(prefix.count + 1)) }
      for (prefix, names) in groups { divide(names, prefix) }
    }
    divide(Array(names), "")
    return shards
  }

  @Test(arguments: [0, 1, 255, 256, 257, 258, 300, 4_000])
  func `a prefix is split when more than 256 lie below it`(_ count: Int) {
    let names = Set((0..<count).map { "ab-\($0)" } + ["b-1"])
    let shards = laidOut(names, Self.chosen)
    #expect(shards.files.mapValues { $0.map(\.place.key.text) } == expected(names, Self.chosen))
    #expect(shards.prefixes == (count == 0 ? ["b"] : [count > 256 ? "ab0000000000000" : "a", "b"]))
  }

  @Test func `a deep split is joined again, level by level`() {
    let deep = (0..<200).map { "abcde1-\($0)" } + (0..<57).map { "abcde2-\($0)" }
    var shards = laidOut(deep + ["abf-1"], Self.chosen)
    #expect(shards.prefixes == ["abcde1", "abcde2", "abf"])
    #expect(shards.apply([edit("abcde2-7", nil, Self.chosen)]) == ["abc", "abcde1", "abcde2"])
    #expect(shards.prefixes == ["abc", "abf"])
    #expect(shards.apply([edit("abf-1", nil, Self.chosen)]) == ["a", "abc", "abf"])
    #expect(shards.apply([edit("abcde2-7", "", Self.chosen)]) == ["a", "abcde1", "abcde2"])
    #expect(shards.apply(deep.map { edit($0, nil, Self.chosen) }) == ["abcde1", "abcde2"])
    #expect(shards.files.isEmpty)
  }

  @Test func `only shards with another content are told`() {
    var shards = laidOut((0..<2_000).map { "n\($0)" })
    #expect(shards.apply([edit("n7"), edit("absent", nil)]) == [])
    #expect(shards.apply([edit("n7", "new")]).count == 1)
    #expect(shards.apply([edit("n7", nil)]).count == 1)
    #expect(shards.apply([]) == [])
  }

  @Test(arguments: 1...4) func `any way to the same lines ends with the same bytes`(_ seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    // Few digits make deep splits, many of them.
    let isDeep = seed % 2 == 0
    let instruments = isDeep ? Self.chosen : .test
    let pool = (0..<4_000).map { number in
      guard isDeep else { return "n-\(number)" }
      let digits = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        ["0", "1", "e"].randomElement(using: &random) ?? "0"
      }
      return digits.joined() + "-\(number)"
    }
    var shards = Shards("objects/things")
    var names: Set<String> = []
    for _ in 0..<16 {
      let isGrowing = Int.random(in: 0..<5, using: &random) < 3
      let count = [1, 3, 60, 900].randomElement(using: &random) ?? 1
      let chosen = Set((0..<count).compactMap { _ in pool.randomElement(using: &random) })
      let before = contents(shards)
      // Some steps add and remove.
      let isMixed = Int.random(in: 0..<4, using: &random) == 0
      let removed = isGrowing && !isMixed ? [] : isMixed ? chosen.filter { _ in Bool.random(using: &random) } : chosen
      let edits = chosen.shuffled(using: &random).map { edit($0, removed.contains($0) ? nil : "", instruments) }
      // A reader of the shards that the edits need comes to the same.
      let lazy = LazyShards("objects/things", form: .objects, from: files(before), by: instruments)
      var needed = lazy.shards(editing: edits)
      let changed = shards.apply(edits)
      #expect(lazy.fault == nil && needed.apply(edits) == changed)
      for prefix in changed { #expect(needed.bytes(prefix) == shards.bytes(prefix)) }
      if before.count > 60, chosen.count == 1, removed.isEmpty { #expect(needed.files.count <= 16) }
      names.formUnion(chosen)
      names.subtract(removed)
      let after = contents(shards)
      #expect(changed == Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }.sorted())
      #expect(shards.files.mapValues { $0.map(\.place.key.text) } == expected(names, instruments))
      #expect(after == contents(laidOut(names.shuffled(using: &random), instruments)))
    }
    #expect(shards.apply(names.map { edit($0, nil, instruments) }).count == expected(names, instruments).count)
    #expect(shards.files.isEmpty)
  }

  @Test func `entries of one value are divided by their objects and found again`() throws {
    var shards = Shards("index/districts/district")
    let lookups = (0..<300).map { Lookup(index: "districts/district", value: "north", object: "m-\($0)") }
    shards.apply(lookups.shuffled().map { Shards.Edit(place: $0.place(by: .test), text: $0.text) })
    #expect(shards.prefixes.map(\.utf8.count) == Array(repeating: 9, count: 16))
    #expect(Set(shards.prefixes.map { $0.prefix(8) }).count == 1)
    var read = Shards("index/districts/district")
    var lines: [String] = []
    for prefix in shards.prefixes {
      let bytes = try #require(shards.bytes(prefix))
      lines += try read.read(ShardName.file(of: prefix), bytes: bytes, form: .index, by: .test).map(\.line)
    }
    #expect(Set(lines) == Set(lookups.map { "{\"value\":\"north\",\"object\":\"\($0.object)\"}" }))
    // A reader of single shards finds them all, and none of another value.
    let files = Dictionary(uniqueKeysWithValues: shards.prefixes.map { (shards.path($0), shards.bytes($0) ?? []) })
    let index = LazyIndex("districts/district", from: access(files), by: .test)
    #expect(Set(index.objects(under: "north")) == Set(lookups.map(\.object)))
    #expect(index.objects(under: "south") == [] && index.fault == nil)
  }

  @Test func `what is written is read back, line by line`() throws {
    let shards = laidOut((0..<3_000).map { "n\($0)" })
    var read = Shards("objects/things")
    for prefix in shards.prefixes {
      let bytes = try #require(shards.bytes(prefix))
      let nodes = try read.read("\(prefix).jsonl", bytes: bytes, form: .objects, by: .test)
      #expect(nodes.map(\.revealedLine).joined(separator: "\n") + "\n" == String(decoding: bytes, as: UTF8.self))
      let name = try #require(nodes.last?["metadata"]?["name"]?.text)
      #expect(try ShardFile.find(name, in: bytes, of: "f") == bytes.dropLast().split(separator: 0x0A).last)
      #expect(try ShardFile.find("absent", in: bytes, of: "f") == nil)
      #expect(ShardFile.files(for: ExactString(name), by: .test).contains("\(prefix).jsonl"))
    }
    #expect(contents(read) == contents(shards))
    #expect(read.count == 3_000)
  }

  /// A file that no run can have written, and how it is reported.
  struct Damage: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let words: String

    init(_ file: String, _ text: String, _ words: String) {
      self.file = file
      self.text = text
      self.words = words
    }

    var testDescription: String { words }
  }

  private static func line(_ name: String) -> String { "{\"metadata\":{\"name\":\"\(name)\"}}" }
  private static let named =
    "it is not named after 1 to 15 hexadecimal digits in lower case, as in 0f.jsonl or 0f/3.jsonl"

  private static let damages: [Damage] = [
    Damage("a", line("a-1") + "\n", "objects/things/a: \(named)"),
    Damage("a.json", line("a-1") + "\n", "objects/things/a.json: \(named)"),
    Damage(".jsonl", line("a-1") + "\n", "objects/things/.jsonl: \(named)"),
    Damage("A.jsonl", line("a-1") + "\n", "objects/things/A.jsonl: \(named)"),
    Damage("g.jsonl", line("a-1") + "\n", "objects/things/g.jsonl: \(named)"),
    Damage("a000000000000000.jsonl", line("a-1") + "\n", "objects/things/a000000000000000.jsonl: \(named)"),
    Damage("a.jsonl", "", "objects/things/a.jsonl: it is empty"),
    Damage("a.jsonl", line("a-1"), "objects/things/a.jsonl: its last line is not complete"),
    Damage(
      "a.jsonl", line("a-1") + "\n\n",
      "objects/things/a.jsonl:2: it is not valid JSON: the document ends where a value is expected"),
    Damage("a.jsonl", line("a-1") + "\n[]\n", "objects/things/a.jsonl:2: it is not an object"),
    Damage("a.jsonl", "{}\n", "objects/things/a.jsonl:1: it has no metadata.name"),
    Damage(
      "a.jsonl", line("a-1") + "\n" + line("a-1") + "\n",
      "objects/things/a.jsonl:2: a-1 does not come after the line before it"),
    Damage(
      "a.jsonl", line("a-2") + "\n" + line("a-1") + "\n",
      "objects/things/a.jsonl:2: a-1 does not come after the line before it"),
    Damage(
      "a.jsonl", line("a-1") + "\n" + line("b-1") + "\n",
      "objects/things/a.jsonl:2: b-1 belongs in the shard b00000000000000 or one above it"),
    Damage(
      "c.jsonl", line("c-1") + "\n", "objects/things/c.jsonl: there are shards of longer prefixes that start with c"),
    Damage("c0/0.jsonl", line("c-1") + "\n", "objects/things/c0/0.jsonl: there is the shard c0 as well"),
  ]

  @Test(arguments: damages) func `a file that no run can have left so is refused`(_ damage: Damage) throws {
    var shards = Shards("objects/things")
    try shards.read("c0.jsonl", bytes: Array((Self.line("c0-1") + "\n").utf8), form: .objects, by: Self.chosen)
    let fault = #expect(throws: Mismatch.self) {
      try shards.read(damage.file, bytes: Array(damage.text.utf8), form: .objects, by: Self.chosen)
    }
    let place = (fault?.file ?? "") + (fault?.line.map { ":\($0)" } ?? "")
    #expect("\(place): \(fault?.message ?? "")" == damage.words)
  }
}

/// A large kind from run to run.
@Suite struct LargeKindTests {
  private func registry() -> TestRegistry {
    var registry = TestRegistry()
    registry.catalog = .withMeters
    registry.settings.registry.removals.minimum = 10_000
    return registry
  }

  private func check(_ registry: TestRegistry, _ count: Int) throws {
    #expect(try registry.check() == count)
    #expect(registry.folder.shards["objects/meters"]?.count ?? 0 == count)
  }

  @Test func `any way to the same objects ends with the same files`() throws {
    var atOnce = registry()
    try atOnce.reconcile(["a.yaml": meters(0..<900)])
    try check(atOnce, 900)
    var slowly = registry()
    try slowly.reconcile(["a.yaml": meters(500..<700)])
    try slowly.reconcile(["a.yaml": meters(500..<700) + "---\n" + meters(0..<500)])
    try slowly.reconcile(["a.yaml": meters(0..<900)])
    try check(slowly, 900)
    #expect(atOnce.files.keys.contains { $0.hasPrefix("index/meters/serial-number/") })
    #expect(slowly.files.keys.sorted() == atOnce.files.keys.sorted())
    for (path, bytes) in atOnce.files where path.hasPrefix("index/") { #expect(slowly.files[path] == bytes, "\(path)") }
  }

  @Test func `a changed object changes its shard and those of its changed values`() throws {
    var registry = registry()
    try registry.reconcile(["a.yaml": meters(0..<20)])
    try registry.reconcile(["a.yaml": meters(0..<20) { $0 == 3 ? 5 : $0 % 7 }])
    try check(registry, 20)
    let files = try #require(registry.recordings.last?.files.keys.map { $0.text.split(separator: "/").dropLast() })
    #expect(Set(files.map { $0.joined(separator: "/") }) == ["objects/meters", "index/meters/district"])
    #expect(files.count == 3)
  }

  @Test func `shards of an index are joined and go with what they say`() throws {
    var registry = registry()
    let numbers = 0..<300
    try registry.reconcile(["a.yaml": meters(numbers) { _ in 1 }])
    func districts() -> [String] { registry.files.keys.filter { $0.hasPrefix("index/meters/district/") } }
    // All entries have one value: they are divided by their objects, below the digits of the value.
    let split = districts().map { $0.dropFirst("index/meters/district/".utf8.count) }
    #expect(split.count == 16 && Set(split.map { $0.prefix("ab/cd/ef/01/".utf8.count) }).count == 1)
    try registry.reconcile(["a.yaml": meters(numbers, district: { _ in 1 }, lost: Set(0..<50))])
    try check(registry, 300)
    #expect(districts().map(\.utf8.count) == ["index/meters/district/.jsonl".utf8.count + 1])
    try registry.reconcile(["a.yaml": meters(numbers, district: { _ in 1 }, lost: Set(numbers))])
    try check(registry, 300)
    #expect(
      Set(registry.files.keys.filter { $0.hasPrefix("index/") }.map { $0.prefix { $0 != "." }.dropLast(1) }) == [
        "index/meters/id/"
      ])
  }

  @Test func `a missing, strange or changed line of an index is noticed`() throws {
    var registry = registry()
    try registry.reconcile(["a.yaml": meters(0..<20)])
    let sound = registry.folder
    func fault(_ change: (inout Shards) throws -> Void) throws -> String? {
      var folder = sound
      try change(&folder.shards["index/meters/serial-number", default: Shards("index/meters/serial-number")])
      let fault = #expect(throws: Mismatch.self) { try folder.check(registry.catalog) }
      return fault.map { "\($0.file)\($0.line.map { ":\($0)" } ?? ""): \($0.message)" }
    }
    // One that is alone in its shard.
    let alone = try #require(
      sound.shards["index/meters/serial-number"]?.files.values.first { $0.count == 1 }?.first?.place)
    let prefix = try #require(alone.digest.first)
    let removal = Shards.Edit(place: alone, text: nil)
    let taken = try fault { $0.apply([removal]) }
    #expect(taken?.hasPrefix("index/meters/serial-number/\(prefix).jsonl: it is missing") == true, "\(taken ?? "")")
    let moved = try fault {
      let other = Lookup(index: "meters/serial-number", value: alone.key, object: "m-99")
      $0.apply([removal, Shards.Edit(place: other.place(by: .test), text: other.text)])
    }
    #expect(moved == "index/meters/serial-number/\(prefix).jsonl:1: it does not match the stored objects")
    let strange = ExactString("nobody's")
    let added = try fault {
      let line = Lookup(index: "meters/serial-number", value: strange, object: "m-3")
      $0.apply([Shards.Edit(place: line.place(by: .test), text: line.text)])
    }
    #expect(added?.hasPrefix("index/meters/serial-number/") == true)
  }

  @Test func `lines that are not as written, and lines that belong in another shard, are noticed`() throws {
    var registry = registry()
    try registry.reconcile(["a.yaml": meters(0..<20)])
    let (path, bytes) = try #require(registry.files.filter { $0.key.hasPrefix("objects/") }.min { $0.key < $1.key })
    let name = String(path.split(separator: "/").last ?? "")
    func fault(_ name: String, _ bytes: [UInt8]) throws -> String? {
      var folder = registry.folder
      var shards = Shards("objects/meters")
      try shards.read(name, bytes: bytes, form: .objects, by: .test)
      folder.shards["objects/meters"] = shards
      let fault = #expect(throws: Mismatch.self) { try folder.check(registry.catalog) }
      return fault.map { "\($0.file)\($0.line.map { ":\($0)" } ?? ""): \($0.message)" }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let spaced = Array(text.replacing("\"kind\":", with: "\"kind\": ").utf8)
    #expect(try fault(name, spaced) == "objects/meters/\(name):1: it differs from what this program would write")
    let first = Array(text.utf8.prefix { $0 != UInt8(ascii: "\n") }) + [UInt8(ascii: "\n")]
    let node = try JSONReader.read(Array(first.dropLast()))
    let long = try #require(node["metadata"]?["name"]?.text.map { ShardFile.files(for: ExactString($0), by: .test)[1] })
    #expect(
      try fault(long, first)
        == "objects/meters/\(long): it must be merged with the shards beside it; a shard may hold 256 lines")
  }
}
