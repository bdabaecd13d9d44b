package import Model
import Source

/// A record with the documents' member `isActive`.
package protocol Switched: Fielded {
  var isActive: Bool { get set }
}

/// A kind with a life cycle of two states: its objects are created, changed, and de-activated after their manifest was
/// removed.
package protocol SwitchedKind: ResourceKind where Spec: Switched, Status: Switched {
  static var create: Operation<Self> { get }
  static var update: Operation<Self> { get }
  /// De-activates an object after its manifest was removed, by the request of `update` with `isActive` false.
  static var deactivate: Operation<Self> { get }
}

extension SwitchedKind {
  package static func route(from stored: Stored<Self>?, to desired: Spec?) -> Operation<Self>? {
    guard let stored else { return create }
    guard let desired else { return stored.status.isActive ? deactivate : nil }
    let isWanted = update.isWanted(by: desired, over: stored.spec) || desired.isActive != stored.status.isActive
    return isWanted ? update : nil
  }

  package static var creation: Operation<Self> { create }
  package static var amendment: Operation<Self> { update }
  package static var operations: [Operation<Self>] { [create, update, deactivate] }
  package static var invariants: [Invariant<Self>] {
    [
      Invariant("\(prefix).isActive", summary: "An object is active only if its manifest says so.") { object in
        !object.status.isActive || object.spec.isActive ? nil : "status.isActive"
      }
    ]
  }
}

extension Stage where K: SwitchedKind {
  /// Requires that the object of the request's path exists; `what` is the name of such an object in the summary.
  static func known(
    _ what: String, code: String, message: String, failing event: EventName?, namesObject: Bool = false
  ) -> Stage {
    .requires(
      Precondition(
        "\(K.prefix).id.known", code: code, message: message, summary: "The \(what) exists.", failing: event,
        path: "metadata.name", unreachable: "a manifest whose \(what) is not stored creates it"
      ) { act in
        guard act.object.id.isEmpty else { return .holds }
        return .fails(detail: namesObject ? act.object.metadata.name : nil)
      })
  }
}

extension TableColumn {
  /// Makes the column of `isActive`, which spec and status both have.
  static func isActive<K: SwitchedKind>() -> TableColumn where Record == Stored<K> {
    .flag(
      "is_active", { $0.status.isActive },
      {
        $0.spec.isActive = $1
        $0.status.isActive = $1
      })
  }
}
