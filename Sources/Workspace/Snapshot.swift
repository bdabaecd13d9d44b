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
  /// The stored state; its objects may be read on demand.
  package let stored: StateFolder
  /// The digest of `state.json`; nil if there is none.
  package let stateDigest: String?
  /// The id that the registry folder's tree would have without the state folder.
  package let manifestsTree: String
  /// Whether the manifests were read from the working tree and not from the commit.
  package let isWorkingTree: Bool
  /// Whether the indexes may be damaged, since they are rebuilt.
  var isRebuildingIndexes = false

  /// The commit that the snapshot was read from.
  package var commit: Commit { revision.commit }
  /// The settings of the registry.
  package var settings: Settings { revision.settings }
}

extension Workspace {
  /// Reads everything that a run may need of a commit.
  ///
  /// - Parameter isRebuildingIndexes: whether the indexes may be damaged, since they are rebuilt.
  package func snapshot(
    of commit: Commit, isRebuildingIndexes: Bool = false
  ) throws(WorkspaceError) -> Snapshot {
    let revision = try revision(commit)
    let (folder, digest) = try StateReader(revision).base(isRebuildingIndexes: isRebuildingIndexes)
    let files = try ManifestFinder(self, settings: revision.settings).files(at: revision)
    return Snapshot(
      revision: revision, desired: Desired.load(files, catalog: catalog), stored: folder, stateDigest: digest,
      manifestsTree: try revision.manifestsTree(), isWorkingTree: false, isRebuildingIndexes: isRebuildingIndexes)
  }

  /// Reads what a run on a commit reads first; nil if it reads everything.
  package func incrementalSnapshot(of commit: Commit) throws(WorkspaceError) -> Snapshot? {
    guard var read = try IncrementalRead(try revision(commit)) else { return nil }
    return try read.snapshot()
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
      stored: folder, stateDigest: digest, manifestsTree: try revision.manifestsTree(), isWorkingTree: true)
  }

  /// Tells by ids alone whether a run on this commit would have nothing to do: same manifests, settings and catalogue
  /// as at the last recorded run, no fault then, and no deadline since. It reads a handful of objects, whatever the
  /// registry's size.
  ///
  /// - Returns: The header of the stored state; nil if there may be something to do.
  package func upToDateHeader(of commit: Commit, at time: Instant) throws(WorkspaceError) -> StateHeader? {
    let revision = try revision(commit)
    guard let (header, digest) = try revision.header(), header.faults == 0,
      ExactString.same(header.registry, registryFolder), header.catalogueVersion == catalog.version,
      header.manifestsTree == (try revision.manifestsTree()), header.nextDeadline.map({ time <= $0 }) ?? true,
      try objects.entry(at: revision.statePath(StateFolder.settingsFile), in: commit.tree) != nil
    else { return nil }
    try StateChecks(revision).check(header, digest: digest)
    return header
  }
}
