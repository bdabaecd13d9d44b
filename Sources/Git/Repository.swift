import Clibgit2

/// An open repository.
///
/// Reads and writes objects and references through libgit2. It never runs a hook, a filter or any other program, and
/// takes every content from objects. Use one for each thread. It is freed with its last owner.
package struct Repository: ~Copyable {
  /// libgit2's repository, owned.
  let pointer: OpaquePointer
  /// Its object database; kept open because nearly every call needs it.
  let objects: ObjectDatabase
  /// The trees that were read or written.
  package let trees: TreeCache

  /// Owns an open repository of libgit2's, which is freed if its object database cannot be opened.
  ///
  /// - Parameters:
  ///   - isCollecting: whether written objects are kept in memory until a pack is made of them.
  ///   - trees: the trees that another opening of the repository has read.
  private init(
    owning pointer: OpaquePointer, isCollecting: Bool = false, trees: TreeCache = TreeCache()
  ) throws(GitError) {
    do throws(GitError) {
      objects = try ObjectDatabase(of: pointer, isCollecting: isCollecting)
    } catch {
      git_repository_free(pointer)
      throw error
    }
    self.pointer = pointer
    self.trees = trees
  }

  deinit { git_repository_free(pointer) }

  /// Opens the repository that contains `path`, looking in the folder itself and in those above it.
  ///
  /// Working trees, linked working trees and bare repositories are found. `GIT_DIR` is ignored: what is opened
  /// depends on the path alone.
  ///
  /// - Throws: `notARepository`, `ownedBySomeoneElse` as git itself judges it, or `unsupportedFormat`.
  ///
  /// - Parameter isKeepingInMemory: whether objects that are written are only kept in memory, and vanish with it.
  package static func discover(from path: String, isKeepingInMemory: Bool = false) throws(GitError) -> Repository {
    try Repository(owning: Discovery.open(from: path), isCollecting: isKeepingInMemory)
  }

  /// Writes all objects that `body` writes as one pack, when it returns. A pack of a few objects takes three or four
  /// flushes to the disk, and each loose object two.
  ///
  /// libgit2 compares the objects of a pack with each other to store differences, so that this is slow for thousands.
  ///
  /// - Parameter body: what writes the objects, to the repository that it is given.
  package func writingPack<Result>(
    _ body: (borrowing Repository) throws(GitError) -> Result
  ) throws(GitError) -> Result {
    let writer = try Repository(
      owning: Discovery.open(from: workingDirectory ?? gitDirectory), isCollecting: true, trees: trees)
    let result = try body(writer)
    try PackBuilder.write(writer.objects.collectedIDs, of: writer)
    return result
  }
}

extension Repository {
  /// Tells whether there is no working tree.
  package var isBare: Bool { git_repository_is_bare(pointer) == 1 }

  /// The absolute path of the working tree without trailing slash; `nil` in a bare repository.
  package var workingDirectory: String? {
    git_repository_workdir(pointer).map(String.init(folder:))
  }

  /// The absolute path of the folder with this working tree's own `HEAD` and index.
  package var gitDirectory: String {
    git_repository_path(pointer).map(String.init(folder:)) ?? ""
  }

  /// The absolute path of the folder that all linked working trees share: objects, branches, configuration.
  package var commonDirectory: String {
    git_repository_commondir(pointer).map(String.init(folder:)) ?? ""
  }

  /// The absolute path of the index file, which need not exist.
  package var indexPath: String { gitDirectory + "/index" }

  /// The commits whose parents a shallow clone left out; empty in a whole one. Each call reads the file again.
  package var shallowBoundary: Set<GitHash> {
    guard let bytes = try? contents(ofFile: commonDirectory + "/shallow") else { return [] }
    let lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    return Set(lines.compactMap(GitHash.init(hex:)))
  }

  /// Looks up a setting in the merged configuration of system, user and repository; `nil` if it is unset.
  package func configValue(_ key: String) -> String? {
    var snapshot: OpaquePointer?
    guard git_repository_config_snapshot(&snapshot, pointer) == 0 else { return nil }
    defer { git_config_free(snapshot) }
    var value: UnsafePointer<CChar>?
    guard git_config_get_string(&value, snapshot, key) == 0, let value else { return nil }
    return String(cString: value)
  }
}
