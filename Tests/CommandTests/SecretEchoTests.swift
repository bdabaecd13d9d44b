import CommandSupport
import Foundation
import Kinds
import Model
import Report
import Source
import TestSupport
import Testing

@testable import Command

/// What was given as a secret, or is a key of the registry, is quoted nowhere. Options, arguments and members are found
/// by walking the program's own lists.
struct SecretEchoTests {
  /// How a secret may look.
  enum Shape: String, CaseIterable, Sendable {
    case shortest, letters, uuid, hexadecimal, thirtyTwo, fifty, hyphens

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")

    /// 200 values, the same ones each time.
    var values: [String] {
      var random = UInt64(Shape.allCases.firstIndex(of: self) ?? 0) &+ 1
      func pick(_ count: Int, of alphabet: ArraySlice<Character>) -> String {
        String(
          (0..<count).map { _ in
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return alphabet[alphabet.startIndex + Int(random >> 33) % alphabet.count]
          })
      }
      let (all, letters, hex) = (Shape.alphabet[...], Shape.alphabet[..<52], Array("0123456789abcdef")[...])
      return (0..<200).map { _ in
        switch self {
        case .shortest: pick(8, of: all)
        case .letters: pick(20, of: letters)
        case .uuid: [8, 4, 4, 4, 12].map { pick($0, of: hex) }.joined(separator: "-")
        case .hexadecimal: pick(40, of: hex)
        case .thirtyTwo: pick(32, of: all)
        case .fifty: pick(50, of: all)
        case .hyphens: [5, 4, 7, 3].map { pick($0, of: all) }.joined(separator: "-")
        }
      }
    }
  }

  /// Whether a text holds another, byte for byte; `String.contains` takes seconds for what is printed here.
  private func holds(_ text: String, _ part: String) -> Bool {
    strstr(text, part) != nil
  }

  /// The reads that are commands, with the word behind the command's name.
  private static var queries: [(words: [String], read: Query)] {
    Catalog.standard.kinds.flatMap { $0.queries }.compactMap { read in
      if case .named(let word, in: let group) = read.form { ([group, word], read) } else { nil }
    }
  }

  /// Command lines that give `value` for the argument of a read, each in another way, and how it goes otherwise.
  private func lines(
    _ words: [String], _ read: Query, _ index: Int, _ value: String
  ) -> [(words: [String], variables: [String: String], input: [String])] {
    let others = read.arguments.map { $0.secret == nil ? "a" : "k" }
    var typed = others
    typed[index] = value
    let variable = read.arguments[index].secret?.variable ?? ""
    var piped = others
    piped[index] = "-"
    let left = Array(others[..<index])
    return [
      (words + typed, [:], []), (words + typed + ["-o", "json"], [:], []), (words + typed + ["x", "y"], [:], []),
      (words + typed + ["--nothing"], [:], []), (words + left, [variable: value], []),
      (words + [value], [variable: value], []), (words + piped + ["-o", "mosip"], [:], [value, value]),
      (words[..<1] + [value], [:], []), (words + typed + ["-o", value], [:], []),
      (["verify", "x", value], [variable: value], []), (words + typed + [value, "--record"], [:], []),
      (words + typed + ["\(value)/x"], [:], []),
    ]
  }

  @Test(arguments: Shape.allCases) func `what is given for a secret argument is never quoted`(_ shape: Shape) throws {
    let registry = try RegistrySandbox()
    let environment = registry.variables
    var count = 0
    for (words, read) in Self.queries {
      for (index, argument) in read.arguments.enumerated() where argument.secret != nil {
        for (number, value) in shape.values.enumerated() {
          let ways = lines(words, read, index, value)
          let way = ways[number % ways.count]
          registry.variables = environment.merging(way.variables) { $1 }
          registry.input = way.input
          let ran = registry.run(way.words)
          #expect(!holds(ran.output + ran.errors, value), "\(way)")
          count += 1
        }
      }
    }
    #expect(count >= 5 * 200)
  }

  @Test(arguments: Shape.allCases)
  func `a key where a name is expected is not quoted by what is about keys`(_ shape: Shape) throws {
    let registry = try RegistrySandbox()
    for (words, read) in Self.queries where read.reveals != nil {
      for (number, value) in shape.values.enumerated() where !KeyShape.isName(value) {
        let format = ["text", "json", "mosip"][number % 3]
        let ran = registry.run(words + [value] + read.arguments.dropFirst().map { _ in "x" } + ["-o", format])
        #expect(ran.code == .faults && !holds(ran.output + ran.errors, value), "\(words) \(value)")
      }
    }
    for value in shape.values {
      let ran = registry.run("device", "verify", value)
      #expect(!holds(ran.output + ran.errors, value), "\(value)")
    }
  }

  /// The members of stored objects and of answers that are secrets.
  private static var members: [String] {
    func secrets(_ fields: [FieldDescription]) -> [String] {
      fields.flatMap { secrets($0.shape, $0.name) }
    }
    func secrets(_ shape: FieldShape, _ name: String) -> [String] {
      switch shape {
      case .secret: [name]
      case .group(let fields), .encodable(let fields, _): secrets(fields)
      case .list(let shape), .map(let shape): secrets(shape, name)
      default: []
      }
    }
    func stored<K: ResourceKind>(_ kind: K.Type) -> [String] {
      secrets(K.Status.descriptions) + K.secretResponseMembers.map(\.text)
    }
    return Set(Catalog.standard.kinds.flatMap { stored($0) } + ["password", "secret", "access_token"]).sorted()
  }

  @Test(arguments: Shape.allCases)
  func `the value of a member named like a secret is never quoted`(_ shape: Shape) throws {
    let registry = try RegistrySandbox()
    let members = Self.members
    #expect(members.count >= 8)
    let manifests = shape.values.enumerated().map { number, value in
      let lines = members.enumerated().map { place, name in
        [
          "\(name): \(value)", "\(name): \"\(value)\"", "\(name):   '\(value)' # why", "{\(name): \(value), x: y}",
        ][(number + place) % 3]
      }
      return "\(String.misp("m\(number)"))  \(lines.joined(separator: "\n  "))\n  labels: {\(members[0]): \(value)}\n"
    }
    // Of each file a hundred diagnostics are told.
    let files = stride(from: 0, to: manifests.count, by: 8).map { start in
      ("\(start).yaml", manifests[start..<min(start + 8, manifests.count)].joined(separator: "---\n"))
    }
    try registry.commit(Dictionary(uniqueKeysWithValues: files))
    registry.run("validate")
    registry.run("plan", "--out", "../plan.json", "-o", "markdown")
    let plan = try String(contentsOfFile: registry.sandbox.path("plan.json"), encoding: .utf8)
    #expect(registry.printed.utf8.count > 100_000)
    let all = registry.printed + plan
    for value in shape.values { #expect(!holds(all, value), "\(value)") }
  }

  /// Keys as an import may have them, in forms that no key issued here has.
  private static let oddKeys = [
    "somelowerword", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "0123456789abcdef", "73625140", "CAPITALS", "Capital-word",
    "twelvemonths",
  ]

  /// A registry in which these are licence keys.
  private func withOddKeys(_ body: (RegistrySandbox) throws -> Void) throws {
    let files = Self.oddKeys.indices.map { ("m\($0).yaml", String.misp("m\($0)", "approval: approved")) }
    try withRegistry(Dictionary(uniqueKeysWithValues: files)) { registry in
      registry.ids.nextKeys = Self.oddKeys
      #expect(registry.run("reconcile").code == .done)
      #expect(registry.ids.keys == Self.oddKeys)
      try body(registry)
    }
  }

  @Test func `no command quotes a key of the registry, whatever argument it is given as`() throws {
    try withOddKeys { registry in
      for (number, key) in Self.oddKeys.enumerated() {
        var lines = [[key], ["help", key], ["--\(key)"], ["-C", key, "plan"], ["--color", key, "plan"]]
        for command in Program.commands where command.name != NewCommand.name {
          lines += [[command.name, key], [command.name, key, key, key], [command.name, "--\(key)"]]
          lines += [[command.name, "misp", key], [command.name, "misp", key, "-o", "json"]]
          lines += command.allOptions.map { option in
            [command.name, "misp", "--\(option.name)\(option.value == nil ? "" : "=\(key)")", key]
          }
        }
        for line in lines where !(line.contains("--out=\(key)")) {
          let ran = registry.run(line)
          #expect(!holds(ran.output + ran.errors, key), "\(number): \(line): \(ran)")
        }
      }
    }
  }

  @Test func `a key of the registry is quoted of no manifest`() throws {
    try withOddKeys { registry in
      let manifests = Self.oddKeys.enumerated().flatMap { number, key -> [String] in
        [
          .misp("m\(number)", of: "is \(key)", "approval: approved"), .misp("x\(number)", email: key),
          .misp("y\(number)", "\(key): 1"), .misp("z\(number)", "approval: \(key)"), "kind: \(key)\n",
          "kind: MISP\nmetadata: {name: \"\(key)!\"}\n", .misp("v\(number)", metadata: "labels: {\(key): [\(key)]}"),
        ]
      }
      try registry.commit(["all.yaml": manifests.joined(separator: "---\n")])
      for index in Self.oddKeys.indices { try registry.sandbox.remove("m\(index).yaml") }
      try registry.commit(["\(Self.oddKeys[0]).yaml": "kind: \n"])
      for format in ["text", "json", "markdown"] {
        registry.run("validate", "-o", format)
        registry.run("plan", "-v", "-o", format)
      }
      registry.run("plan", "--out", "../plan.json")
      registry.run("reconcile", "--plan", "../plan.json", "--allow-removals", "100")
      let plan = try String(contentsOfFile: registry.sandbox.path("plan.json"), encoding: .utf8)
      let rejected = try registry.git("grep", "-h", "", "HEAD", "--", "State/rejected", "State/audit")
      let log = try registry.git("log", "--format=%B")
      for key in Self.oddKeys {
        #expect(!holds(registry.printed + plan + log, key), "\(key)")
        #expect(!holds(rejected, key), "\(key)")
      }
      #expect(plan.contains("organizationName") && rejected.contains("PMS_MSP"))
    }
  }

  @Test func `a key without a digit is dotted in an answer`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a", "approval: approved")])
    registry.run("reconcile")
    let dots = String(repeating: "•", count: 32)
    #expect(
      registry.run("license", "show", "abcdEFGHijklMNOPqrstUVWXyzabCDEF").failure
        == Failure(.faults, "error: MISP ID does not exist  \(dots) (PMS_MSP_005)\n"))
    #expect(
      registry.run("license", "show", "telecom-7").failure
        == Failure(.faults, "error: MISP ID does not exist  telecom-7 (PMS_MSP_005)\n"))
  }

  @Test func `nothing is read to quote a word that is hidden by its shape`() throws {
    let registry = try RegistrySandbox(["a.yaml": .misp("a", "approval: approved")])
    registry.run("reconcile")
    try registry.commit(["State/objects/misps/a.json": "damaged"])
    #expect(
      registry.run("k3Yf0rMe1").failure
        == .usage("unknown command \"•••••••••\"", hint: "partnerctl --help lists the commands"))
    // Where the state cannot be read, shapes decide.
    #expect(
      registry.run("somelowerword").failure
        == .usage("unknown command \"somelowerword\"", hint: "partnerctl --help lists the commands"))
  }

  @Test func `the program's own words are readable`() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var hidden: Set<String> = []
    for file in ["README.md", "Sources/Command/partnerctl.docc/Reference.md"] {
      let text = try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
      for line in text.split(separator: "\n").map(String.init) where Redaction.shapes.hiding(line) != line {
        for word in line.split(whereSeparator: { " |`\"'(),;".contains($0) }).map(String.init) {
          if Redaction.shapes.hiding(word) != word { hidden.insert(word) }
        }
      }
    }
    // A JWS, a thumbprint, and an address with a token: anything but words.
    #expect(
      hidden.sorted() == [
        "eyJhbGciOiJub25lIn0.e30.AAAA", "https://oauth2:$PUSH_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git",
        "j6FZWCmGkoTqoe8S8b7bl5T7f2ouMIkwP6d1xUnr6LI",
      ])
  }
}
