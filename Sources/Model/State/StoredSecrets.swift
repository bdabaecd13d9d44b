package import Source

// The secrets of stored objects, which must not be quoted anywhere.

extension ResourceKind {
  /// Whether objects of the kind hold secrets.
  package static var hasSecrets: Bool { !secretPaths.isEmpty }

  /// Every secret of stored objects of the kind, which are given as they were read and are not checked.
  package static func secrets(of objects: [Node]) -> Set<Secret> {
    let paths = secretPaths
    var secrets: Set<Secret> = []
    for object in objects {
      for path in paths { collect(object["status"] ?? .null, path: path[...], into: &secrets) }
    }
    return secrets
  }

  /// Returns a stored object for showing, with its secrets as secrets.
  package static func typed(_ node: Node) -> Node { Stored<Self>.read(node).object.node }

  private static var secretPaths: [[String]] { Status.descriptions.flatMap { $0.secretPaths } }

  private static func collect(_ node: Node, path: ArraySlice<String>, into secrets: inout Set<Secret>) {
    if let items = node.items {
      for item in items { collect(item, path: path, into: &secrets) }
    } else if let name = path.first {
      if let member = node[name] { collect(member, path: path.dropFirst(), into: &secrets) }
    } else if let text = node.text {
      secrets.insert(Secret(text))
    }
  }
}

extension FieldDescription {
  /// The paths of names that lead to secrets, also through lists.
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
