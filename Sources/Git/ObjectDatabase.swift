import Clibgit2

/// The object database of an open repository.
///
/// It holds blobs, trees and commits by their ids and knows nothing of references, index and working tree. It is
/// freed when its owner lets go of it.
struct ObjectDatabase: ~Copyable {
  /// The number of objects up to which each is flushed to the disk by itself.
  static let fewObjects = 32

  /// libgit2's object database, owned.
  private let pointer: OpaquePointer
  /// Takes note of the objects that are kept in memory for a pack; nil if objects are written to files at once.
  private let collected: CollectedObjects?

  /// Opens the object database of a repository of libgit2's.
  ///
  /// - Parameter isCollecting: whether written objects are kept in memory until a pack is made of them.
  init(of repository: OpaquePointer, isCollecting: Bool = false) throws(GitError) {
    var opened: OpaquePointer?
    let status = git_repository_odb(&opened, repository)
    guard status == 0, let opened else {
      throw .failed(call: "git_repository_odb", code: Int(status), message: Library.lastMessage)
    }
    if isCollecting {
      do throws(GitError) {
        try ObjectDatabase.keepInMemory(opened)
      } catch {
        git_odb_free(opened)
        throw error
      }
    }
    pointer = opened
    collected = isCollecting ? CollectedObjects() : nil
  }

  /// Makes a database of libgit2's keep in memory what is written.
  private static func keepInMemory(_ database: OpaquePointer) throws(GitError) {
    var memory: UnsafeMutablePointer<git_odb_backend>?
    try check("git_mempack_new", status: git_mempack_new(&memory))
    // Loose objects have the priority 1 and packs 2; the database frees what is added.
    let status = git_odb_add_backend(database, memory, 999)
    if status != 0 { memory?.pointee.free(memory) }
    try check("git_odb_add_backend", status: status)
  }

  /// Whether written objects are kept in memory for a pack.
  var isCollecting: Bool { collected != nil }

  /// The ids of the objects that are kept in memory, in the order in which they were written.
  var collectedIDs: [GitHash] { collected?.ids ?? [] }

  deinit { git_odb_free(pointer) }

  /// Tells whether the object is there, without fetching anything.
  func contains(_ id: GitHash) -> Bool {
    var oid = id.oid
    return git_odb_exists(pointer, &oid) == 1
  }

  /// Reads the length of a blob in bytes from its header.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is not a blob or is damaged.
  func size(ofBlob id: GitHash) throws(GitError) -> Int {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    try check("git_odb_read_header", reading: id, status: git_odb_read_header(&size, &type, pointer, &oid))
    guard type == GIT_OBJECT_BLOB else { throw .invalid("object \(id) is not a blob") }
    return size
  }

  /// Reads a blob. Its digest is compared with its id on the way.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is not a blob or is damaged.
  func blob(_ id: GitHash) throws(GitError) -> [UInt8] { try content(of: id, as: GIT_OBJECT_BLOB) }

  /// Reads an object of the expected type. Its digest is compared with its id on the way.
  ///
  /// - Throws: `missingObject`, or `invalid` if the object is of another type or is damaged.
  func content(of id: GitHash, as type: git_object_t) throws(GitError) -> [UInt8] {
    var oid = id.oid
    var object: OpaquePointer?
    try check("git_odb_read", reading: id, status: git_odb_read(&object, pointer, &oid))
    defer { git_odb_object_free(object) }
    guard git_odb_object_type(object) == type else {
      throw .invalid("object \(id) is not a \(String(cString: git_object_type2string(type)))")
    }
    return Array(UnsafeRawBufferPointer(start: git_odb_object_data(object), count: git_odb_object_size(object)))
  }

  /// Writes an object of any type as a loose object, unless it is there already, without looking into it.
  func write(_ bytes: [UInt8], as type: git_object_t) throws(GitError) -> GitHash {
    var oid = git_oid()
    if let collected {
      try check("git_odb_hash", status: git_odb_hash(&oid, bytes, bytes.count, type))
      if git_odb_exists(pointer, &oid) == 1 { return GitHash(oid) }
      collected.ids.append(GitHash(oid))
    }
    try check("git_odb_write", status: git_odb_write(&oid, pointer, bytes, bytes.count, type))
    return GitHash(oid)
  }

  /// Writes blobs one after the other, and returns their ids in order.
  func writeBlobs(_ contents: [[UInt8]]) throws(GitError) -> [GitHash] {
    var ids: [GitHash] = []
    ids.reserveCapacity(contents.count)
    for bytes in contents { ids.append(try write(bytes, as: GIT_OBJECT_BLOB)) }
    return ids
  }
}

/// The objects that a database keeps in memory.
private final class CollectedObjects {
  var ids: [GitHash] = []
}

extension GitHash {
  /// Computes the id of an object with these bytes, which need not be in any repository.
  init(ofObject bytes: [UInt8], type: git_object_t) throws(GitError) {
    var oid = git_oid()
    try check("git_odb_hash", status: git_odb_hash(&oid, bytes, bytes.count, type))
    self.init(oid)
  }
}
