package import Model
package import Source

// The secrets among stored objects, which nothing may quote.

extension Reconciler {
  /// Whether objects of the kind hold secrets.
  package static func hasSecrets(_ kind: any ResourceKind.Type) -> Bool { !secretPaths(kind).isEmpty }

  /// Every secret of stored objects of a kind, given as they were read; they are not checked otherwise.
  package static func secrets(of objects: [Node], _ kind: any ResourceKind.Type) -> Set<Secret> {
    let paths = secretPaths(kind)
    var secrets: Set<Secret> = []
    for object in objects {
      for path in paths { collect(object["status"] ?? .null, path[...], into: &secrets) }
    }
    return secrets
  }

  private static func secretPaths<K: ResourceKind>(_ kind: K.Type) -> [[String]] {
    K.Status.descriptions.flatMap { $0.secretPaths }
  }

  private static func collect(_ node: Node, _ path: ArraySlice<String>, into secrets: inout Set<Secret>) {
    if let items = node.items {
      for item in items { collect(item, path, into: &secrets) }
    } else if let name = path.first {
      if let member = node[name] { collect(member, path.dropFirst(), into: &secrets) }
    } else if let text = node.text {
      secrets.insert(Secret(text))
    }
  }
}

extension FieldDescription {
  /// The names that lead to secrets, through lists too.
  fileprivate var secretPaths: [[String]] { shape.secretPaths.map { [name] + $0 } }
}

extension FieldShape {
  fileprivate var secretPaths: [[String]] {
    switch self {
    case .secret: [[]]
    case .group(let fields), .encodable(let fields, _): fields.flatMap(\.secretPaths)
    case .list(let shape): shape.secretPaths
    default: []
    }
  }
}

extension Outcome {
  /// The same outcome without keys of the registry in what is quoted of manifests. Objects are stored as they are.
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
