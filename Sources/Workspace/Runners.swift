import Engine
package import Store

/// Who may seal the next run of a registry.
package struct Runners {
  private let revision: Revision

  /// Creates a reader of a commit.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  /// Replaces `registry.yaml` in the working tree.
  package func write(settings bytes: [UInt8]) throws(WorkspaceError) {
    let workspace = revision.workspace
    try workspace.workingTree.write(bytes, to: workspace.path(RegistryFile.name))
  }

  /// The last seal; nil before the first. Throws a refusal if the state is not good.
  package func lastSeal() throws(WorkspaceError) -> Seal.Head? {
    try MainlineCheck(revision.workspace).require(revision)
    return try StateProofs(revision.workspace).proved(revision)?.head
  }

  /// The runners that the last seal names; none before the first. Throws a refusal if the state is not good: a state that
  /// replaced another names whom it likes.
  package func trusted() throws(WorkspaceError) -> [Seal.Runner] {
    try MainlineCheck(revision.workspace).require(revision)
    return try StateProofs(revision.workspace).proved(revision)?.seal.runners ?? []
  }
}
