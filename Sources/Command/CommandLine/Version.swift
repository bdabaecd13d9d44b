/// The program's own version.
package enum Version {
  package static let number = "0.1.0"
  /// As the ledger names the tool.
  package static let tool = "partnerctl \(number)"
  static var line: String { tool }
}
