/// The diagnostics to show: at most 100 for each file, errors first, and a count of the rest.
///
/// One faulty file may have tens of thousands of diagnostics, more than anyone reads or any output can show.
package struct DiagnosticList: Sendable {
  /// The most diagnostics that are listed for one file.
  package static let limit = 100

  /// The listed diagnostics, sorted. If some of a file are left out, one with the rule `diagnostics.more` counts
  /// them.
  package let listed: [Diagnostic]
  /// The number of all errors, listed or not.
  package let errorCount: Int
  /// The number of all warnings, listed or not.
  package let warningCount: Int

  /// Selects the diagnostics to show; the order of `diagnostics` does not matter.
  package init(_ diagnostics: [Diagnostic]) {
    let errors = diagnostics.count { $0.severity == .error }
    (errorCount, warningCount) = (errors, diagnostics.count - errors)
    let files = Dictionary(grouping: diagnostics) { $0.location.map { ExactString($0.file) } }
    listed = files.values.flatMap { DiagnosticList.mostImportant(of: $0) }.sorted()
  }

  /// Returns at most `limit` diagnostics of one file, errors before warnings, and one that counts the rest.
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
