import Model

// Codes and events of the catalogue that cannot occur.

extension Reference {
  /// Every documented query.
  var queries: [Query] { catalog.kinds.flatMap { $0.queries } }

  /// The reason why the code cannot occur, as a sentence; nil if a manifest or a query can cause it.
  func whyNeverMet(_ code: ErrorCode) -> String? {
    if let reason = code.whyUnanswered { return "partnerctl never answers with this code: \(reason)." }
    let failures = queries.flatMap(\.failures).filter { $0.code == code.code }
    let rules = rulesOfKinds.filter { [$0.code, $0.codeOfChange].contains(code.code) }
    return sentence(rules.map(\.unreachable) + failures.map(\.unreachable))
  }

  /// The reason why the event cannot occur, as a sentence; nil if a manifest or a query can cause it.
  func whyNeverMet(_ event: EventDefinition) -> String? {
    if let reason = event.whyUnemitted { return "partnerctl never emits this event: \(reason)." }
    let isRead = queries.contains { $0.module.name == event.module && $0.events.contains(event.name) }
    return isRead ? nil : sentence(catalog.kinds.flatMap { obstacles(to: event, kind: $0) })
  }

  /// For each stage at which an operation emits the event, the reason why no manifest can lead there; nil if one can.
  private func obstacles<K: ResourceKind>(to event: EventDefinition, kind: K.Type) -> [String?] {
    guard K.eventModule.name == event.module else { return [] }
    return K.operations.flatMap(\.stages).compactMap { stage -> String?? in
      switch stage {
      case .emits(event.name), .expects(_, event.name): return .some(nil)
      case .requires(let precondition) where precondition.failing == event.name: return precondition.unreachable
      default: return nil
      }
    }
  }

  /// All reasons in one sentence; nil if there are none, or one is missing.
  private func sentence(_ obstacles: [String?]) -> String? {
    let reasons = obstacles.compactMap(\.self).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
    guard !reasons.isEmpty, !obstacles.contains(nil) else { return nil }
    return "It cannot occur: \(reasons.joined(separator: "; "))."
  }
}
