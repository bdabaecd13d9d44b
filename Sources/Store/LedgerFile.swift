package import Model
import Source

/// The name of a file of the ledger: `<serial>.jsonl` in the folder of its month, and `<serial>.0002.jsonl` and so on
/// for the further parts of a long run.
package struct LedgerFile: Hashable, Comparable, Sendable {
  /// The most bytes of a file, unless a single line has more: 8 MiB. Common forges refuse files of 100 MB.
  package static let limit = 8 << 20

  /// The serial of the run.
  package let serial: Int
  /// The number of the part, counted from 1.
  package let part: Int

  /// Creates the name of a part.
  package init(serial: Int, part: Int) {
    self.serial = serial
    self.part = part
  }

  /// Reads the last name of a path; nil if it is not one of the ledger.
  package init?(_ name: String) {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    guard words.last == "jsonl", let serial = words.first.flatMap({ Int($0) }) else { return nil }
    switch words.count {
    case 2: self.init(serial: serial, part: 1)
    case 3:
      guard let part = Int(words[1]), part > 1 else { return nil }
      self.init(serial: serial, part: part)
    default: return nil
    }
    guard ExactString.same(self.name, name) else { return nil }
  }

  /// The name of the file.
  package var name: String { part == 1 ? "\(serial).jsonl" : "\(serial).\(Instant.padded(part, 4)).jsonl" }

  /// The path relative to the state folder, for a run at a time.
  package func path(at time: Instant) -> String {
    "audit/\(Instant.padded(time.year, 4))/\(Instant.padded(time.month, 2))/\(name)"
  }

  /// Files are sorted by serial, then by part.
  package static func < (left: LedgerFile, right: LedgerFile) -> Bool {
    (left.serial, left.part) < (right.serial, right.part)
  }
}
