import Engine
import Git
import Model
import Source
import Store

/// The input of a pass of the engine, and where it was read.
struct PassInput {
  let desired: Desired
  let stored: StateFolder
  /// The commit; nil on a branch without any commit.
  let revision: Revision?
  /// Whether the manifests were read from the working tree and not from the commit.
  let isWorkingTree: Bool

  /// The objects that are read on demand, by their kind's name; none if everything was read.
  var sources: [String: LazyObjects] { desired.isPartial ? stored.sources : [:] }
}

extension Snapshot {
  var input: PassInput {
    PassInput(
      desired: desired, stored: stored, revision: revision, isWorkingTree: isWorkingTree)
  }
}

/// Finds the provenance of manifests, as far as a run depends on it.
struct ProvenanceSearch {
  private let workspace: Workspace
  private let input: PassInput

  init(_ workspace: Workspace, input: PassInput) {
    self.workspace = workspace
    self.input = input
  }

  /// Computes the outcome of a pass with the provenance of all objects that it touches, which the request has
  /// afterwards.
  ///
  /// The provenance of objects with pending changes is found first. A manifest that was rejected before is expected
  /// to be rejected again; if it is not, there is another pass.
  func outcome(of request: inout ReconcileRequest) throws(WorkspaceError) -> Outcome {
    let cache = PassCache(sources: input.sources)
    let state = input.stored.state
    do {
      var asked = try Reconciler.needsProvenance(input.desired, over: state, request: request, cache: cache)
      try add(try provenance(of: asked, in: request.run), to: &request)
      while true {
        let outcome = try Reconciler.reconcile(input.desired, over: state, request: request, cache: cache)
        let missing = outcome.touched.subtracting(asked)
        if let revision = input.revision, let fault = input.sources.values.lazy.compactMap(\.fault).first {
          throw revision.damaged(fault)
        }
        if missing.isEmpty { return outcome }
        asked.formUnion(missing)
        try add(try provenance(of: missing, in: request.run), to: &request)
      }
    } catch let damage as StateDamage {
      throw .damaged(request.settings.registry.state, reason: damage.reason)
    } catch let failure as WorkspaceError {
      throw failure
    } catch {
      preconditionFailure("unexpected error: \(error)")
    }
  }

  /// Adds provenance to a request, with the guards by which it is judged.
  private func add(
    _ provenance: [ObjectID: Provenance], to request: inout ReconcileRequest
  ) throws(WorkspaceError) {
    request.provenance.merge(provenance) { $1 }
    guard let revision = input.revision else { return }
    for base in Set(provenance.values.compactMap(\.base)) where request.guardedSettings[base] == nil {
      guard let hash = GitHash(hex: base) else { continue }
      let place = try revision.at(try workspace.objects.commit(hash))
      request.guardedSettings[base] = try RecordedSettings(workspace).tightened(request.settings, at: place)
      request.filesSince[base] = try filesChanged(since: place)
    }
  }

  /// The unreadable files that differ from those of a commit.
  private func filesChanged(since base: Revision) throws(WorkspaceError) -> Set<ExactString> {
    guard let revision = input.revision, !input.isWorkingTree else {
      return Set(input.desired.unreadableFiles.map { ExactString($0.path) })
    }
    var changed: Set<ExactString> = []
    for file in input.desired.unreadableFiles where !file.path.isEmpty {
      let before = try workspace.objects.entry(at: file.path, in: base.commit.tree)
      let now = try workspace.objects.entry(at: file.path, in: revision.commit.tree)
      if before != now { changed.insert(ExactString(file.path)) }
    }
    return changed
  }

  /// The provenance of objects that a run touches.
  ///
  /// Content that is only in the working tree counts as received now, from the person who runs the program.
  private func provenance(
    of touched: Set<ObjectID>, in run: Run
  ) throws(WorkspaceError) -> [ObjectID: Provenance] {
    let pending = pending(touched)
    if pending.isEmpty { return [:] }
    guard let revision = input.revision else { return uncommitted(pending, in: run) }
    var walk = ProvenanceWalk(workspace, below: revision, runTime: run.time)
    let committed =
      input.isWorkingTree
      ? try walk.unchanged(pending, in: revision.commit, workingTree: try workspace.workingTree) : pending
    let found = committed.count < pending.count ? uncommitted(pending, in: run) : [:]
    if committed.isEmpty { return found }
    return found.merging(try walk.run(committed, from: revision.commit.id)) { $1 }
  }

  private func uncommitted(_ pending: [ProvenanceWalk.Pending], in run: Run) -> [ObjectID: Provenance] {
    let present = Provenance(uncommittedBy: run.actor, at: run.time)
    return Dictionary(pending.map { ($0.id, present) }) { first, _ in first }
  }

  private func pending(_ touched: Set<ObjectID>) -> [ProvenanceWalk.Pending] {
    let manifests = Dictionary(input.desired.manifests.map { ($0.id, $0) }) { first, _ in first }
    let gone = touched.filter { manifests[$0] == nil }
    var sources = input.stored.state.sources(of: gone)
    for id in gone {
      if let source = input.sources[id.kind]?.object(named: id.name)?["status"]?["source"]?.text {
        sources[id] = source
      }
    }
    return touched.compactMap { id in
      if let manifest = manifests[id] { return .init(id: id, path: manifest.location.file, manifest: manifest) }
      return sources[id].map { .init(id: id, path: $0, manifest: nil) }
    }
  }
}

extension State {
  /// The files in which objects' manifests were when they were last applied.
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
