import Model

extension ResourceKind {
  /// The operations that report the breaches of these rules by events, in the order of the reference; nil if one of the
  /// breaches is reported by none.
  static func operations(auditing rules: Set<String>, isNew: Bool) -> [Operation<Self>]? {
    var ids: Set<String> = []
    for rule in rules {
      guard let operation = operation(auditing: rule, isNew: isNew) else { return nil }
      ids.insert(operation.id)
    }
    return operations.filter { operation in rules.contains(where: operation.audits) && ids.remove(operation.id) != nil }
  }

  /// The creation or the amendment if it reports the breach of the rule, else the first other operation that does; what
  /// is stored is not asked to be created.
  private static func operation(auditing rule: String, isNew: Bool) -> Operation<Self>? {
    let others = isNew ? operations : operations.filter { $0.id != creation.id }
    return ([isNew ? creation : amendment] + others).first { $0.audits(rule) }
  }
}

extension Operation {
  /// Tells whether the operation reports the breach of a rule by an event.
  func audits(_ rule: String) -> Bool {
    stages.contains { stage in
      if case .expects(rule, _) = stage { return true }
      return false
    }
  }
}
