import Git
import Model
package import Source
import Store

/// Reads the ledger of a commit.
package struct LedgerReader {
  private let revision: Revision

  /// Creates a reader of the ledger in one commit.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  private var objects: GitObjects { revision.objects }

  /// The files of the ledger in the order of their serials and parts, with their paths in the state folder.
  func files() throws(WorkspaceError) -> [(path: String, id: GitHash)] {
    guard let audit = try objects.entry(at: revision.statePath("audit"), in: revision.commit.tree) else { return [] }
    var files: [(name: LedgerFile?, path: String, id: GitHash)] = []
    for year in try objects.entries(of: audit.id) where year.mode == .tree {
      for month in try objects.entries(of: year.id) where month.mode == .tree {
        for file in try objects.entries(of: month.id) {
          let name = String(decoding: file.name, as: UTF8.self)
          let folder =
            "audit/\(String(decoding: year.name, as: UTF8.self))/\(String(decoding: month.name, as: UTF8.self))"
          files.append((LedgerFile(name), "\(folder)/\(name)", file.id))
        }
      }
    }
    // Files of other names come last; they do not fit the ledger.
    let last = LedgerFile(serial: .max, part: .max)
    return files.sorted { ($0.name ?? last, $0.path) < ($1.name ?? last, $1.path) }.map { ($0.path, $0.id) }
  }

  /// Reads the audit events, oldest first. Throws a refusal if the state is not what its last seal covers: that covers
  /// every line.
  package func events() throws(WorkspaceError) -> [Node] {
    _ = try StateReader(revision).openFolder()
    var events: [Node] = []
    for file in try files() {
      let isFirstPart = file.path.split(separator: "/").last.flatMap { LedgerFile(String($0)) }?.part ?? 1 == 1
      for line in try objects.blob(file.id).split(separator: UInt8(ascii: "\n")).dropFirst(isFirstPart ? 1 : 0) {
        guard let event = try? JSONReader.read(Array(line)) else {
          throw .damaged(revision.statePath(file.path), reason: "a line is not valid JSON")
        }
        events.append(event)
      }
    }
    return events
  }
}
