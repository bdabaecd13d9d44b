/// The first place where stored files do not match the ledger.
package struct Mismatch: Error, Hashable, Sendable {
  /// The path relative to the state folder.
  package let file: String
  /// The line, counted from 1; nil if the whole file is meant.
  package let line: Int?
  /// The fault, the end of a sentence about the file or line.
  package let message: String
  /// What to do; nil if only a change by hand can be the cause.
  package let hint: String?

  /// Creates a mismatch of a file, or of one of its lines.
  package init(_ file: String, line: Int? = nil, message: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.message = message
    self.hint = hint
  }
}
