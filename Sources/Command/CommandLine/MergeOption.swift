import Git
import Report
import Source
import Workspace

/// The option `--base`, which asks what merging a branch into another would do.
struct MergeOption {
  static let option = Option("base", value: "REV", "Look at what merging the commit into REV would make of it.")

  private let context: Context
  /// What a person called the commit that is merged into.
  let base: String

  /// Reads the option; nil if it was not given.
  init?(_ context: Context) {
    guard let base = context.invocation.value(MergeOption.option) else { return nil }
    self.context = context
    self.base = base
  }

  /// Makes the commits that the merge would make.
  ///
  /// - Parameter revision: what a person called the commit that is merged; nil for `HEAD`.
  func preview(of revision: String?, in workspace: Workspace) throws -> MergePreview {
    let name = revision ?? "HEAD"
    return try MergePreview(
      try workspace.commit(name), into: try workspace.commit(base), names: (name, base), at: try context.time(),
      in: workspace)
  }

  /// Mentions what is reported about the base too, which the branch did not bring.
  func remark(standing: [Diagnostic]) {
    guard let first = standing.first(where: { $0.severity == .error }) ?? standing.first else { return }
    let place = first.location.map { "\($0.file): " } ?? ""
    let others = standing.count > 1 ? ", and \(standing.count - 1) more" : ""
    context.remark(
      "not counted, since \(base) has \(standing.count == 1 ? "it" : "them") too: \(context.style.shown(place + first.message))\(others)"
    )
  }

  /// Warns of what would be reported beside if the branch were squashed or rebased.
  func remark(squashed: [Diagnostic]) {
    guard let first = squashed.first else { return }
    let place = first.location.map { "\($0.file): " } ?? ""
    let others = squashed.count > 1 ? ", and \(squashed.count - 1) more" : ""
    context.remark(
      "warning: squashed or rebased instead of merged, the branch would be refused in part: \(context.style.shown(place + first.message))\(others)"
    )
  }
}
