import Foundation
package import Testing

/// Compares text with a reviewed file below the folder `Snapshots` beside the test.
///
/// `UPDATE_SNAPSHOTS=1 swift test` writes the files anew; look at every line of the difference
/// before committing it.
package func expectSnapshot(
  _ text: String, _ name: String, besides path: String = #filePath,
  sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
  let file = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("Snapshots/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return
  }
  let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
  guard text != expected else { return }
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let first = zip(lines, expectedLines).prefix { $0 == $1 }.count
  Issue.record(
    """
    \(name) differs from line \(first + 1):
    - \(expectedLines.dropFirst(first).first ?? "(end)")
    + \(lines.dropFirst(first).first ?? "(end)")
    """, sourceLocation: sourceLocation)
}
