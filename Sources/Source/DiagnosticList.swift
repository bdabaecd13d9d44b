/// Diagnostics as they are told: of each file at most 100, errors first, and a count of the rest.
///
/// One wrong file may bring tens of thousands, which nobody reads and which no surface shows.
package struct DiagnosticList: Sendable {
  /// The most diagnostics of one file.
  package static let limit = 100

  /// Sorted. Where some of a file are left out, one of the rule `diagnostics.more` says how many.
  package let listed: [Diagnostic]
  /// Of all diagnostics, listed or not.
  package let errorCount: Int
  package let warningCount: Int

  package init(_ diagnostics: [Diagnostic]) {
    let errors = diagnostics.count { $0.severity == .error }
    (errorCount, warningCount) = (errors, diagnostics.count - errors)
    let files = Dictionary(grouping: diagnostics) { $0.location.map { ExactString($0.file) } }
    listed = files.values.flatMap { DiagnosticList.mostImportant(of: $0) }.sorted()
  }

  /// At most `limit` diagnostics of one file, errors before warnings, and the count of the rest.
  private static func mostImportant(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard diagnostics.count > limit else { return diagnostics }
    let sorted = diagnostics.sorted()
    let ranked = sorted.filter { $0.severity == .error } + sorted.filter { $0.severity == .warning }
    let rest = ranked[limit...]
    guard let first = rest.min() else { return ranked }
    let errors = rest.count { $0.severity == .error }
    let kinds = [(errors, "error"), (rest.count - errors, "warning")].filter { $0.0 > 0 }
    let counts = kinds.map { count, word in "\(count) more \(word)\(count == 1 ? "" : "s")" }
    let remainder = Diagnostic(
      errors > 0 ? .error : .warning, rule: "diagnostics.more",
      message: "\(counts.joined(separator: " and ")) of this file \(rest.count == 1 ? "is" : "are") not listed",
      location: first.location, hint: "fix those that are listed, then run again to see the rest")
    return ranked[..<limit] + [remainder]
  }
}
