import Engine
import Git
import Store

/// The words for a stored state that no trusted run made.
extension MainlineCheck {
  func refusal(_ fault: Mainline.Fault, of mainline: Mainline, at revision: Revision) -> RunRefusal {
    let state = revision.stateFolder
    let since = String(MainlineCheck.short(mainline.faultSince ?? revision.commit.id.hex))
    switch fault {
    case .forked(let missing):
      let sides = missing.map { "run \($0.head.serial) of commit \(MainlineCheck.short($0.commit))" }
      return RunRefusal(
        rule: "state.forked",
        message: "Runs were made on several sides: commit \(since) lacks \(sides.joined(separator: " and "))",
        hint:
          "partnerctl resolve shows what each side handed out; partnerctl resolve --keep REV keeps the runs of one of them"
      )
    case .foreign(let reason):
      let words = MainlineCheck.words(reason, state: state, since: since)
      let good = mainline.good.map { MainlineCheck.short($0.commit) }
      return RunRefusal(
        rule: words.rule, message: words.message,
        hint: good.map {
          "partnerctl resolve restores the state of commit \($0), the last that a trusted run made; git log -p \($0).. -- \(state) shows what changed it"
        } ?? "do not rely on it: no commit here has a state that a trusted run made")
    }
  }

  private static func words(
    _ reason: Mainline.Fault.Reason, state: String, since commit: String
  ) -> (rule: String, message: String) {
    switch reason {
    case .altered(let mismatch):
      let path = mismatch.file.isEmpty ? state : "\(state)/\(mismatch.file)"
      return (
        "state.foreign", "Commit \(commit) has a stored state that no trusted run made: \(path): \(mismatch.message)"
      )
    case .lost(let owed):
      return (
        "state.lost",
        "Commit \(commit) has no stored state, but commit \(short(owed.commit)) has that of run \(owed.head.serial)"
      )
    case .takenBack(let owed, let head):
      return (
        "state.rolledBack", "Commit \(commit) took the stored state back from run \(owed.head.serial) to \(head.serial)"
      )
    case .otherLineage(let owed, let head):
      return (
        "state.foreign",
        "Commit \(commit) has the stored state of another registry (lineage \(head.lineage)) than commit \(short(owed.commit)) (lineage \(owed.head.lineage))"
      )
    case .unsealed(let owed):
      return (
        "state.foreign",
        "Commit \(commit) has a stored state without a seal, but commit \(short(owed.commit)) has one sealed by run \(owed.head.serial)"
      )
    }
  }

  private static func short(_ id: String) -> Substring { id.prefix(12) }
}
