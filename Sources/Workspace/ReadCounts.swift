/// The numbers of files that a run read from the repository, for `--verbose` and for tests.
package final class ReadCounts {
  /// The number of files, stored ones and manifests.
  package private(set) var files = 0
  /// Their bytes.
  package private(set) var bytes = 0
  /// The reason why everything was read; nil if only parts were.
  package internal(set) var reasonForAll: String?
  /// The numbers of manifest files by the reason why they were read; empty if everything was read.
  package internal(set) var reasons: [String: Int] = [:]

  /// Creates counts of a run that has not read anything yet.
  package init() {}

  func noteFile(bytes: Int) {
    files += 1
    self.bytes += bytes
  }

  /// What was read and why, such as `read 12 files, 3456 bytes; 1 manifest file because it changed`.
  package var summary: String {
    let total = "read \(files) files, \(bytes) bytes"
    if let reasonForAll { return "\(total); everything, because \(reasonForAll)" }
    let parts = reasons.sorted { $0.key < $1.key }.map { reason, count in
      "\(count) manifest \(count == 1 ? "file" : "files") because \(reason)"
    }
    return ([total] + parts).joined(separator: "; ")
  }
}
