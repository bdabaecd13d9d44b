/// States who made a commit and when, as the commit itself claims it.
package struct Signature: Hashable, Sendable {
  /// The name; bytes that are not UTF-8 were replaced.
  package var name: String
  /// The address without angle brackets.
  package var email: String
  /// Seconds since 1970 in UTC. Anyone can write any number here.
  package var seconds: Int64
  /// The distance of the local time from UTC, which matters for display only.
  package var offsetMinutes: Int

  /// Creates a signature; the texts are checked when a commit is written.
  package init(name: String, email: String, seconds: Int64, offsetMinutes: Int) {
    self.name = name
    self.email = email
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }
}

/// One commit as its object records it.
package struct Commit: Sendable {
  /// The commit's own id.
  package let id: GitHash
  /// The tree of the repository's root folder.
  package let tree: GitHash
  /// The parents that the object names, of which a shallow clone may lack the objects.
  package let parents: [GitHash]
  /// Who wrote the change.
  package let author: Signature
  /// Who made the commit object.
  package let committer: Signature
  /// The message without leading empty lines.
  package let message: String

  /// The commit as if it had another tree, for a commit on top of it that begins with that one.
  package func withTree(_ tree: GitHash) -> Commit {
    Commit(id: id, tree: tree, parents: parents, author: author, committer: committer, message: message)
  }
}
