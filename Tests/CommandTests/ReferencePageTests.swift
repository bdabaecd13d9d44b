import Command
import Foundation
import Kinds
import Model
import Report
import Testing

struct ReferencePageTests {

  /// `UPDATE_SNAPSHOTS=1` writes the page instead.
  @Test func `the reference page says what the program has`() throws {
    let page = Program.reference.text
    let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = project.appendingPathComponent("Sources/Command/partnerctl.docc/Reference.md")
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] != nil {
      try Data(page.utf8).write(to: file)
    }
    let written = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    let place = zip(page.split(separator: "\n"), written.split(separator: "\n")).first { $0 != $1 }
    let isFresh = page == written
    #expect(
      isFresh,
      "UPDATE_SNAPSHOTS=1 swift test --filter ReferencePageTests rewrites it; first difference: \(String(describing: place))"
    )
  }
}
