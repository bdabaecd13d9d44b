/// What is known about the stored state of one commit from its files alone.
package enum StateProof: Hashable, Sendable {
  /// There is no state.
  case absent
  /// There is a state without a seal: of the first form, or one that was never sealed.
  case unsealed
  /// The last seal covers the state, and the chain of seals leads back to its beginning.
  case proved(Seal.Head)
  /// The state is not what its seals cover; `head` is the last seal that can be verified nevertheless.
  case broken(Mismatch, head: Seal.Head?)

  /// The end of the chain of seals; nil if there is none.
  package var head: Seal.Head? {
    switch self {
    case .proved(let head): head
    case .broken(_, let head): head
    case .absent, .unsealed: nil
    }
  }
}

/// One commit of the mainline, which is the history along first parents.
package struct MainlineCommit: Sendable {
  /// The commit's id.
  package let id: String
  /// What its state proves.
  package let proof: StateProof
  /// What its other parents pass on: the chains of seals that their children must contain.
  package let others: [Mainline.Owed]

  /// Creates the facts about a commit.
  package init(id: String, proof: StateProof, others: [Mainline.Owed] = []) {
    self.id = id
    self.proof = proof
    self.others = others
  }
}

/// Judges the commits of the mainline: a commit is good if its state is proved and contains every chain of seals that
/// its parents had, or gave it up.
///
/// Commits are taken from the oldest to the newest. What a commit must contain is the head of its first parent if that
/// one is good, or else what that one had to contain; and the same of its other parents. So a state that was edited or
/// taken back is noticed however many commits follow, and a commit that restores it is good again.
package struct Mainline: Sendable {
  /// A chain of seals that a commit must contain, and the commit that had it.
  package struct Owed: Hashable, Sendable {
    /// The end of the chain.
    package let head: Seal.Head
    /// The commit that had it.
    package let commit: String
    /// Whether the chain was brought by another parent than the first.
    package let isMerged: Bool

    /// The same, as another parent than the first passes it on.
    package var merged: Owed { Owed(head: head, commit: commit, isMerged: true) }
  }

  /// What is wrong with a commit that is not good.
  package enum Fault: Hashable, Sendable {
    /// Runs were made on several sides, and the commit has those of one: `missing` are the ends of the others.
    case forked(missing: [Owed])
    /// The state was not made by a trusted run.
    case foreign(Reason)

    /// Why a state is foreign.
    package enum Reason: Hashable, Sendable {
      /// Files differ from what the last seal covers, or a seal is not valid.
      case altered(Mismatch)
      /// There is no state where there was one.
      case lost(Owed)
      /// The state is an older one.
      case takenBack(from: Owed, to: Seal.Head)
      /// The state belongs to another lineage.
      case otherLineage(Owed, state: Seal.Head)
      /// The state has no seal although an earlier one had.
      case unsealed(Owed)

      /// The chain that the state lacks; nil if its files are wrong.
      package var owed: Owed? {
        switch self {
        case .altered: nil
        case .lost(let owed), .takenBack(let owed, _), .otherLineage(let owed, _), .unsealed(let owed): owed
        }
      }
    }
  }

  /// The good commits whose state is not that of the good commit before: those that brought runs.
  package private(set) var recorded: [(commit: String, head: Seal.Head)] = []
  /// The last good commit; nil if there was none.
  package private(set) var good: (commit: String, proof: StateProof)?
  /// What is wrong with the newest commit; nil if it is good.
  package private(set) var fault: Fault?
  /// The commit since which none was good.
  package private(set) var faultSince: String?
  /// The commits that restored what was edited or taken back before them.
  package private(set) var mended: [String] = []
  /// The commits that were not good.
  package private(set) var faulty: [String] = []
  /// What the children of the newest commit must contain.
  package private(set) var owed: [Owed] = []

  /// Begins before the first commit, or after one that is known to be good.
  package init(after good: (commit: String, proof: StateProof)? = nil) {
    self.good = good
    if let good, let head = good.proof.head { owed = [Owed(head: head, commit: good.commit, isMerged: false)] }
  }

  /// Begins after a commit whose children must contain these chains.
  package init(owing owed: [Owed]) {
    self.owed = owed
  }

  /// Judges the next commit.
  ///
  /// - Parameters:
  ///   - contains: tells whether the state of the commit with this id contains the seal, as the same file.
  ///   - gaveUp: tells whether the commit's chain gave up the seal, by a run that the seal's own chain trusts.
  package mutating func follow<Failure: Error>(
    _ commit: MainlineCommit, contains: (Seal.Head, _ commit: String) throws(Failure) -> Bool,
    gaveUp: (Owed) throws(Failure) -> Bool
  ) throws(Failure) {
    var due = owed
    for other in commit.others where !due.contains(where: { $0.head == other.head }) { due.append(other.merged) }
    let wasFaulty = fault != nil
    fault = try fault(of: commit, due: due, contains: contains, gaveUp: gaveUp)
    if fault == nil {
      if wasFaulty { mended.append(commit.id) }
      if let head = commit.proof.head, head != good?.proof.head { recorded.append((commit.id, head)) }
      good = (commit.id, commit.proof)
      owed = commit.proof.head.map { [Owed(head: $0, commit: commit.id, isMerged: false)] } ?? []
      faultSince = nil
    } else {
      faulty.append(commit.id)
      faultSince = faultSince ?? commit.id
      owed = due
    }
  }

  private func fault<Failure: Error>(
    of commit: MainlineCommit, due: [Owed], contains: (Seal.Head, _ commit: String) throws(Failure) -> Bool,
    gaveUp: (Owed) throws(Failure) -> Bool
  ) throws(Failure) -> Fault? {
    switch commit.proof {
    case .broken(let mismatch, _): return .foreign(.altered(mismatch))
    case .absent: return due.first.map { .foreign(.lost($0)) }
    case .unsealed: return due.first.map { .foreign(.unsealed($0)) }
    case .proved(let head):
      var missing: [Owed] = []
      for entry in due {
        if try contains(entry.head, commit.id) { continue }
        if try gaveUp(entry) { continue }
        // The states of two registries that were merged are two sides; one that replaces the other is foreign.
        let isMerged = entry.isMerged || due.contains { $0.head == head }
        guard entry.head.lineage == head.lineage || isMerged else {
          return .foreign(.otherLineage(entry, state: head))
        }
        if !entry.isMerged, try contains(head, entry.commit) { return .foreign(.takenBack(from: entry, to: head)) }
        missing.append(entry)
      }
      return missing.isEmpty ? nil : .forked(missing: missing)
    }
  }
}
