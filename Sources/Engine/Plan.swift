package import Model
package import Source

/// The steps that a run would take, as people review them and as `reconcile --plan` compares them.
///
/// A plan is a view of an outcome: planning is applying with placeholders for generated values, so a plan cannot
/// differ from what is done. It contains neither the time of the run nor any generated value.
package struct Plan: Sendable {
  /// The manifests and the stored state for which a plan was made. Plans of equal ones are equal, whatever the commit:
  /// so a plan of a pull request holds once it is merged, squashed or rebased, if nothing else moved.
  package struct Base: Sendable {
    /// The id of the commit in hexadecimal digits; a base is not told by it.
    package let commit: String
    /// The id that the registry folder's tree has without the state folder; it covers the settings.
    package let manifestsTree: String
    /// The digest of `state.json` in that commit; nil if it has none.
    package let state: String?

    /// Creates a base from a commit, its manifests and the digest of its state.
    package init(commit: String, manifestsTree: String, state: String?) {
      self.commit = commit
      self.manifestsTree = manifestsTree
      self.state = state
    }

    /// Whether manifests and state are the same.
    package func isSame(as other: Base) -> Bool {
      ExactString.same(manifestsTree, other.manifestsTree) && state == other.state
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

  /// The plan without some of its diagnostics, to be shown.
  package func without(_ diagnostics: [Diagnostic]) -> Plan {
    let left = Set(diagnostics)
    var outcome = outcome
    outcome.diagnostics = outcome.diagnostics.filter { !left.contains($0) }
    return Plan(base: base, outcome: outcome)
  }

  /// The members of the plan except for its digest.
  private var members: [(String, Node)] {
    let summary = outcome.summary
    return [
      ("formatVersion", .integer(1)),
      (
        "base",
        .object([
          "commit": .text(base.commit), "manifestsTree": .text(base.manifestsTree), "state": .text(base.state),
        ])
      ),
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

  /// Computes the digest of the plan; plans with equal digests do the same.
  package func digest(by instruments: Instruments) -> String { Plan.digest(of: .object(members), by: instruments) }

  /// Computes the digest of a plan that was read as JSON.
  ///
  /// Not part of it are the digest itself, the commit, the provenance of changes and the notes of diagnostics, which
  /// tell times: these differ between a branch and its merge.
  package static func digest(of plan: Node, by instruments: Instruments) -> String {
    let members = (plan.entries ?? []).filter { $0.key != "digest" }.map { entry -> Entry in
      switch entry.key.text {
      case "base": Entry(key: entry.key, value: without("commit", in: entry.value))
      case "changes": Entry(key: entry.key, value: items(of: entry.value, without: "provenance"))
      case "rejections": Entry(key: entry.key, value: items(of: entry.value, without: "notes"))
      default: entry
      }
    }
    return instruments.digest(JSONWriter.line(Node(.mapping(members)), secrets: .masked))
  }

  private static func items(of list: Node, without member: ExactString) -> Node {
    .list((list.items ?? []).map { without(member, in: $0) })
  }

  private static func without(_ member: ExactString, in node: Node) -> Node {
    Node(.mapping((node.entries ?? []).filter { $0.key != member }))
  }

  /// The plan as `plan -o json` prints it, with its digest.
  package func node(by instruments: Instruments) -> Node {
    var members = members
    members.insert(("digest", .text(digest(by: instruments))), at: 2)
    return .object(members)
  }
}
