package import Engine
package import Git
package import Model
import Source
package import Store

/// Everything a run reads of one commit.
package struct Snapshot {
  package let revision: Revision
  package let desired: Desired
  package let stored: StateFolder
  /// Digest of `state.json`'s bytes; nil if there is none.
  package let stateDigest: String?
  /// Id of the registry folder's tree without the state folder.
  package let desiredTree: String
  /// Whether the manifests were read from the working tree rather than from the commit.
  package let isWorkingTree: Bool
  /// The stored objects of large kinds that are read when they are asked for; empty if all were read.
  package var large: [String: LargeObjects] = [:]

  package var commit: Commit { revision.commit }
  package var settings: Settings { revision.settings }
}

extension Workspace {
  /// Reads what a run needs of a commit.
  ///
  /// - Parameter time: the run's, if what has not changed since the last run need not be read.
  package func snapshot(of commit: Commit, asOf time: Instant? = nil) throws(WorkspaceError) -> Snapshot {
    let revision = try revision(commit)
    if let time, let snapshot = try IncrementalRead(revision).snapshot(asOf: time) { return snapshot }
    let (folder, digest) = try StateReader(revision).base()
    return Snapshot(
      revision: revision,
      desired: Desired.load(
        try ManifestFinder(self, settings: revision.settings).files(at: revision), catalog: catalog),
      stored: folder, stateDigest: digest, desiredTree: try revision.desiredTree(), isWorkingTree: false)
  }

  /// Reads what a run would need if the manifests in the working tree were committed; the state is that of the commit.
  package func workingTreeSnapshot(over commit: Commit) throws(WorkspaceError) -> Snapshot {
    let revision = Revision(self, commit: commit, settings: try SettingsFile(self).settingsInWorkingTree())
    let (folder, digest) = try StateReader(try revision.whereStateLies()).base()
    return Snapshot(
      revision: revision,
      desired: Desired.load(
        try ManifestFinder(self, settings: revision.settings).filesInWorkingTree(), catalog: catalog),
      stored: folder, stateDigest: digest, desiredTree: try revision.desiredTree(), isWorkingTree: true)
  }

  /// Whether a run on this commit would find nothing to do, as far as ids tell: same manifests, settings and catalogue
  /// as at the last recorded run, no fault then, no deadline since. Reads a handful of objects, whatever the registry's
  /// size.
  ///
  /// - Returns: The header of the stored state; nil if there may be something to do.
  package func upToDateHeader(of commit: Commit, at time: Instant) throws(WorkspaceError) -> StateHeader? {
    let revision = try revision(commit)
    guard let (header, digest) = try revision.header(), header.faults == 0,
      ExactString.same(header.registry, registryFolder), header.settings == revision.settingsDigest,
      header.desiredTree == (try revision.desiredTree()), header.nextDeadline.map({ time <= $0 }) ?? true
    else { return nil }
    // The file of the largest run is not read: nothing is decided by it here, and a look must stay cheap.
    try StateChecks(revision).check(header, digest: digest, ledgerLimit: 1 << 20)
    return header
  }
}
