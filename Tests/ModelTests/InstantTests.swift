import Model
import Testing

@Suite struct InstantTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00.000Z", 0), ("1969-12-31T23:59:59.999Z", -1), ("2000-02-29T00:00:00.000Z", 951_782_400_000),
      ("2000-03-01T00:00:00.000Z", 951_868_800_000), ("2024-02-29T23:59:59.999Z", 1_709_251_199_999),
      ("2024-12-31T00:00:00.000Z", 1_735_603_200_000), ("2026-11-22T12:50:42.208Z", 1_795_351_842_208),
      ("2038-01-19T03:14:08.000Z", 2_147_483_648_000), ("2100-02-28T00:00:00.000Z", 4_107_456_000_000),
      ("2100-03-01T00:00:00.000Z", 4_107_542_400_000), ("2106-02-07T06:28:16.000Z", 4_294_967_296_000),
      ("0001-01-01T00:00:00.000Z", -62_135_596_800_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ] as [(String, Int64)])
  func `a moment is written as the documents do, and read back`(_ text: String, _ milliseconds: Int64) {
    #expect(Instant(milliseconds: milliseconds).description == text)
    #expect(Instant(text)?.milliseconds == milliseconds)
  }

  @Test(arguments: [
    ("2026-11-22", "2026-11-22T00:00:00.000Z"), ("2026-11-22T12:50:42Z", "2026-11-22T12:50:42.000Z"),
    ("2026-11-22t12:50:42z", "2026-11-22T12:50:42.000Z"), ("2026-11-22T12:50:42.2Z", "2026-11-22T12:50:42.200Z"),
    ("2026-11-22T12:50:42.208999999Z", "2026-11-22T12:50:42.208Z"),
    ("2026-11-22T12:50:42.208+05:30", "2026-11-22T07:20:42.208Z"),
    ("2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00.000Z"),
    ("2026-03-01T00:00:00+00:01", "2026-02-28T23:59:00.000Z"),
    ("2026-11-22T12:50:42-00:00", "2026-11-22T12:50:42.000Z"),
  ])
  func `other ways to write a moment mean the same`(_ text: String, _ canonical: String) {
    #expect(Instant(text)?.description == canonical)
  }

  @Test(arguments: [
    "", "now", "2026", "2026-11", "2026-1-2", "26-11-22", "2026-00-01", "2026-13-01", "2026-02-29", "2100-02-29",
    "1900-02-29", "2026-04-31", "2026-11-00", "2026-11-22T", "2026-11-22 12:50:42Z", "2026-11-22T12:50Z",
    "2026-11-22T24:00:00Z", "2026-11-22T12:60:00Z", "2026-11-22T12:50:60Z", "2026-11-22T12:50:42",
    "2026-11-22T12:50:42.Z", "2026-11-22T12:50:42,2Z", "2026-11-22T12:50:42+5:30", "2026-11-22T12:50:42+0530",
    "2026-11-22T12:50:42+24:00", "2026-11-22T12:50:42ZZ", " 2026-11-22", "2026-11-22 ", "-2026-11-22", "+2026-11-22",
    "２０２６-11-22", "9999-12-31T23:59:59-00:01", "0000-01-01T00:00:00+00:01", "1795351842208", "20261122T125042Z",
    "2026-W47-7",
  ])
  func `nonsense is no moment`(_ text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `every day from 1600 to 2400 follows the one before`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    var day: Int64 = -11_676_096_000_000
    for year in 1600...2400 {
      let isLeap = year % 400 == 0 || (year % 4 == 0 && year % 100 != 0)
      for month in 1...12 {
        for date in 1...(lengths[month - 1] + (month == 2 && isLeap ? 1 : 0)) {
          let text = "\(year)-\(Instant.padded(month, 2))-\(Instant.padded(date, 2))"
          if Instant(milliseconds: day).date != text || Instant(text)?.milliseconds != day {
            Issue.record("\(text) is read or written wrongly")
          }
          day += 86_400_000
        }
      }
    }
  }

  @Test(arguments: [
    ("2026-01-01T00:00:00.000Z", 90, "2026-04-01T00:00:00.000Z"),
    ("2024-02-28T23:00:00.000Z", 1, "2024-02-29T23:00:00.000Z"),
    ("2026-01-01T00:00:00.000Z", 36500, "2125-12-08T00:00:00.000Z"),
    ("2026-01-01T00:00:00.000Z", -1, "2025-12-31T00:00:00.000Z"),
    ("9999-12-31T00:00:00.000Z", 90, "9999-12-31T23:59:59.999Z"),
  ])
  func `days are added in UTC`(_ text: String, _ days: Int, _ expected: String) {
    #expect(Instant(text)?.adding(days: days).description == expected)
  }

  @Test(arguments: [.min, -1, 0, 253_402_300_799, 253_402_300_800, 1 << 60, .max] as [Int64])
  func `a forged date lies in the years 1970 to 9999`(_ seconds: Int64) {
    let moment = Instant(seconds: seconds)
    #expect(moment.seconds == min(max(seconds, 0), 253_402_300_799))
    #expect(Instant(moment.description) == moment)
  }

  @Test(arguments: [.min, .max] as [Int64])
  func `what no text can say is cut to what one can`(_ milliseconds: Int64) {
    let moment = Instant(milliseconds: milliseconds)
    #expect(Instant(moment.description) == moment)
    #expect(moment.adding(days: .max).description == "9999-12-31T23:59:59.999Z")
    #expect(moment.adding(days: .min).description == "0000-01-01T00:00:00.000Z")
  }

  @Test(arguments: [(0, 0), (999, 0), (1000, 1), (-1, -1), (-1000, -1), (-1001, -2)] as [(Int64, Int64)])
  func `seconds are rounded towards the past`(_ milliseconds: Int64, _ seconds: Int64) {
    #expect(Instant(milliseconds: milliseconds).seconds == seconds)
  }
}
