import Model
package import Source

extension Outcome {
  /// Returns the outcome with a reason why nothing of it may be done, unless it has one.
  package func refused(_ refusal: RunRefusal) -> Outcome {
    var outcome = self
    outcome.refusal = outcome.refusal ?? refusal
    return outcome
  }

  /// Returns the outcome without keys of the registry in anything that quotes manifests. Objects are stored
  /// unchanged.
  package func hidingKeys(by redaction: Redaction) -> Outcome {
    var outcome = self
    outcome.diagnostics = diagnostics.map { redaction.hiding($0, isGuessing: false) }
    outcome.refusal = refusal.map { refusal in
      RunRefusal(
        rule: refusal.rule, message: redaction.hiding(refusal.message, isGuessing: false),
        hint: redaction.hiding(refusal.hint, isGuessing: false))
    }
    for index in changes.indices {
      for place in changes[index].fields.indices {
        let field = changes[index].fields[place]
        outcome.changes[index].fields[place].before = redaction.hidingKeys(in: field.before)
        outcome.changes[index].fields[place].after = redaction.hidingKeys(in: field.after)
      }
    }
    outcome.rejected = rejected.mapValues { $0.hidingKeys(by: redaction) }
    return outcome
  }
}

extension StoredRejection {
  fileprivate func hidingKeys(by redaction: Redaction) -> StoredRejection {
    let entries = (node.entries ?? []).map { entry in
      let isQuoting = entry.key == "diagnostics" || entry.key == "response"
      return isQuoting ? Entry(key: entry.key, value: redaction.hidingKeys(in: entry.value)) : entry
    }
    return StoredRejection(
      object: object, content: content, codes: codes, node: Node(.mapping(entries), mark: node.mark))
  }
}
