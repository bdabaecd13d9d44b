import Model
import Source

/// What a pass made of one object.
struct AppliedChange: Sendable {
  let object: ObjectID
  let action: Change.Action
  /// Whether nobody but time asked for it.
  let isSystem: Bool
  /// Ids of the operations, in order.
  let operations: [String]
  let generated: [NodePath]
  let events: [AuditEvent]
  /// The manifest's place; nil for what no manifest asked for.
  let source: SourceLocation?
  /// How many changes were made before: of two changes of one object the later one is stored.
  let sequence: Int
  /// What the stored response waits for, if it has to be signed.
  let signature: SigningRequest?
  /// Works out what is to be stored and shown; costly, and independent of everything else.
  let describe: @Sendable () -> Description

  struct Description: Sendable {
    let fields: [FieldChange]
    /// The object's new stored form.
    let node: Node
  }
}

/// What happened to one object, in the order in which it happened.
enum JournalEntry {
  case applied(AppliedChange)
  case rejected(RejectedManifest)

  var object: ObjectID {
    switch self {
    case .applied(let change): return change.object
    case .rejected(let rejected): return rejected.manifest.id
    }
  }

  /// The manifest's place; nil for what no manifest asked for.
  var place: SourceLocation? {
    switch self {
    case .applied(let change): return change.source
    case .rejected(let rejected): return rejected.manifest.location
    }
  }

  var isRemoval: Bool {
    if case .applied(let change) = self { return change.action == .remove }
    return false
  }
}

extension [JournalEntry] {
  /// The entries in the order in which plans and ledgers list them: kinds in catalogue order, each by the places of its
  /// manifests, and then by name what has none; removals last, as they were made.
  ///
  /// They may have happened in another order: a manifest whose name another object still had is tried again.
  func ordered(by catalog: Catalog) -> [JournalEntry] {
    let ranks = Dictionary(uniqueKeysWithValues: catalog.kinds.enumerated().map { ($1.name, $0) })
    let lives = filter { !$0.isRemoval }.sorted { left, right in
      let (leftRank, rightRank) = (ranks[left.object.kind] ?? 0, ranks[right.object.kind] ?? 0)
      if leftRank != rightRank { return leftRank < rightRank }
      switch (left.place, right.place) {
      case (let left?, let right?): return left < right
      case (nil, nil): return ExactString.precedes(left.object.name, right.object.name)
      case (let place, _): return place != nil
      }
    }
    return lives + filter(\.isRemoval)
  }
}

extension AppliedChange.Description {
  /// Compares an object with its former self; traps if what would be stored could not be read back.
  init<K: ResourceKind>(from before: Stored<K>?, to after: Stored<K>, hidesID: Bool) {
    node = after.node
    // What cannot be read back would be the last thing ever recorded: every later run would call it damage.
    precondition(Stored<K>.read(node).violations.isEmpty, "\(after.identity) must be readable as it is stored")
    let changes = FieldChange.between(
      before.map { Self.visible($0, hidesID: hidesID) } ?? .null, and: Self.visible(after, hidesID: hidesID))
    fields = changes.filter { change in
      !(before == nil
        && (change.path.steps.first == .key("status") || change.path == protectedPath && change.after.boolean == false))
    }
  }

  /// What an author sees of an object: metadata and spec, then the life-cycle words that have no place in the spec.
  private static func visible<K: ResourceKind>(_ object: Stored<K>, hidesID: Bool) -> Node {
    let words = object.status.node.entries?.filter { entry in
      if case .scalar = entry.value.value { return true }
      return false
    }
    return .object([
      "metadata": .object([
        "id": .text(hidesID ? nil : object.metadata.id), "labels": object.metadata.node["labels"] ?? .null,
        "protected": .boolean(object.metadata.protected),
      ]),
      "spec": object.spec.node,
      "status": Node(.mapping((words ?? []) + [Entry(key: "source", value: .text(object.record.source))])),
    ])
  }
}

// Compared for every object: made from text each time it would cost more than all comparisons.
private let protectedPath: NodePath = "metadata.protected"
