/// The first place where stored files do not fit what the ledger says.
package struct Mismatch: Error, Hashable, Sendable {
  /// Relative to the state folder.
  package let file: String
  /// Counted from 1; nil when the whole file is meant.
  package let line: Int?
  package let message: String
  /// What to do about it; nil for what can only be a change by hand.
  package let hint: String?

  package init(_ file: String, line: Int? = nil, message: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.message = message
    self.hint = hint
  }
}
