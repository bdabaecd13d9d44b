import Model
import Source

/// The change that a pass made to one object.
struct AppliedChange: Sendable {
  let object: ObjectID
  let action: Change.Action
  /// Whether only the time asked for the change.
  let isSystem: Bool
  /// Whether the manifest deactivated the object, as its removal would; nil if not, else whether the object was
  /// protected.
  var deactivation: Bool?
  /// The ids of the operations, in order.
  let operations: [String]
  let generated: [NodePath]
  let events: [AuditEvent]
  /// The place of the manifest; nil if no manifest asked for the change.
  let source: SourceLocation?
  /// The number of changes made before this one: of two changes of one object, the later one is stored.
  let sequence: Int
  /// The signature that the stored response needs; nil if it needs none.
  let signature: SigningRequest?
  /// Computes the stored form and the differences to show; costly, and independent of all other changes.
  let describe: @Sendable () -> Description

  struct Description: Sendable {
    let fields: [FieldChange]
    /// The new stored form of the object.
    let node: Node
  }
}

/// One change or one rejection.
enum JournalEntry {
  case applied(AppliedChange)
  case rejected(RejectedManifest)

  var object: ObjectID {
    switch self {
    case .applied(let change): return change.object
    case .rejected(let rejected): return rejected.manifest.id
    }
  }

  /// The place of the manifest; nil if no manifest asked for the change.
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
  /// The objects that their manifests deactivated, and whether they were protected.
  var deactivations: [(object: ObjectID, isProtected: Bool)] {
    compactMap { entry in
      guard case .applied(let change) = entry, let isProtected = change.deactivation else { return nil }
      return (change.object, isProtected)
    }
  }

  /// The entries in the order of plans and ledgers: kinds in catalogue order, each by the places of its manifests,
  /// then entries without a place by name; removals last, in the order in which they were made.
  ///
  /// They may have happened in another order, since a rejected manifest is tried again.
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
  /// Compares an object with its former state; traps if the stored form could not be read back.
  init<K: ResourceKind>(from before: Stored<K>?, to after: Stored<K>, hidesID: Bool) {
    node = after.node
    // A run that stored an unreadable object would be the last: every later run would report it as damage.
    precondition(Stored<K>.read(node).violations.isEmpty, "\(after.identity) must be readable as it is stored")
    let changes = FieldChange.between(
      before.map { Self.visible($0, hidesID: hidesID) } ?? .null, and: Self.visible(after, hidesID: hidesID))
    fields = changes.filter { change in
      !(before == nil
        && (change.path.steps.first == .key("status") || change.path == protectedPath && change.after.boolean == false))
    }
  }

  /// The members of an object that its author sees: metadata, spec, and the words of the status that the spec does
  /// not have.
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

// A constant, since it is compared for every object: making it from text each time would cost more than all
// comparisons.
private let protectedPath: NodePath = "metadata.protected"
