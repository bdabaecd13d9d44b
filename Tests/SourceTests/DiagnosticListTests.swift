import Source
import Testing

/// How many diagnostics of a file are told.
@Suite struct DiagnosticListTests {
  private func diagnostics(
    _ count: Int, _ severity: Diagnostic.Severity = .error, in file: String, from line: Int = 1
  ) -> [Diagnostic] {
    (0..<count).map { number in
      Diagnostic(
        severity, rule: "r", message: "m", location: SourceLocation(file: file, line: line + number, column: 1))
    }
  }

  @Test func `a hundred of a file are all listed`() {
    let all = diagnostics(100, in: "a.yaml") + diagnostics(3, .warning, in: "b.yaml")
    let list = DiagnosticList(all.reversed())
    #expect(list.listed == all)
    #expect(list.errorCount == 100 && list.warningCount == 3)
  }

  @Test func `of more the first hundred are listed and the rest are counted, file by file`() {
    let list = DiagnosticList(diagnostics(48_000, in: "a.yaml") + diagnostics(101, .warning, in: "b.yaml"))
    #expect(list.errorCount == 48_000 && list.warningCount == 101)
    #expect(list.listed.count == 202)
    let rest = list.listed.filter { $0.rule == "diagnostics.more" }
    #expect(
      rest.map(\.message) == [
        "47900 more errors of this file are not listed", "1 more warning of this file is not listed",
      ])
    #expect(rest.map(\.severity) == [.error, .warning])
    #expect(rest.map { $0.location?.mark.line } == [101, 101])
    #expect(list.listed.last == rest.last, "the count comes behind what is listed")
  }

  @Test func `errors are listed before warnings further up`() {
    let list = DiagnosticList(
      diagnostics(150, .warning, in: "a.yaml") + diagnostics(2, in: "a.yaml", from: 200))
    #expect(list.listed.count { $0.severity == .error } == 2)
    #expect(list.listed.count == 101)
    #expect(
      list.listed.last { $0.rule == "diagnostics.more" }?.message == "52 more warnings of this file are not listed")
  }
}
