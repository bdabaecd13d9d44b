package import Model
package import Source

/// The steps that a run would take, as people review them and as `reconcile --plan` compares them.
///
/// A plan is a view of an outcome: planning is applying with placeholders for generated values, so a plan cannot
/// differ from what is done. It contains neither the time of the run nor any generated value.
package struct Plan: Sendable {
  /// The commit and the stored state for which a plan was made.
  package struct Base: Hashable, Sendable {
    /// The id of the commit in hexadecimal digits.
    package let commit: String
    /// The digest of `state.json` in that commit; nil if it has none.
    package let state: String?

    /// Creates a base from a commit and the digest of its state.
    package init(commit: String, state: String?) {
      self.commit = commit
      self.state = state
    }
  }

  /// The commit and the stored state for which the plan was made.
  package let base: Base
  /// The outcome that the plan is a view of; in a run that reconciles, its generated values are real.
  package let outcome: Outcome

  /// Creates the plan of an outcome; it is the same whether generated values are placeholders or real.
  package init(base: Base, outcome: Outcome) {
    self.base = base
    self.outcome = outcome
  }

  /// The members of the plan except for its digest.
  private var members: [(String, Node)] {
    let summary = outcome.summary
    return [
      ("formatVersion", .integer(1)),
      ("base", .object(["commit": .text(base.commit), "state": .text(base.state)])),
      ("settings", .list(outcome.settings?.fields.map(\.node) ?? [])),
      ("changes", .list(outcome.changes.map(\.node))),
      ("rejections", .list(DiagnosticList(outcome.diagnostics).listed.map { Redaction.shapes.hiding($0).node() })),
      (
        "refusal",
        outcome.refusal.map {
          .object(["rule": .text($0.rule), "message": .text($0.message), "hint": .text($0.hint)])
        } ?? .null
      ),
      (
        "summary",
        .object([
          "create": .integer(summary.create), "update": .integer(summary.update), "remove": .integer(summary.remove),
          "unchanged": .integer(summary.unchanged), "reject": .integer(summary.faulty),
        ])
      ),
    ]
  }

  /// Computes the digest of the plan; equal digests mean equal plans.
  package func digest(by instruments: Instruments) -> String { Plan.digest(of: .object(members), by: instruments) }

  /// Computes the digest of a plan that was read as JSON; a member `digest` is not part of it.
  package static func digest(of plan: Node, by instruments: Instruments) -> String {
    let members = (plan.entries ?? []).filter { $0.key != "digest" }
    return instruments.digest(JSONWriter.line(Node(.mapping(members)), secrets: .masked))
  }

  /// The plan as `plan -o json` prints it, with its digest.
  package func node(by instruments: Instruments) -> Node {
    var members = members
    members.insert(("digest", .text(digest(by: instruments))), at: 2)
    return .object(members)
  }
}
