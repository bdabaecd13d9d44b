import Clibgit2

extension Repository {
  /// Tells whether the object is in the repository, without fetching anything.
  package func contains(_ id: GitHash) -> Bool { objects.contains(id) }

  /// Reads how long a blob is from its header, so that a limit can be kept before reading it.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is not a blob or is damaged.
  package func size(ofBlob id: GitHash) throws(GitError) -> Int { try objects.size(ofBlob: id) }

  /// Reads a blob. Its digest is compared with its id on the way.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is not a blob or is damaged.
  package func blob(_ id: GitHash) throws(GitError) -> [UInt8] { try objects.blob(id) }

  /// Writes a blob as a loose object, unless the repository has it already.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> GitHash {
    try objects.write(bytes, as: GIT_OBJECT_BLOB)
  }

  /// Writes blobs as loose objects, those that the repository lacks, and returns their ids in order.
  ///
  /// All are flushed to the disk when it returns. libgit2 flushes every object separately, which takes nearly a
  /// millisecond each; of many objects none is flushed alone, and the whole file system is flushed once at the end.
  /// That also waits for the writes of other programs, so it is not done for a few objects.
  ///
  /// While a pack is collected, nothing is flushed until that is written.
  ///
  /// While it runs, what other threads write through libgit2 may be flushed later than they expect.
  package func writeBlobs(_ contents: [[UInt8]]) throws(GitError) -> [GitHash] {
    guard contents.count > ObjectDatabase.fewObjects, !objects.isCollecting else {
      return try objects.writeBlobs(contents)
    }
    let ids = try Library.withoutFlushing { () throws(GitError) in try objects.writeBlobs(contents) }
    try flushFileSystem(of: commonDirectory + "/objects")
    return ids
  }

  /// The id that `writeBlob` would give, without writing.
  package func hashBlob(_ bytes: [UInt8]) throws(GitError) -> GitHash {
    try GitHash(ofObject: bytes, type: GIT_OBJECT_BLOB)
  }
}
