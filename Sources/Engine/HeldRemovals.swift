import Model
import Source

/// The removals that unreadable files hold back.
///
/// It is made once for all removals: comparing each of them with each file would take time proportional to the product
/// of both numbers.
struct HeldRemovals {
  private let request: ReconcileRequest
  private let first: UnreadableFile?
  /// A file that may name anything.
  private var unknown: UnreadableFile?
  /// One of the files in which a word occurs.
  private var filesByWord: [String: UnreadableFile] = [:]
  /// One of the files in a folder, by its path with a slash at its end.
  private var filesByFolder: [ExactString: UnreadableFile] = [:]

  init(by files: [UnreadableFile], request: ReconcileRequest) {
    self.request = request
    first = files.first
    for file in files {
      guard let words = file.words else {
        unknown = unknown ?? file
        continue
      }
      filesByWord.merge(words.map { ($0, file) }) { first, _ in first }
      let folder = ExactString(UnreadableFile.folder(of: file.path))
      filesByFolder[folder] = filesByFolder[folder] ?? file
    }
  }

  /// An unreadable file that may declare an object whose manifest is gone: it has its name or id, lies in the folder of
  /// the manifest or above it, or changed with or after the commit that removed the manifest.
  ///
  /// A file at the top of the registry holds back only what was there itself: everything else is below it.
  func file(holding object: UndeclaredObject) -> String? {
    if let file = unknown ?? filesByWord[object.id.name] ?? filesByWord[object.storedID] { return file.path }
    var folder = UnreadableFile.folder(of: object.source)
    let own = folder
    while !folder.isEmpty || folder == own {
      let isTop = ExactString.same(folder, request.topFolder)
      if let file = filesByFolder[ExactString(folder)], !isTop || folder == own { return file.path }
      if isTop || folder.isEmpty { break }
      folder = UnreadableFile.folder(of: String(folder.dropLast()))
    }
    guard let base = request.provenance[object.id]?.base else { return first?.path }
    return request.filesSince[base]?.min()?.text
  }
}
