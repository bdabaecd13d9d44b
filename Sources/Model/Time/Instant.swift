/// A moment in UTC, in whole milliseconds since 1970; the only representation of time in the pure targets.
///
/// Every moment is in the years 0 to 9999, so that its text has a year of four digits and is read back unchanged.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since 1970-01-01T00:00:00Z; negative before.
  package let milliseconds: Int64

  /// Creates a moment; one outside the years 0 to 9999 becomes the first or last moment of them.
  package init(milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, Instant.bounds.lowerBound), Instant.bounds.upperBound)
  }

  /// Creates the moment of a commit, whose date may be forged: one outside the years 1970 to 9999 becomes the first
  /// or last moment of them.
  package init(seconds: Int64) {
    self.init(milliseconds: min(max(seconds, 0), Instant.bounds.upperBound / 1000) * 1000)
  }

  /// From 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.
  private static let bounds: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

  package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

  package static let millisecondsPerDay: Int64 = 86_400_000

  /// The moment a number of days later, but no later than the last moment of the year 9999.
  package func adding(days: Int) -> Instant {
    let span = Int64(min(max(days, -4_000_000), 4_000_000)) * Instant.millisecondsPerDay
    return Instant(milliseconds: milliseconds + span)
  }

  /// Whole seconds since 1970, rounded down.
  package var seconds: Int64 { Instant.floorDivide(milliseconds, 1000) }
}

// MARK: Text

extension Instant: CustomStringConvertible {
  /// The moment in the documents' form, `2026-11-22T12:50:42.208Z`.
  package var description: String {
    let (year, month, day) = civil
    let rest = Int(milliseconds - days * Instant.millisecondsPerDay)
    var writer = DigitWriter()
    writer.date(year, month: month, day: day)
    writer.number(rest / 3_600_000, width: 2, after: "T")
    writer.number(rest / 60_000 % 60, width: 2, after: ":")
    writer.number(rest / 1000 % 60, width: 2, after: ":")
    writer.number(rest % 1000, width: 3, after: ".")
    writer.mark("Z")
    return writer.text
  }

  /// The date alone, such as `2026-11-22`, in which form the documented download answers give an expiry.
  package var date: String {
    let (year, month, day) = civil
    var writer = DigitWriter()
    writer.date(year, month: month, day: day)
    return writer.text
  }

  /// The year of the Gregorian calendar in UTC, 0 to 9999.
  package var year: Int { civil.year }
  /// The month of the Gregorian calendar in UTC, 1 to 12.
  package var month: Int { civil.month }

  /// Reads a date and time with `Z` or an offset, with or without fractions of a second (digits after the third are
  /// dropped), or a date alone, which means its first moment. Nil for anything else, such as 30 February.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(4), reader.accept("-"), let month = reader.number(2), reader.accept("-"),
      let day = reader.number(2), let days = Instant.days(year: year, month: month, day: day)
    else { return nil }
    let midnight = days * Instant.millisecondsPerDay
    if reader.isAtEnd {
      self.init(milliseconds: midnight)
      return
    }
    guard reader.accept("T") || reader.accept("t"), let time = reader.timeOfDay(), let offset = reader.offset(),
      reader.isAtEnd
    else { return nil }
    let moment = midnight + time - offset
    guard Instant.bounds.contains(moment) else { return nil }
    self.init(milliseconds: moment)
  }

  /// A number in decimal with at least `width` digits.
  package static func padded(_ value: Int, _ width: Int) -> String {
    let text = String(value)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}

// MARK: Calendar

extension Instant {
  private var days: Int64 { Instant.floorDivide(milliseconds, Instant.millisecondsPerDay) }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
  }

  /// The year, month and day in the Gregorian calendar, counted from 1 March of year 0 in eras of 400 years.
  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = Instant.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (Int(year), Int(month), Int(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1))
  }

  /// The days since 1970; nil if there is no such day.
  private static func days(year: Int, month: Int, day: Int) -> Int64? {
    guard (1...12).contains(month), day >= 1 else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard day <= lengths[month - 1] else { return nil }
    let shiftedYear = Int64(month <= 2 ? year - 1 : year)
    let era = floorDivide(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}

/// Writes numbers of fixed width; fast, since every stored object has several times in it.
private struct DigitWriter {
  private var bytes: [UInt8] = []

  init() { bytes.reserveCapacity(24) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func mark(_ scalar: Unicode.Scalar) { bytes.append(UInt8(ascii: scalar)) }

  mutating func number(_ value: Int, width: Int, after scalar: Unicode.Scalar? = nil) {
    if let scalar { mark(scalar) }
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  mutating func date(_ year: Int, month: Int, day: Int) {
    number(year, width: 4)
    number(month, width: 2, after: "-")
    number(day, width: 2, after: "-")
  }
}

/// Reads numbers of fixed width from the front of a text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = Substring(text).utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func accept(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(_ width: Int) -> Int? {
    guard rest.count >= width else { return nil }
    var value = 0
    for byte in rest.prefix(width) {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    rest.removeFirst(width)
    return value
  }

  mutating func timeOfDay() -> Int64? {
    guard let hour = number(2), hour < 24, accept(":"), let minute = number(2), minute < 60, accept(":"),
      let second = number(2), second < 60
    else { return nil }
    var milliseconds = 0
    if accept(".") {
      guard var unit = number(1).map({ (value: $0, scale: 100) }) else { return nil }
      milliseconds = unit.value * unit.scale
      while let digit = number(1) {
        unit.scale /= 10
        milliseconds += digit * unit.scale
      }
    }
    return Int64(hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds)
  }

  /// Reads the offset from UTC and returns it in milliseconds.
  mutating func offset() -> Int64? {
    if accept("Z") || accept("z") { return 0 }
    let isEast = accept("+")
    guard isEast || accept("-"), let hour = number(2), hour < 24, accept(":"), let minute = number(2), minute < 60
    else { return nil }
    return Int64(hour * 3_600_000 + minute * 60_000) * (isEast ? 1 : -1)
  }
}
