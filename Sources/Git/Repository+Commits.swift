import Clibgit2

extension Repository {
  /// Reads a commit. Replacement references and grafts are not looked at, so `parents` are those of the object.
  ///
  /// - Throws: `missingObject` if it is absent, `invalid` if the object is not a commit or is malformed.
  package func commit(_ id: GitHash) throws(GitError) -> Commit {
    var commit: OpaquePointer?
    var oid = id.oid
    try check("git_commit_lookup", reading: id, status: git_commit_lookup(&commit, pointer, &oid))
    defer { git_commit_free(commit) }
    guard let tree = git_commit_tree_id(commit), let author = git_commit_author(commit),
      let committer = git_commit_committer(commit), let message = git_commit_message(commit)
    else { throw .invalid("commit \(id) is malformed") }
    let parents = (0..<git_commit_parentcount(commit)).compactMap { index in
      git_commit_parent_id(commit, index).map { GitHash($0.pointee) }
    }
    return Commit(
      id: id, tree: GitHash(tree.pointee), parents: parents, author: Signature(author.pointee),
      committer: Signature(committer.pointee), message: String(cString: message))
  }

  /// Writes a commit object and moves no reference: until one is moved to it, nobody sees it.
  ///
  /// - Throws: `invalid` when a text holds what would break the object apart, `missingObject` for a tree or parent
  ///   that the repository lacks.
  package func writeCommit(
    tree: GitHash, parents: [GitHash], author: Signature, committer: Signature, message: String
  ) throws(GitError) -> GitHash {
    try checkText(message, "the commit message")
    for id in [tree] + parents where !contains(id) { throw .missingObject(id.hex) }
    let references = ["tree \(tree)"] + parents.map { "parent \($0)" }
    let people = ["author \(try author.line())", "committer \(try committer.line())"]
    let text = (references + people + ["", message]).joined(separator: "\n")
    return try objects.write(Array(text.utf8), as: GIT_OBJECT_COMMIT)
  }

  /// Tells whether `ancestor` is reachable from `descendant`; a commit counts as its own ancestor.
  ///
  /// In a shallow clone the commits beyond the boundary count as not reachable.
  package func isAncestor(_ ancestor: GitHash, of descendant: GitHash) throws(GitError) -> Bool {
    if ancestor == descendant { return true }
    let boundary = shallowBoundary
    guard boundary.isEmpty else {
      return try ShallowHistory(boundary: boundary).reaches(ancestor, from: descendant, in: self)
    }
    var older = ancestor.oid
    var newer = descendant.oid
    let status = git_graph_descendant_of(pointer, &newer, &older)
    try check("git_graph_descendant_of", reading: descendant, status: status)
    return status == 1
  }
}

/// The history that a shallow clone holds: the commits up to a boundary, whose parents were left out.
///
/// libgit2 1.5 does not know the boundary: its own search would ask for the parents that the clone lacks.
private struct ShallowHistory {
  /// The commits whose parents the repository may lack.
  let boundary: Set<GitHash>

  /// Tells whether `goal` is `start` or one of the ancestors that can be reached without crossing the boundary.
  func reaches(
    _ goal: GitHash, from start: GitHash, in repository: borrowing Repository
  ) throws(GitError) -> Bool {
    var seen: Set<GitHash> = [start]
    var pending = [start]
    while let id = pending.popLast() {
      if id == goal { return true }
      guard !boundary.contains(id) else { continue }
      for parent in try repository.commit(id).parents where seen.insert(parent).inserted { pending.append(parent) }
    }
    return false
  }
}

extension Signature {
  /// Copies a signature of libgit2's.
  init(_ signature: git_signature) {
    self.init(
      name: signature.name.map { String(cString: $0) } ?? "",
      email: signature.email.map { String(cString: $0) } ?? "",
      seconds: signature.when.time,
      offsetMinutes: Int(signature.when.offset))
  }

  /// The text of a commit's header line. libgit2's own cuts times to 32 bits, which end in 2106.
  ///
  /// - Throws: `invalid` for what git could not read back: a line break or angle bracket, with which a name could
  ///   forge further header lines, an empty name, a time before 1970.
  fileprivate func line() throws(GitError) -> String {
    let breaking: Set<UInt8> = [0, UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "<"), UInt8(ascii: ">")]
    guard !name.utf8.contains(where: breaking.contains), !email.utf8.contains(where: breaking.contains) else {
      throw .invalid("the name or e-mail address of an author contains a line break or an angle bracket")
    }
    guard name.utf8.contains(where: { $0 != UInt8(ascii: " ") }) else { throw .invalid("an author has no name") }
    guard seconds >= 0, abs(offsetMinutes) < 100 * 60 else {
      throw .invalid("the time of an author is before 1970 or its distance from UTC too large")
    }
    let (hours, minutes) = abs(offsetMinutes).quotientAndRemainder(dividingBy: 60)
    let zone = String(hours * 100 + minutes)
    let sign = offsetMinutes < 0 ? "-" : "+"
    return "\(name) <\(email)> \(seconds) \(sign)\(String(repeating: "0", count: 4 - zone.utf8.count))\(zone)"
  }
}
