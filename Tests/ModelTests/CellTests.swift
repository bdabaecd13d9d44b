import Model
import RegistrySupport
import Source
import Testing

/// Values of rows, as PostgreSQL reads and writes them.
@Suite struct CellTests {
  @Test(arguments: [.text, .secret, .boolean, .time, .bytes] as [Cell.Form]) func `null is null`(_ form: Cell.Form) {
    #expect(Cell(nil, form: form) == .null && Cell.null.text == nil)
  }

  @Test(arguments: ["", "null", "t", "\\x", "2026-01-01 00:00:00", " é\n\u{1B}"])
  func `text is what it is, and so is a secret`(_ text: String) {
    #expect(Cell(text, form: .text) == .text(text) && Cell.text(text).text == text)
    #expect(Cell(text, form: .secret) == .secret(Secret(text)) && Cell.secret(Secret(text)).text == text)
  }

  @Test(
    arguments: [
      ("t", true), ("f", false), ("true", true), ("false", false), ("T", true), ("F", false), ("TRUE", true),
      ("False", false), ("", nil), ("yes", nil), ("1", nil), ("0", nil), ("on", nil), (" t", nil), ("t ", nil),
      ("tr", nil), ("null", nil), ("t\u{301}", nil),
    ] as [(String, Bool?)])
  func `a boolean has two words`(_ text: String, _ expected: Bool?) {
    #expect(Cell(text, form: .boolean) == expected.map { .boolean($0) })
  }

  @Test(
    arguments: [
      ("2020-05-15 16:08:33", "2020-05-15T16:08:33.000Z"), ("2020-05-15T16:08:33", "2020-05-15T16:08:33.000Z"),
      ("2020-05-15 16:08:33.7", "2020-05-15T16:08:33.700Z"), ("2020-05-15 16:08:33.76", "2020-05-15T16:08:33.760Z"),
      ("2020-05-15 16:08:33.767", "2020-05-15T16:08:33.767Z"),
      ("2020-05-15 16:08:33.7679", "2020-05-15T16:08:33.767Z"),
      ("2020-05-15 16:08:33.76799", "2020-05-15T16:08:33.767Z"),
      ("2020-05-15 16:08:33.767993", "2020-05-15T16:08:33.767Z"),
      ("2020-05-15 16:08:33.000001", "2020-05-15T16:08:33.000Z"),
      ("2020-05-15 16:08:33+00", "2020-05-15T16:08:33.000Z"),
      ("2020-05-15 16:08:33.5+00", "2020-05-15T16:08:33.500Z"),
      ("2020-05-15 16:08:33.767993+05:30", "2020-05-15T10:38:33.767Z"),
      ("2020-05-15 16:08:33-05", "2020-05-15T21:08:33.000Z"),
      ("2020-05-15 16:08:33-03:30", "2020-05-15T19:38:33.000Z"), ("2020-05-15 16:08:33Z", "2020-05-15T16:08:33.000Z"),
      ("2020-05-15T16:08:33.1Z", "2020-05-15T16:08:33.100Z"), ("2020-05-15", "2020-05-15T00:00:00.000Z"),
      ("1969-12-31 23:59:59.999", "1969-12-31T23:59:59.999Z"), ("0001-01-01 00:00:00", "0001-01-01T00:00:00.000Z"),
      ("9999-12-31 23:59:59.999", "9999-12-31T23:59:59.999Z"), ("2024-02-29 00:00:00", "2024-02-29T00:00:00.000Z"),
    ] as [(String, String)])
  func `a time is read to the millisecond, without an offset as UTC`(_ text: String, _ expected: String) throws {
    #expect(Cell(text, form: .time) == .time(try #require(Instant(expected))))
  }

  @Test(arguments: [
    "", " ", "infinity", "-infinity", "now", "0044-03-15 12:00:00 BC", "10000-01-01 00:00:00", "2020-05-15 16:08",
    "2020-05-15 24:00:00", "2020-05-15 16:08:60", "2020-02-30 00:00:00", "2021-02-29 00:00:00", "2020-13-01 00:00:00",
    "2020-00-01 00:00:00", "2020-05-15 16:08:33.", "2020-05-15 16:08:33 ", " 2020-05-15 16:08:33",
    "2020-05-15 16:08:33+", "2020-05-15 16:08:33+5", "2020-05-15 16:08:33+25", "2020-05-15 16:08:33+05:",
    "2020-05-15 16:08:33+00Z", "2020-05-15 16:08:33ZZ", "15/05/2020 16:08:33", "2020-05-15  16:08:33",
    "1589558913", "2020-05-15 16:08:33 UTC", "２０20-05-15 16:08:33", "2020-05-15 16:08:33.76799x",
    "0000-01-01 00:00:00+01", "9999-12-31 23:59:59-01",
  ])
  func `anything else is not a time`(_ text: String) {
    #expect(Cell(text, form: .time) == nil)
  }

  @Test(
    arguments: [
      ("\\x", []), ("\\x00", [0]), ("\\x0aFf", [0x0A, 0xFF]), ("\\xdeadBEEF", [0xDE, 0xAD, 0xBE, 0xEF]),
      ("", nil), ("\\", nil), ("x00", nil), ("\\X00", nil), ("\\x0", nil), ("\\x000", nil), ("\\xg0", nil),
      ("\\x+f", nil), ("\\x-0", nil), ("\\x 0", nil), ("\\x00 ", nil), ("abc\\000", nil), ("\\x０", nil),
    ] as [(String, [UInt8]?)])
  func `bytes are pairs of hexadecimal digits`(_ text: String, _ expected: [UInt8]?) {
    #expect(Cell(text, form: .bytes) == expected.map { .bytes($0) })
  }

  @Test(
    arguments: [
      (.boolean(true), "t"), (.boolean(false), "f"), (.bytes([]), "\\x"), (.bytes([0, 10, 255]), "\\x000aff"),
      (.time("2020-05-15T16:08:33.000Z"), "2020-05-15 16:08:33"),
      (.time("2020-05-15T16:08:33.100Z"), "2020-05-15 16:08:33.1"),
      (.time("2020-05-15T16:08:33.120Z"), "2020-05-15 16:08:33.12"),
      (.time("2020-05-15T16:08:00.007Z"), "2020-05-15 16:08:00.007"),
      (.time("0000-01-01T00:00:00.000Z"), "0000-01-01 00:00:00"),
      (.time("9999-12-31T23:59:59.999Z"), "9999-12-31 23:59:59.999"),
    ] as [(Cell, String)])
  func `a value is written as PostgreSQL writes it`(_ cell: Cell, _ expected: String) {
    #expect(cell.text == expected)
  }

  @Test func `what is written is read back as it was`() {
    for number in 0..<2000 as Range<Int64> {
      let time = Cell.time(Instant(milliseconds: number * 126_700_000_123 - 62_000_000_000_000))
      #expect(Cell(time.text, form: .time) == time)
    }
    for byte in 0...255 as ClosedRange<UInt8> {
      let bytes = Cell.bytes([byte, 0, byte])
      #expect(Cell(bytes.text, form: .bytes) == bytes)
    }
  }
}
