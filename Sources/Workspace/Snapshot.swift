package import Engine
package import Git
package import Model
import Source
package import Store

/// Everything that a run reads of one commit.
package struct Snapshot {
  /// The commit with its settings.
  package let revision: Revision
  /// The manifests, or those that may have changed since the last run.
  package let desired: Desired
  /// The stored state; objects of large kinds may be missing, which `large` reads.
  package let stored: StateFolder
  /// The digest of `state.json`; nil if there is none.
  package let stateDigest: String?
  /// The id that the registry folder's tree would have without the state folder.
  package let desiredTree: String
  /// Whether the manifests were read from the working tree and not from the commit.
  package let isWorkingTree: Bool
  /// The stored objects of large kinds that are read on demand, by the kind's name; empty if all were read.
  package var large: [String: LargeObjects] = [:]

  /// The commit that the snapshot was read from.
  package var commit: Commit { revision.commit }
  /// The settings of the registry.
  package var settings: Settings { revision.settings }
}

extension Workspace {
  /// Reads what a run needs of a commit.
  ///
  /// - Parameter time: the time of the run, to read only what may have changed since the last run; nil to read
  ///   everything.
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

  /// Reads what a run would need if the manifests in the working tree were committed; the state is that of the
  /// commit.
  package func workingTreeSnapshot(over commit: Commit) throws(WorkspaceError) -> Snapshot {
    let revision = Revision(self, commit: commit, settings: try SettingsFile(self).settingsInWorkingTree())
    let (folder, digest) = try StateReader(try revision.whereStateLies()).base()
    return Snapshot(
      revision: revision,
      desired: Desired.load(
        try ManifestFinder(self, settings: revision.settings).filesInWorkingTree(), catalog: catalog),
      stored: folder, stateDigest: digest, desiredTree: try revision.desiredTree(), isWorkingTree: true)
  }

  /// Tells by ids alone whether a run on this commit would have nothing to do: same manifests, settings and catalogue
  /// as at the last recorded run, no fault then, and no deadline since. It reads a handful of objects, whatever the
  /// registry's size.
  ///
  /// - Returns: The header of the stored state; nil if there may be something to do.
  package func upToDateHeader(of commit: Commit, at time: Instant) throws(WorkspaceError) -> StateHeader? {
    let revision = try revision(commit)
    guard let (header, digest) = try revision.header(), header.faults == 0,
      ExactString.same(header.registry, registryFolder), header.settings == revision.settingsDigest,
      header.desiredTree == (try revision.desiredTree()), header.nextDeadline.map({ time <= $0 }) ?? true
    else { return nil }
    // The ledger file of a very large run is not read: nothing is decided by it here, and this check must stay cheap.
    try StateChecks(revision).check(header, digest: digest, ledgerLimit: 1 << 20)
    return header
  }
}
