package import Git
package import Model
package import Source
import Store

/// One version of a stored object.
package struct StoredVersion: Sendable {
  /// The commit that introduced the version.
  package let commit: Commit
  /// The serial of the run that wrote it.
  package let serial: Int
  /// The tree of the stored object; nil for a version in which it does not exist.
  package let node: Node?
}

/// Reads earlier states: what was stored at a time, and all versions of an object.
package struct History {
  private let workspace: Workspace
  private let tip: Commit

  /// Creates a reader of the history of one commit.
  ///
  /// - Parameter tip: the newest commit that is read.
  package init(_ workspace: Workspace, from tip: Commit) {
    self.workspace = workspace
    self.tip = tip
  }

  /// The commit that was current at a time: the newest on the first-parent line that is not younger.
  package func commit(asOf time: Instant) throws(WorkspaceError) -> Commit {
    guard let commit = try commit(notYoungerThan: time) else {
      throw .git(.invalid("the history has no commit at or before \(time)"))
    }
    return commit
  }

  /// The state that was stored at a time; an empty one before the first commit, and before there was a registry.
  package func stored(asOf time: Instant) throws(WorkspaceError) -> StoredState {
    let empty = StoredState(StateFolder(), of: nil, in: workspace)
    guard let commit = try commit(notYoungerThan: time) else { return empty }
    let revision: Revision
    do throws(WorkspaceError) {
      revision = try workspace.revision(commit)
    } catch {
      switch error {
      case .noRegistry, .registryNotCommitted: return empty
      default: throw error
      }
    }
    return try StoredState(revision)
  }

  /// The newest commit that is not younger; nil if the first commit is younger. Throws if the history is cut off
  /// after the time.
  private func commit(notYoungerThan time: Instant) throws(WorkspaceError) -> Commit? {
    var commit = tip
    while Instant(seconds: commit.committer.seconds) > time {
      guard let parent = commit.parents.first else { return nil }
      guard workspace.objects.contains(parent) else {
        throw .git(.invalid("the history is cut off after \(time); fetch all of it"))
      }
      commit = try workspace.objects.commit(parent)
    }
    return commit
  }

  /// Every version of an object, newest first, along the commits in which the state was recorded.
  ///
  /// Only the content of the object counts: a split shard, or a change of other objects in the shard, makes no
  /// version.
  package func versions(of object: ObjectID) throws(WorkspaceError) -> [StoredVersion] {
    guard let kind = workspace.catalog.kind(named: object.kind) else { return [] }
    let tip = try workspace.revision(self.tip)
    let texts = StoredTexts(of: object.name, kind: kind)
    var versions: [StoredVersion] = []
    var revision = tip
    while true {
      let present = try texts.text(at: revision)
      let parents = try workspace.objects.parents(of: revision.commit).map { commit throws(WorkspaceError) in
        try tip.at(commit)
      }
      if let same = try first(
        of: parents,
        where: { parent throws(WorkspaceError) in
          try texts.text(at: parent) == present
        })
      {
        revision = same
        continue
      }
      if present != nil || !parents.isEmpty { versions.append(try version(present, at: revision)) }
      guard let parent = parents.first else { return versions }
      revision = parent
    }
  }

  private func version(
    _ text: StoredTexts.Text?, at revision: Revision
  ) throws(WorkspaceError) -> StoredVersion {
    let serial = try revision.header()?.header.serial ?? 0
    guard let text else { return StoredVersion(commit: revision.commit, serial: serial, node: nil) }
    guard let node = try? JSONReader.read(text.bytes) else { throw .damaged(text.file, reason: "it is not valid JSON") }
    return StoredVersion(commit: revision.commit, serial: serial, node: node)
  }
}
