/// The reason why a run is refused, which changes nothing.
package struct RunRefusal: Hashable, Sendable {
  /// The id under which `explain` describes it, such as `run.removals.limit`.
  package let rule: String
  /// The reason, a sentence without its full stop; it may quote names of objects and files.
  package let message: String
  /// What to do.
  package let hint: String

  /// Creates a reason from its id, message and hint.
  package init(rule: String, message: String, hint: String) {
    self.rule = rule
    self.message = message
    self.hint = hint
  }
}
