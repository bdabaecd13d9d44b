import Source
import Testing

@Suite struct CSVTests {
  // MARK: Reading

  @Test(
    arguments: [
      ("", []), ("a", [.init(["a"], line: 1)]), ("a\n", [.init(["a"], line: 1)]),
      ("a,b\nc,d\n", [.init(["a", "b"], line: 1), .init(["c", "d"], line: 2)]),
      ("a,b\r\nc,d", [.init(["a", "b"], line: 1), .init(["c", "d"], line: 2)]),
      (",\"\",x\n", [.init([nil, "", "x"], line: 1)]), ("\n", [.init([nil], line: 1)]),
      ("\n\na", [.init([nil], line: 1), .init([nil], line: 2), .init(["a"], line: 3)]),
      ("a,", [.init(["a", nil], line: 1)]), (",", [.init([nil, nil], line: 1)]),
      ("\"\"", [.init([""], line: 1)]), ("\"\"\"\"", [.init(["\""], line: 1)]),
      ("\"a\"\"b\",\"\"\"\"\"\"", [.init(["a\"b", "\"\""], line: 1)]),
      ("\"a,b\"", [.init(["a,b"], line: 1)]), (" a , b ", [.init([" a ", " b "], line: 1)]),
      (" \n", [.init([" "], line: 1)]), ("NULL,\\N", [.init(["NULL", "\\N"], line: 1)]),
      ("\\.\n", [.init(["\\."], line: 1)]), ("\"\\.\"\n", [.init(["\\."], line: 1)]),
      ("'a,b'", [.init(["'a", "b'"], line: 1)]), ("a\tb;c", [.init(["a\tb;c"], line: 1)]),
      ("é\u{301},😀\n", [.init(["é\u{301}", "😀"], line: 1)]), ("\u{FEFF}a", [.init(["\u{FEFF}a"], line: 1)]),
      ("a\u{85}b\u{2028}c\u{B}d", [.init(["a\u{85}b\u{2028}c\u{B}d"], line: 1)]),
      ("\"a\u{301}\",\u{301}", [.init(["a\u{301}", "\u{301}"], line: 1)]),
    ] as [(String, [CSV.Record])])
  func `text is read as PostgreSQL writes it`(_ text: String, _ expected: [CSV.Record]) throws {
    #expect(try exact(CSV.read(Array(text.utf8))) == exact(expected))
  }

  @Test func `the line of a record is the one on which it starts`() throws {
    let text = "h\n\"a\nb\r\n\nc\",d\ne\r\n\"\n\"\r\n\"f\"\n\ng"
    #expect(
      try CSV.read(Array(text.utf8)) == [
        .init(["h"], line: 1), .init(["a\nb\r\n\nc", "d"], line: 2), .init(["e"], line: 6), .init(["\n"], line: 7),
        .init(["f"], line: 9), .init([nil], line: 10), .init(["g"], line: 11),
      ])
  }

  @Test(arguments: [
    ("\"", "a quote is never closed", 1), ("a,b\n\"c\nd\ne", "a quote is never closed", 2),
    ("\"a\"\"", "a quote is never closed", 1), ("\"a\n\"\"\nb", "a quote is never closed", 1),
    ("a\"", "there is a quote inside a field that does not start with one", 1),
    ("x\n a\"b\"", "there is a quote inside a field that does not start with one", 2),
    ("\"a\"b", "text follows a closing quote", 1), ("\"\n\"b", "text follows a closing quote", 2),
    ("\"a\" ,b", "text follows a closing quote", 1), ("\"a\"\u{301}", "text follows a closing quote", 1),
    ("a\rb", "no line feed follows a carriage return", 1), ("a\n\"b\"\r", "no line feed follows a carriage return", 2),
    ("a\r\r\n", "no line feed follows a carriage return", 1), ("\r", "no line feed follows a carriage return", 1),
    ("a\u{0}", "a field is not UTF-8 text", 1), ("a\n\"b\nc\u{0}\n\"", "a field is not UTF-8 text", 2),
  ])
  func `a malformed text is refused on its line`(_ text: String, _ message: String, _ line: Int) {
    #expect(fault(Array(text.utf8)) == "\(line): \(message)")
  }

  @Test(
    arguments: [
      [0xFF], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80], [0x41, 0xC3, 0x2C],
      [0x22, 0xC3, 0x22], [0xFF, 0xFE, 0x61, 0x00],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are reported on their line`(_ bytes: [UInt8]) {
    #expect(fault(Array("a\nb\n".utf8) + bytes) == "3: a field is not UTF-8 text")
  }

  private func fault(_ bytes: [UInt8]) -> String? {
    do throws(CSV.Fault) {
      _ = try CSV.read(bytes)
      return nil
    } catch {
      return "\(error.line): \(error.message)"
    }
  }

  @Test func `every beginning of a text is read or refused`() {
    let text = Array("h,i\r\n\"a\"\"\n😀\",\n,\"\"\r\nx,y".utf8)
    for count in text.indices {
      do throws(CSV.Fault) {
        let records = try CSV.read(Array(text[..<count]))
        #expect(records.allSatisfy { (1...5).contains($0.line) })
      } catch {
        #expect((1...5).contains(error.line) && !error.message.isEmpty)
      }
    }
  }

  @Test func `a large field takes little time`() throws {
    let text = String(repeating: "\"\"\n", count: 1 << 20)
    let start = ContinuousClock().now
    let records = try CSV.read(Array("\"\(text)\"\nx".utf8))
    #expect(records.map(\.line) == [1, (1 << 20) + 2])
    #expect(records[0].fields[0]?.utf8.count == 2 << 20)
    #expect(start.duration(to: .now) < .seconds(20))
  }

  // MARK: Writing

  @Test(
    arguments: [
      ([nil], "\n"), ([""], "\"\"\n"), ([nil, "", "a"], ",\"\",a\n"), ([" a "], " a \n"), (["a,b"], "\"a,b\"\n"),
      (["\""], "\"\"\"\"\n"), (["a\nb", "c\rd"], "\"a\nb\",\"c\rd\"\n"), (["\\."], "\"\\.\"\n"), (["\\.."], "\\..\n"),
      (["a\\"], "a\\\n"), (["'", "\t;"], "',\t;\n"), (["é", "\u{301}"], "é,\u{301}\n"),
      (["\"\u{301}"], "\"\"\"\u{301}\"\n"), ([",\u{301}"], "\",\u{301}\"\n"), (["\u{2028}"], "\u{2028}\n"),
    ] as [([String?], String)])
  func `text has quotes where it needs them`(_ fields: [String?], _ expected: String) {
    #expect(written([fields]) == Array(expected.utf8))
  }

  // MARK: There and back

  private static let texts: [String?] = [
    nil, "", " ", "  a  ", "null", "NULL", "\\N", "\\.", "\\\\.", "\"", "\"\"", "\"a\"", ",", ",,", "\n", "\r", "\r\n",
    "\n\n", "a\nb", "a,b\"c\nd\re", "'", "''", "\\", "\\\"", "\t", "\u{1}", "\u{7F}", "\u{85}", "\u{2028}", "\u{FEFF}",
    "\u{301}", "\"\u{301}", ",\u{301}", "\n\u{301}", "é", "e\u{301}", "😀", "\u{202E}abc", "\u{10FFFF}", "{\"a\": [1]}",
    "=1+1", "-- x", "#", String(repeating: "x\"\n,", count: 5000),
  ]

  @Test func `what is written is read back as it was`() throws {
    let records =
      CSVTests.texts.map { [$0] } + [CSVTests.texts] + [CSVTests.texts.reversed()]
      + CSVTests.texts.flatMap { left in CSVTests.texts.map { [left, $0] } }
    #expect(try CSV.read(written(records)).map { $0.fields.map(bytes) } == records.map { $0.map(bytes) })
  }

  @Test(arguments: 0..<200 as Range<UInt64>) func `so is what chance brings`(_ seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let letters: [Unicode.Scalar] = ["a", "\"", ",", "\n", "\r", "\\", ".", " ", "\u{301}", "é", "😀", "\u{2028}", "'"]
    let records: [[String?]] = (0..<Int.random(in: 1...8, using: &chance)).map { _ in
      (0..<Int.random(in: 1...6, using: &chance)).map { _ in
        guard Int.random(in: 0..<5, using: &chance) > 0 else { return nil }
        var text = ""
        for _ in 0..<Int.random(in: 0...9, using: &chance) {
          text.unicodeScalars.append(letters.randomElement(using: &chance) ?? "a")
        }
        return text
      }
    }
    let read = try CSV.read(written(records))
    #expect(read.map { $0.fields.map(bytes) } == records.map { $0.map(bytes) })
    var line = 1
    for (record, fields) in zip(read, records) {
      #expect(record.line == line)
      line += 1 + fields.reduce(0) { $0 + ($1 ?? "").utf8.count { $0 == UInt8(ascii: "\n") } }
    }
  }

  private func written(_ records: [[String?]]) -> [UInt8] {
    var bytes: [UInt8] = []
    for fields in records { CSV.append(fields, to: &bytes) }
    return bytes
  }

  private func bytes(_ text: String?) -> [UInt8]? { text.map { Array($0.utf8) } }

  /// By bytes: texts are equal also where they only look the same.
  private func exact(_ records: [CSV.Record]) -> [[[UInt8]?]] {
    records.map { [[UInt8(truncatingIfNeeded: $0.line)]] + $0.fields.map(bytes) }
  }
}

/// Numbers that look random and are the same each time (SplitMix64).
private struct Chance: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
