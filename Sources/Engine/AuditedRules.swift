import Model

extension ResourceKind {
  /// The operations that emit events for breaches of these rules, in the order of the reference; nil if no operation
  /// does for one of them.
  static func operations(auditing rules: Set<String>, isNew: Bool) -> [Operation<Self>]? {
    var ids: Set<String> = []
    for rule in rules {
      guard let operation = operation(auditing: rule, isNew: isNew) else { return nil }
      ids.insert(operation.id)
    }
    return operations.filter { operation in rules.contains(where: operation.audits) && ids.remove(operation.id) != nil }
  }

  /// The creation or the amendment if it audits the rule, otherwise the first other operation that does. The creation
  /// is not considered for a stored object.
  private static func operation(auditing rule: String, isNew: Bool) -> Operation<Self>? {
    let others = isNew ? operations : operations.filter { $0.id != creation.id }
    return ([isNew ? creation : amendment] + others).first { $0.audits(rule) }
  }
}

extension Operation {
  /// Tells whether the operation emits an event for a breach of a rule.
  func audits(_ rule: String) -> Bool {
    stages.contains { stage in
      if case .expects(rule, _) = stage { return true }
      return false
    }
  }
}
