import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// Text formats: the pattern that schemas have, and the matcher that the program uses.
@Suite struct FormatTests {
  @Test func `every format is known to these tests`() {
    #expect(Set(formats.map(\.name)) == ["name", "id", "path", "email", "deviceData", "ssh-ed25519"])
  }

  @Test(arguments: formats)
  func `pattern and matcher accept the same texts of the lengths that the member may have`(
    _ format: LimitedFormat
  ) throws {
    let texts = try format.texts.filter { format.limits.contains($0.utf16.count) }
    let (matching, differing) = try format.compare(texts)
    // With fewer texts of either sort the comparison would prove nothing.
    #expect((250...1750).contains(matching.count))
    withKnownIssue("The format of a device's text accepts everything; its decoder does the matching.") {
      #expect(differing == [])
    } when: {
      format.name == "deviceData"
    }
  }

  @Test(arguments: formats)
  func `pattern and matcher accept the same texts of any length`(_ format: LimitedFormat) throws {
    let differing = try format.compare(format.texts).differing
    withKnownIssue("The matcher leaves the length to the member, the pattern does not.") {
      #expect(differing == [])
    } when: {
      ["name", "id", "deviceData"].contains(format.name)
    }
  }

  @Test func `every text that a device's decoder accepts matches the pattern`() throws {
    let format = try #require(formats.first { $0.name == "deviceData" })
    let pattern = try Regex(format.pattern).matchingSemantics(.unicodeScalar)
    let header = Base64.encode(Array(#"{"alg":"RS256"}"#.utf8), alphabet: .url, padded: false)
    var random = SplitMix(seed: 20_260_102)
    let samples = (0..<50).flatMap { number -> [String] in
      let json = Array(#"{"deviceId":"\#("ü>?" * number)"}"#.utf8)
      return [Base64.Alphabet.standard, .url].flatMap { alphabet -> [String] in
        let body = Base64.encode(json, alphabet: alphabet, padded: number % 2 == 0)
        return [body, "\(header).\(body).\(header)"]
      }
    }
    let texts = samples + (0..<2000).map { _ in randomText(like: samples, using: &random) }
    let decoded = texts.filter { text in
      let reading = Reading(Device.Spec.self, .object(["deviceData": .text(text)]))
      return !reading.violations.contains { $0.hasPrefix("lamp.deviceData.") }
    }
    #expect(try decoded.filter { try pattern.wholeMatch(in: $0) == nil } == [])
    #expect((250...1750).contains(decoded.count))
  }
}

/// Characters of which the formats are made, and some that are in none or look like one of them.
private let alphabet =
  Array("aaazz09AZ--__..//@@++==b".unicodeScalars) + Array("\n\u{0}% é😀\u{301}\u{212A}٠".unicodeScalars)

/// One of the samples with up to three scalars changed, added or lost.
private func randomText(like samples: [String], using random: inout SplitMix) -> String {
  var scalars = Array((samples.randomElement(using: &random) ?? "").unicodeScalars)
  for _ in 0..<Int.random(in: 0...3, using: &random) {
    let place = Int.random(in: 0...scalars.count, using: &random)
    let isReplaced = Bool.random(using: &random)
    if isReplaced, place < scalars.count { scalars.remove(at: place) }
    if !isReplaced || Bool.random(using: &random), let scalar = alphabet.randomElement(using: &random) {
      scalars.insert(scalar, at: place)
    }
  }
  var text = String.UnicodeScalarView()
  text.append(contentsOf: scalars)
  return String(text)
}

/// A format with the lengths of the member that has it.
struct LimitedFormat: Sendable, CustomTestStringConvertible {
  let limits: ClosedRange<Int>
  private let format: TextFormat

  init(_ limits: TextLimits, _ format: TextFormat) {
    self.limits = limits.length
    self.format = format
  }

  var name: String { format.name }
  var pattern: String { format.pattern }
  var testDescription: String { "\(name), \(limits)" }

  /// Those of the texts that the pattern accepts, and those of which the matcher says something else.
  func compare(_ texts: [String]) throws -> (matching: [String], differing: [String]) {
    let pattern = try Regex(format.pattern).matchingSemantics(.unicodeScalar)
    let matching = try texts.filter { try pattern.wholeMatch(in: $0) != nil }
    let known = Set(matching.map { ExactString($0) })
    return (matching, texts.filter { format.accepts($0) != known.contains(ExactString($0)) })
  }

  /// Texts at the edges, and random ones like those that match.
  var texts: [String] {
    get throws {
      var random = SplitMix(seed: 20_260_101)
      let samples = try compare(handPicked).matching.filter { limits.contains($0.utf16.count) }
      return handPicked + (0..<2000).map { _ in randomText(like: samples, using: &random) }
    }
  }
}

/// The formats of all fields, each with its limits once.
private let formats: [LimitedFormat] = {
  let kinds = Catalog.standard.kinds.flatMap { specDescriptions(of: $0) }
  let sections = Catalog.standard.sections.flatMap { $0.descriptions }
  let descriptions = kinds + sections + RegistrySettings.descriptions + Metadata.descriptions
  var found: [LimitedFormat] = []
  for format in descriptions.flatMap({ LimitedFormat.all(in: $0.shape) })
  where !found.contains(where: { $0.testDescription == format.testDescription }) {
    found.append(format)
  }
  return found
}()

private func specDescriptions<K: ResourceKind>(of kind: K.Type) -> [FieldDescription] {
  K.Spec.descriptions + K.Status.descriptions
}

extension LimitedFormat {
  fileprivate static func all(in shape: FieldShape) -> [LimitedFormat] {
    switch shape {
    case .text(let limits): limits.format.map { [LimitedFormat(limits, $0)] } ?? []
    case .group(let fields): fields.flatMap { all(in: $0.shape) }
    case .encodable(let fields, let limits): fields.flatMap { all(in: $0.shape) } + all(in: .text(limits))
    case .list(let item), .map(let item): all(in: item)
    default: []
    }
  }
}

/// Texts at the edges of the formats.
private let handPicked: [String] = edges + lengths

private let edges: [String] = [
  "", "a", "A", "0", "-", ".", "_", "/", "@", "a\n", "\na", "a\r\n", "a\u{0}", "\u{0}", " a", "a ", "é", "e\u{301}",
  "a\u{301}", "\u{212A}", "\u{17F}", "٠", "ａ", "😀", "a😀b", "\u{200B}a", "a\u{2028}b",
  // Names and ids.
  "a-", "-a", "a.", ".a", "a.b", "a-b", "a..b", "a--b", "a_", "a_b", "_a", "aB", "a/b",
  // Paths.
  "State", "a/b/c", "/a", "a/", "a//b", "a/.b", "a/..", "..", "./a", "a/-b", "a/_b", "a.b/c.d", ".git", "a/.git",
  "a/.GIT", "git", "a/b.git", "a\\b", "a/é", "con", "a/ b",
  // Addresses.
  "a@b.co", "a@b.c", "a@b", "@b.co", "a@", "a@.co", "a@b..co", "a.@b.co", ".a@b.co", "a..b@c.de", "a.b@c.de",
  "a+b@c.de", "a.b+c@d.ef", "a-b.c@d-e.fg", "a@-.co", "a@b-c.co", "a@b.c-d.co", "a@b.CO", "a@b.cO", "a@b.c0",
  "a@b.c_o", "a@b.co.", "a@@b.co", "a@b@c.de", "a b@c.de", "a@b.co\n", "é@b.co", "a@é.co", "a@b.é", "a@b.coé",
  "_@_.aa", "+@0.zz", "-@-._.zz", "a@b.0.zz", "a@b.+.zz", "a@b.c+.zz", "a@b.zz.zz.zz", "a@b.\u{212A}\u{212A}",
  "a@1.2.3.4", "\"a\"@b.co", "a@[127.0.0.1]", "a%b@c.de",
  // Public keys.
  publicKey, publicKey + "A", String(publicKey.dropLast()), publicKey + "\n", publicKey + " a comment",
  publicKey.replacing("AAAAI", with: "AAAAJ"), publicKey.replacing("ed25519", with: "rsa"), publicKey.lowercased(),
]

private let publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"

/// Texts with as many units as some format's limit, one less and one more.
private let lengths: [String] = {
  let counts = [35, 36, 37, 63, 64, 65, 126, 127, 128, 129, 130, 254, 255, 256, 511, 512, 513]
  return counts.flatMap { count -> [String] in
    [
      "a" * count, "a" + "-" * (count - 2) + "a", "a" * (count - 1) + "-", "A" * count, "a@b." + "c" * (count - 4),
      "a/" * (count / 2) + "a", "a" * (count - 5) + "@b.co",
    ]
  }
}()
