import Engine
package import Git
package import Model
package import Source
import Store
package import Transfer
import YAML

/// The result of an import of tables.
package struct ImportResult: Sendable {
  /// The number of imported objects of each kind, in catalogue order.
  package let counts: [(kind: String, count: Int)]
  /// Errors for rows that are left out, and warnings for rows that are stored differently or weak; each at its place.
  package let diagnostics: [Diagnostic]
  /// The number of rows with a value that a registry has no place for, by table and column joined by a dot.
  package let losses: [ExactString: Int]
  /// The changes that the next run will make because the time asks for them.
  package let due: [Change]
  /// The commit that the branch was moved to; nil for a dry run, and if nothing was imported.
  package var commit: GitHash?
}

/// Starts a registry with the objects of a deployment.
package struct Importer {
  private let workspace: Workspace
  private let session: Session

  /// Creates an importer into the registry of a workspace.
  package init(_ workspace: Workspace, session: Session) {
    self.workspace = workspace
    self.session = session
  }

  private var catalog: Catalog { workspace.catalog }

  /// Imports tables in two commits, one with the manifests and one with the stored state.
  ///
  /// The branch is moved once, to the second commit. A registry that has manifests or stored state already is
  /// refused.
  package func importTables(_ sheets: [String: Sheet], on branch: String) throws(WorkspaceError) -> ImportResult {
    try RunRecorder(workspace).startingOver { () throws(WorkspaceError) in try importOnce(sheets, on: branch) }
  }

  private func importOnce(
    _ sheets: [String: Sheet], on branch: String
  ) throws(WorkspaceError) -> ImportResult {
    let tip = try workspace.revision(try workspace.commit(at: branch))
    try refuseStarted(tip)
    let request = ReconcileRequest(
      catalog: catalog, settings: tip.settings, run: session.run, instruments: workspace.instruments)
    let (taken, files, planned) = try soundImport(of: sheets, request: request)
    var result = ImportResult(
      counts: catalog.kinds.compactMap { kind in
        let count = taken.taken.count { $0.id.kind == kind.name }
        return count > 0 ? (kind.name, count) : nil
      },
      diagnostics: Importer.diagnostics(of: taken, sheets: sheets), losses: taken.losses, due: planned.changes,
      commit: nil)
    if session.isDryRun || taken.taken.isEmpty { return result }
    let proposal = try proposal(of: taken, files: files, warnings: planned.diagnostics, over: tip, branch: branch)
    try Publisher(tip).publish(proposal, to: branch)
    result.commit = proposal.commit
    return result
  }

  private func refuseStarted(_ tip: Revision) throws(WorkspaceError) {
    if try tip.header() != nil {
      throw .refused(
        RunRefusal(
          rule: "import.started", message: "The registry has stored state already",
          hint: "import into a registry that holds nothing but registry.yaml"))
    }
    let files = try ManifestFinder(workspace, settings: tip.settings).files(at: tip)
    if let file = files.first(where: { !$0.documents.isEmpty || !$0.unreadable.isEmpty }) {
      throw .refused(
        RunRefusal(
          rule: "import.started", message: "The registry has manifests already: \(file.path)",
          hint: "import the deployment first, then add other manifests"))
    }
  }

  // MARK: Valid objects

  /// Imports rows repeatedly until all their objects are valid: their manifests are read and checked like those of
  /// people, and must not ask for any change.
  ///
  /// `TableImport` finds the faults of each object alone, so that a second pass is the exception: otherwise rows that
  /// each free a name for the next one would need a pass each.
  private func soundImport(
    of sheets: [String: Sheet], request: ReconcileRequest
  ) throws(WorkspaceError) -> (TableImport, files: [(path: String, bytes: [UInt8])], plan: Outcome) {
    var excluded: [TableImport.Place: String] = [:]
    while true {
      let taken: TableImport
      let outcome: Outcome
      let files: [(path: String, bytes: [UInt8])]
      do throws(StateDamage) {
        taken = try TableImport(sheets, excluding: excluded, in: workspace.registryFolder, request: request)
        files = Importer.files(of: taken)
        outcome = try check(taken, files: files, request: request)
      } catch {
        preconditionFailure("imported objects must be readable as they are stored: \(error.reason)")
      }
      let faults = Importer.faults(in: outcome, of: taken)
      if faults.isEmpty { return (taken, files, outcome) }
      let known = excluded.count
      for object in taken.taken {
        if let reason = faults[object.id] { excluded[TableImport.Place(object.row)] = reason }
      }
      precondition(excluded.count > known, "a fault of an import must belong to one of its rows")
    }
  }

  /// Plans the manifests against the state that would be stored.
  private func check(
    _ taken: TableImport, files: [(path: String, bytes: [UInt8])], request: ReconcileRequest
  ) throws(StateDamage) -> Outcome {
    let manifests = workspace.instruments.map(files) { ManifestFile(path: $0.path, reading: $0.bytes) }
    var objects: [String: [Node]] = [:]
    let stored = taken.outcome(of: "").objects.sorted { ExactString.precedes($0.key.name, $1.key.name) }
    for (id, node) in stored { objects[id.kind, default: []].append(node) }
    var request = request
    request.run = request.run.generating(by: PlaceholderIDs())
    return try Reconciler.reconcile(
      Desired.load(manifests, catalog: catalog), over: State(objects: objects), request: request)
  }

  /// The reasons why objects cannot be imported: faults of their manifests, or changes that an author would have to
  /// ask for.
  private static func faults(in outcome: Outcome, of taken: TableImport) -> [ObjectID: String] {
    var faults: [ObjectID: String] = [:]
    var files: [ExactString: String] = [:]
    for diagnostic in outcome.diagnostics where diagnostic.severity == .error {
      let code = diagnostic.code.map { " (\($0))" } ?? ""
      let reason = diagnostic.message + code + (diagnostic.hint.map { "; \($0)" } ?? "")
      if let object = diagnostic.object {
        faults[object] = faults[object] ?? reason
      } else if let file = diagnostic.location?.file {
        files[ExactString(file)] = files[ExactString(file)] ?? reason
      }
    }
    for change in outcome.changes where outcome.touched.contains(change.object) {
      let operations = change.operations.joined(separator: ", ")
      faults[change.object] = "only a further request would lead to its state: \(operations)"
    }
    // A fault of a whole file, such as its size, is the fault of all objects in it.
    for object in taken.taken where !files.isEmpty && faults[object.id] == nil {
      faults[object.id] = files[ExactString(object.file)]
    }
    return faults
  }

  /// One error for each row that is left out, with all reasons, and one warning for each remark.
  private static func diagnostics(of taken: TableImport, sheets: [String: Sheet]) -> [Diagnostic] {
    func place(_ row: TableRow) -> SourceLocation {
      SourceLocation(file: sheets[row.table.name]?.file ?? row.table.file, line: row.line, column: 1)
    }
    let rows = Dictionary(grouping: taken.refusals) { TableImport.Place($0.row) }
    let errors = rows.values.map { refusals in
      let row = refusals[0].row
      let reasons = refusals.map(\.reason).joined(separator: "; ")
      return Diagnostic(rule: "import.row", message: "\(row.label) is left out: \(reasons)", location: place(row))
    }
    let warnings = taken.remarks.map { remark in
      Diagnostic(
        .warning, rule: remark.isChange ? "import.changed" : "import.weak",
        message: "\(remark.row.label) is \(remark.isChange ? "changed" : "imported"): \(remark.text)",
        location: place(remark.row))
    }
    return (errors + warnings).sorted()
  }

  // MARK: Files and commits

  /// The manifests' files, in the order of their paths.
  private static func files(of taken: TableImport) -> [(path: String, bytes: [UInt8])] {
    let groups = Dictionary(grouping: taken.taken) { ExactString($0.file) }
    return groups.sorted { $0.key < $1.key }.map { path, objects in
      (path.text, Array(objects.map { YAMLWriter.document($0.manifest) }.joined(separator: "---\n").utf8))
    }
  }

  /// The two commits: the manifests, and the stored state on top of them. The branch is moved to the second.
  private func proposal(
    of taken: TableImport, files: [(path: String, bytes: [UInt8])], warnings: [Diagnostic], over tip: Revision,
    branch: String
  ) throws(WorkspaceError) -> Proposal {
    let publisher = Publisher(tip)
    try publisher.refuseLocalChanges(to: try workspace.headCommit().branch)
    try refuseUncommittedFiles(at: files.map(\.path))
    try refuseStateFolder(tip.stateFolder, for: files.map(\.path))
    let first = try manifests(files, count: taken.taken.count, over: tip)
    let parent = Revision(workspace, commit: try workspace.objects.commit(first.commit), settings: tip.settings)
    let outcome = taken.outcome(of: first.commit.hex, warnings: warnings)
    let base = Plan.Base(commit: first.commit.hex, manifestsTree: try parent.manifestsTree(), state: nil)
    let plan = Plan(base: base, outcome: outcome)
    let recording = Recording(
      outcome.stateChanges,
      of: Recording.Base(
        registry: workspace.registryFolder, commit: base.commit, manifestsTree: base.manifestsTree),
      over: StateFolder(), run: session.run, planDigest: plan.digest(by: workspace.instruments),
      settings: RecordedSettings(workspace).file(of: tip.settings),
      subject: "import: \(taken.taken.count == 1 ? "1 object" : "\(taken.taken.count) objects")", catalog: catalog,
      instruments: workspace.instruments)
    let recorder = RunRecorder(workspace)
    let sealer = try recorder.sealer(after: parent, branch: branch, session: session)
    return try publisher.propose(
      recording, over: parent.commit, committer: session.committer, sealedBy: sealer.sealer
    ).behind(first)
  }

  private func manifests(
    _ files: [(path: String, bytes: [UInt8])], count: Int, over tip: Revision
  ) throws(WorkspaceError) -> Proposal {
    let repository = workspace.objects
    let ids = try git { () throws(GitError) in try repository.repository.writeBlobs(files.map(\.bytes)) }
    let put = zip(files, ids).map { (path: $0.path, id: $1, bytes: $0.bytes) }
    try repository.refuseLinks(onTheWayTo: put.map(\.path), in: tip.commit.tree)
    let tree = try git { () throws(GitError) in
      try Publisher.tree(tip.commit.tree, putting: put, removing: [], in: workspace.objects.repository)
    }
    let author = Signature(
      name: session.run.actor.name, email: session.run.actor.email, seconds: session.run.time.seconds, offsetMinutes: 0)
    let commit = try git { () throws(GitError) in
      try repository.repository.writeCommit(
        tree: tree, parents: [tip.commit.id], author: author, committer: author,
        message: "Import the manifests of \(count == 1 ? "1 object" : "\(count) objects")\n")
    }
    return Proposal(parent: tip.commit, commit: commit, put: put, removed: [])
  }

  /// Throws a refusal if an uncommitted file would be overwritten, or if something else is in place of a folder.
  private func refuseUncommittedFiles(at paths: [String]) throws(WorkspaceError) {
    if workspace.isBare { return }
    let tree = try workspace.workingTree
    for folder in Set(paths.flatMap { Importer.folders(above: $0) }).sorted() {
      switch tree.type(of: folder) {
      case .folder, .other: continue
      case .file, .symlink: throw .refused(Importer.inTheWay(folder))
      }
    }
    for path in paths {
      if case .other = tree.type(of: path) { continue }
      throw .refused(Importer.inTheWay(path))
    }
  }

  private static func inTheWay(_ path: String) -> RunRefusal {
    RunRefusal(
      rule: "import.exists", message: "The file \(path) exists already",
      hint: "move it away; the import writes its manifests there")
  }

  /// The folders above a path, the outermost first.
  private static func folders(above path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(1, parts.count)).map { parts[..<$0].joined(separator: "/") }
  }

  /// Throws a refusal if a manifest would be written into the state folder.
  private func refuseStateFolder(_ state: String, for paths: [String]) throws(WorkspaceError) {
    guard paths.contains(where: { path in Importer.folders(above: path).contains { ExactString.same($0, state) } })
    else {
      return
    }
    throw .refused(
      RunRefusal(
        rule: "import.state", message: "The manifests would be in the state folder \(state)",
        hint: "name another folder in spec.state of registry.yaml"))
  }
}
