package import Git
import Model
import Reconciler
package import Source

// The licence keys and API keys of the registry, which nothing may quote.

extension Workspace {
  /// Every key that is stored at a commit, whether or not it may be used. Only kinds that have keys are read.
  package func storedKeys(at commit: Commit) throws(WorkspaceError) -> Set<Secret> {
    let settings = try settings(at: commit, workingTree: false)
    var keys: Set<Secret> = []
    for kind in catalog.kinds where Reconciler.hasSecrets(kind) {
      var shards: [String: Shards] = [:]
      keys.formUnion(Reconciler.secrets(of: try objects(of: kind, at: commit, settings, &shards), kind))
    }
    return keys
  }

  /// Hides the keys of a state that has been read.
  func redaction(_ state: State) -> Redaction {
    let keys = Lazy { [catalog] in
      Set(catalog.kinds.flatMap { Reconciler.secrets(of: state.objects[$0.name] ?? [], $0) })
    }
    return Redaction { keys.value.contains($0) }
  }
}

/// A value that is made when it is first asked for.
package final class Lazy<Value> {
  private let make: () -> Value
  package private(set) lazy var value = make()

  package init(_ make: @escaping () -> Value) {
    self.make = make
  }
}
