/// Why a run declines, changing nothing.
package struct RunRefusal: Hashable, Sendable {
  /// The id under which `explain` describes it, such as `run.removals.limit`.
  package let rule: String
  package let message: String
  /// What to do about it.
  package let hint: String

  package init(rule: String, message: String, hint: String) {
    self.rule = rule
    self.message = message
    self.hint = hint
  }
}
