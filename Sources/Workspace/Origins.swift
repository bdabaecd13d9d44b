import Git
import Model
import Reconciler
import Source

/// What a pass of the engine starts from, and where it was read.
struct PassInput {
  let desired: Desired
  let state: State
  /// Nil on a branch without any commit.
  let commit: Commit?
  /// Whether the manifests were read from the working tree rather than from the commit.
  let isWorkingTree: Bool
}

extension Snapshot {
  var inputs: PassInput { PassInput(desired: desired, state: state, commit: commit, isWorkingTree: isWorkingTree) }
}

extension Workspace {
  /// What a run makes of its inputs, once the origins of all that it touches are known; the request then holds them.
  ///
  /// Which objects those are is told by what is not at rest. A manifest that was refused before is taken to be refused
  /// again: where that turns out wrong, there is another pass.
  func outcome(_ inputs: PassInput, _ request: inout ReconcileRequest) throws(WorkspaceError) -> Outcome {
    let cache = PassCache(large: large)
    do {
      var asked = try Reconciler.needsProvenance(inputs.desired, inputs.state, request, cache)
      request.provenance = try provenance(of: asked, in: inputs, request.run)
      while true {
        let outcome = try Reconciler.reconcile(inputs.desired, inputs.state, request, cache)
        let missing = outcome.touched.subtracting(asked)
        try refuseUnreadable(large, request.settings)
        if missing.isEmpty { return outcome }
        asked.formUnion(missing)
        request.provenance.merge(try provenance(of: missing, in: inputs, request.run)) { $1 }
      }
    } catch let damage as StateDamage {
      throw .damaged(request.settings.registry.state, damage.reason)
    } catch let failure as WorkspaceError {
      throw failure
    } catch {
      preconditionFailure("nothing else is thrown: \(error)")
    }
  }

  /// The origins of what a run touches.
  ///
  /// What stands in the working tree only would be received at this moment, from whoever runs the program.
  func provenance(
    of touched: Set<ObjectID>, in inputs: PassInput, _ run: Run
  ) throws(WorkspaceError) -> [ObjectID: Provenance] {
    let pending = pending(touched, inputs)
    if pending.isEmpty { return [:] }
    var walk = ProvenanceWalk(self, runTime: run.time)
    var committed: [ProvenanceWalk.Pending] = []
    if let commit = inputs.commit {
      committed = inputs.isWorkingTree ? try walk.unchanged(pending, in: commit, try workingTree) : pending
    }
    var found: [ObjectID: Provenance] = [:]
    if committed.count < pending.count {
      let present = Provenance(uncommittedBy: run.actor, at: run.time)
      found = Dictionary(pending.map { ($0.id, present) }) { first, _ in first }
    }
    guard let commit = inputs.commit, !committed.isEmpty else { return found }
    let walked = try git { () throws(GitError) in try walk.run(committed, from: commit.id) }
    return found.merging(walked) { $1 }
  }

  private func pending(_ touched: Set<ObjectID>, _ inputs: PassInput) -> [ProvenanceWalk.Pending] {
    let manifests = Dictionary(inputs.desired.manifests.map { ($0.id, $0) }) { first, _ in first }
    let gone = touched.filter { manifests[$0] == nil }
    var sources = inputs.state.sources(of: gone)
    for id in gone {
      if let source = large[id.kind]?.object(named: id.name)?["status"]?["source"]?.text { sources[id] = source }
    }
    return touched.compactMap { id in
      if let manifest = manifests[id] { return .init(id: id, path: manifest.location.file, manifest: manifest) }
      return sources[id].map { .init(id: id, path: $0, manifest: nil) }
    }
  }
}

extension State {
  /// The files that objects' manifests stood in when they were last applied.
  fileprivate func sources(of ids: Set<ObjectID>) -> [ObjectID: String] {
    var sources: [ObjectID: String] = [:]
    for kind in Set(ids.map(\.kind)) {
      for node in objects[kind] ?? [] {
        guard let name = node["metadata"]?["name"]?.text, let source = node["status"]?["source"]?.text else { continue }
        let id = ObjectID(kind: kind, name: name)
        if ids.contains(id) { sources[id] = source }
      }
    }
    return sources
  }
}
