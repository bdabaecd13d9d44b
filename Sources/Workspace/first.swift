/// The first revision that satisfies a condition; nil if there is none.
func first(
  of revisions: [Revision], where isMeant: (Revision) throws(WorkspaceError) -> Bool
) throws(WorkspaceError) -> Revision? {
  for revision in revisions where try isMeant(revision) { return revision }
  return nil
}
