import Command
import CommandSupport
import Foundation
import Testing

/// Every rule that a message names can be looked up with `explain`.
struct RuleIDTests {
  @Test
  func `explain knows every rule that the sources name`() throws {
    let ids = try RuleIDTests.idsInSources()
    #expect(ids.count > 50)
    try withRegistry { registry in
      let unknown = ids.filter { registry.run("explain", $0).code != .done }
      #expect(unknown == [], "add a row to CommonRules")
    }
  }

  /// The ids that follow `rule:`, or that begin the fault of a signed response, in the sources outside `Kinds`.
  private static func idsInSources() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let pattern = /(?:rule: |rule: \w+ \? "[^"]*" : |rule: \w+ \? |Fault\(\s*)"(?<id>[a-z]+\.[A-Za-z.]+)"/
    var ids: Set<String> = []
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift", !file.path.contains("/Kinds/") else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: pattern) { ids.insert(String(match.output.id)) }
    }
    return ids.sorted()
  }
}
