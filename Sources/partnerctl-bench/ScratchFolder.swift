import Glibc

/// A folder of this run's own.
struct ScratchFolder {
  let path: String
  private let isKept: Bool

  /// - Parameter parent: the folder to make it in; nil for the system's own.
  init(in parent: String?, isKept: Bool) throws(BenchError) {
    let parent = parent ?? getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    guard let real = realpath(parent, nil) else { throw .errno(parent) }
    defer { free(real) }
    var template = Array("\(String(cString: real))/partnerctl-bench-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw .errno(parent) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    self.isKept = isKept
  }

  /// Removes the folder and what is in it, however the run ended.
  func close(_ tools: Tools) throws(BenchError) {
    Interruption.ignore()
    if !isKept { try tools.remove(path) }
  }
}
