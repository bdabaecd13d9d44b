package import Model
package import Source

/// What a run would do, as people review it and as `reconcile --plan` holds the tool to it.
///
/// A view of an outcome: planning is applying with placeholders for what would be generated, so a plan cannot differ
/// from what is done. It contains no time of the run and no generated value.
package struct Plan: Sendable {
  /// What the plan holds for: the commit, and the digest of `state.json` there (nil if there is none).
  package struct Base: Hashable, Sendable {
    package let commit: String
    package let state: String?

    package init(commit: String, state: String?) {
      self.commit = commit
      self.state = state
    }
  }

  package let base: Base
  package let outcome: Outcome

  package init(base: Base, outcome: Outcome) {
    self.base = base
    self.outcome = outcome
  }

  /// The plan without its digest, as it is digested.
  private var members: [(String, Node)] {
    let summary = outcome.summary
    return [
      ("formatVersion", .integer(1)),
      ("base", .object(["commit": .text(base.commit), "state": .text(base.state)])),
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

  /// Equal digests mean equal plans.
  package func digest(by instruments: Instruments) -> String { Plan.digest(of: .object(members), by: instruments) }

  /// The digest of a plan as JSON, without the digest that it may contain.
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
