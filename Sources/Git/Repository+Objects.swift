import Clibgit2

extension Repository {
  /// Tells whether the object is in the repository, without fetching anything.
  package func contains(_ id: GitHash) -> Bool {
    var oid = id.oid
    return git_odb_exists(objects, &oid) == 1
  }

  /// Reads the size of a blob from its header, so that a limit can be checked before reading the blob.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is no blob or damaged.
  package func size(ofBlob id: GitHash) throws(GitError) -> Int {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    try check("git_odb_read_header", reading: id, status: git_odb_read_header(&size, &type, objects, &oid))
    guard type == GIT_OBJECT_BLOB else { throw .invalid("object \(id) is not a blob") }
    return size
  }

  /// Reads a blob. Its digest is compared with its id on the way.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is no blob or damaged.
  package func blob(_ id: GitHash) throws(GitError) -> [UInt8] {
    var oid = id.oid
    var object: OpaquePointer?
    try check("git_odb_read", reading: id, status: git_odb_read(&object, objects, &oid))
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == GIT_OBJECT_BLOB else { throw .invalid("object \(id) is not a blob") }
    return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Writes a blob as a loose object, unless the repository has it already.
  package func writeBlob(_ bytes: [UInt8]) throws(GitError) -> GitHash {
    try write(bytes, as: GIT_OBJECT_BLOB)
  }

  /// Writes blobs as loose objects, those that the repository lacks, and returns their ids in order.
  ///
  /// All are flushed to the disk when it returns. libgit2 flushes every object separately, which takes nearly a
  /// millisecond each; of many objects none is flushed alone, and the whole file system is flushed once at the end.
  /// That also waits for the writes of other programs, so it is not done for a few objects.
  ///
  /// While it runs, what other threads write through libgit2 may be flushed later than they expect.
  package func writeBlobs(_ contents: [[UInt8]]) throws(GitError) -> [GitHash] {
    guard contents.count > Self.fewObjects else { return try writeEach(contents) }
    let ids = try Library.withoutFlushing { () throws(GitError) in try writeEach(contents) }
    try flushFileSystem(of: commonDirectory + "/objects")
    return ids
  }

  /// The number of objects up to which each is flushed separately.
  private static let fewObjects = 32

  private func writeEach(_ contents: [[UInt8]]) throws(GitError) -> [GitHash] {
    var ids: [GitHash] = []
    ids.reserveCapacity(contents.count)
    for bytes in contents { ids.append(try writeBlob(bytes)) }
    return ids
  }

  /// The id that `writeBlob` would give, without writing.
  package func hashBlob(_ bytes: [UInt8]) throws(GitError) -> GitHash {
    try hash(bytes, as: GIT_OBJECT_BLOB)
  }

  /// Writes an object of any type without looking into it.
  func write(_ bytes: [UInt8], as type: git_object_t) throws(GitError) -> GitHash {
    var oid = git_oid()
    try check("git_odb_write", status: git_odb_write(&oid, objects, bytes, bytes.count, type))
    return GitHash(oid)
  }

  /// Computes an object's id.
  func hash(_ bytes: [UInt8], as type: git_object_t) throws(GitError) -> GitHash {
    var oid = git_oid()
    try check("git_odb_hash", status: git_odb_hash(&oid, bytes, bytes.count, type))
    return GitHash(oid)
  }
}
