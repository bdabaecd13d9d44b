import Crypto
package import Engine
import Kinds
package import Model
package import Source
package import Store
import Workspace
import YAML

/// A registry in memory: reconciled run after run as a repository would be, with a clock, ids and an author that the
/// test knows beforehand. What is stored goes through its stored text and back between runs.
package struct TestRegistry {
  package var catalog = Catalog.standard
  package var settings = Settings()
  /// The run clock; also the time of receipt of every manifest.
  package var time: Instant
  /// Who writes every manifest.
  package var author = Actor(name: "Ada", email: "ada@example.org")
  /// The state folder as it would be read.
  package var folder = StateFolder()
  /// What is stored.
  package var state: State {
    get { folder.state }
    set { folder.state = newValue }
  }
  /// Every recorded run's file of the ledger.
  package private(set) var ledger: [WrittenFile] = []
  package private(set) var recordings: [Recording] = []
  /// The shards of large kinds and their indexes as they are stored, by path.
  package private(set) var files: [String: [UInt8]] = [:]
  private let ids = SequentialIDs()

  package init(at time: Instant = "2026-01-01T00:00:00.000Z", licenseKeyLength: Int = 8) {
    self.time = time
    var misps = MISP.Settings()
    misps.licenseKeyLength = licenseKeyLength
    settings.set(misps)
  }

  /// Works out a run, with live values or with placeholders, and keeps nothing.
  package func outcome(
    _ files: [String: String], ids: (any IDSource)? = nil, allowedRemovals: Int? = nil
  ) throws -> Outcome {
    let (desired, request) = inputs(files, ids: ids, allowedRemovals: allowedRemovals)
    return try Reconciler.reconcile(desired, over: state, request: request)
  }

  package func plan(_ outcome: Outcome) -> Plan {
    let header = folder.header.map { JSONWriter.document($0.node, secrets: .masked) }
    return Plan(
      base: Plan.Base(commit: commit, manifestsTree: "", state: header.map { Instruments.test.digest($0) }),
      outcome: outcome)
  }

  /// Makes a run permanent, unless it is refused or changes nothing.
  @discardableResult
  package mutating func reconcile(_ files: [String: String], allowedRemovals: Int? = nil) throws -> Outcome {
    let (desired, request) = inputs(files, ids: nil, allowedRemovals: allowedRemovals)
    let outcome = try Reconciler.reconcile(desired, over: state, request: request)
    if outcome.refusal == nil, !outcome.changesNothing { try record(outcome, request) }
    return outcome
  }

  /// Signs nothing: what waits for a signature is stored with the text that holds its place.
  private mutating func record(_ unsigned: Outcome, _ request: ReconcileRequest) throws {
    let outcome = unsigned.signed(unsigned.signatures.mapValues { _ in SigningRequest.placeholder })
    let recording = Recording(
      outcome.stateChanges,
      of: Recording.Base(
        registry: "", commit: commit, manifestsTree: "tree"),
      over: folder, run: request.run, planDigest: plan(outcome).digest(by: .test), catalog: catalog, instruments: .test)
    let ledger = recording.ledger(StateTrees(), by: .test)
    let part = StateHeader.LedgerPart(file: ledger.parts.last?.path ?? "", blob: "blob")
    let text = recording.stateFile(StateTrees(), head: ledger.head, part: part)
    let header = try StateHeader.read(JSONReader.read(text)).get()
    let shards = folder.shards
    folder = StateFolder(header: header, state: state)
    folder.shards = shards
    for (lookup, isPresent) in outcome.lookups {
      if lookup.index == Lookup.reportedFiles { state.reported.toggle(lookup, isPresent) }
      if lookup.index == Lookup.attachedFiles { state.attached.toggle(lookup, isPresent) }
    }
    try keepShards(recording)
    for (id, node) in outcome.objects {
      let stored = try JSONReader.read(JSONWriter.document(node, secrets: .revealed))
      try catalog.checkInvariants(of: stored)
      state.objects[id.kind, default: []].removeAll { $0["metadata"]?["name"]?.text == id.name }
      state.objects[id.kind, default: []].append(stored)
    }
    for (id, rejection) in outcome.rejected {
      state.rejected[id] = StoredRejection.read(
        try JSONReader.read(JSONWriter.document(rejection.node, secrets: .masked)))
    }
    for id in outcome.cleared { state.rejected[id] = nil }
    self.ledger += ledger.parts.map { WrittenFile(path: $0.path, bytes: $0.bytes, head: ledger.head) }
    recordings.append(recording)
  }

  /// Replaces stored objects of a kind with a file for each object, and their index entries, as an earlier program may
  /// have stored them.
  package mutating func replace<K: ResourceKind>(_ kind: K.Type, _ change: (Node) throws -> Node) throws {
    func lookups(_ nodes: [Node]) -> Set<Lookup> {
      Set(nodes.flatMap { K.lookups(Stored<K>.read($0).object, by: .test) })
    }
    let old = state.objects[K.name] ?? []
    let new = try old.map(change)
    let (before, after) = (lookups(old), lookups(new))
    var changes = StateChanges()
    for lookup in before.symmetricDifference(after) { changes.lookups[lookup] = after.contains(lookup) }
    changes.counts = state.counts
    let base = Recording.Base(registry: "", commit: commit, manifestsTree: "tree")
    try keepShards(
      Recording(changes, of: base, over: folder, run: run(), planDigest: "", catalog: catalog, instruments: .test))
    state.objects[K.name] = new
  }

  /// Brings the shards of large kinds in step with the files that a run wrote.
  private mutating func keepShards(_ recording: Recording) throws {
    for (path, bytes) in recording.files where path.text.hasSuffix(".jsonl") { files[path.text] = bytes }
    folder.shards = [:]
    for path in files.keys.sorted() {
      let parts = path.split(separator: "/").map(String.init)
      let isCommon = [Lookup.reportedFiles, Lookup.attachedFiles].contains(parts[1])
      let depth = parts[0] == "index" && !isCommon ? 3 : 2
      let name = parts.prefix(depth).joined(separator: "/")
      let isMoments = ["deadline", "reminder"].contains(parts[depth - 1])
      let form = parts[0] == "objects" ? ShardFile.Form.objects : isMoments ? .moments : .index
      var shards = self.folder.shards[name] ?? Shards(name)
      try shards.read(parts.dropFirst(depth).joined(separator: "/"), bytes: files[path] ?? [], form: form, by: .test)
      self.folder.shards[name] = shards
    }
  }

  // MARK: What goes in

  package var commit: String { "\(state.serial)" }

  package func run(_ ids: (any IDSource)? = nil) -> Run {
    Run(
      time: time, tool: "partnerctl test", actor: Actor(name: "Ops", email: "ops@example.org"), hostName: "host",
      hostAddress: "127.0.0.1", ids: ids ?? self.ids)
  }

  package func request(
    for desired: Desired, ids: (any IDSource)? = nil, allowedRemovals: Int? = nil
  ) -> ReconcileRequest {
    let known =
      desired.manifests.map(\.id)
      + catalog.kinds.flatMap { kind in
        (state.objects[kind.name] ?? []).compactMap { node in
          node["metadata"]?["name"]?.text.map { ObjectID(kind: kind.name, name: $0) }
        }
      }
    let provenance = Provenance(commit: commit, author: author, statedAt: time, runTime: time)
    return ReconcileRequest(
      catalog: catalog, settings: settings, run: run(ids), instruments: .test,
      provenance: Dictionary(known.map { ($0, provenance) }) { first, _ in first }, allowedRemovals: allowedRemovals)
  }

  private func inputs(
    _ files: [String: String], ids: (any IDSource)?, allowedRemovals: Int?
  ) -> (Desired, ReconcileRequest) {
    let desired = desired(files)
    return (desired, request(for: desired, ids: ids, allowedRemovals: allowedRemovals))
  }

  /// All files but those of PEM are manifests, which may name those.
  package func desired(_ files: [String: String]) -> Desired {
    let bounds = AttachmentBounds(registryFolder: "", stateFolder: settings.registry.state)
    let manifests = files.filter { !$0.key.hasSuffix(".pem") }.map { path, text in
      ManifestFile(path, text).attaching(catalog.fileMembers, within: bounds) { path in
        files[path].map { .success(Array($0.utf8)) } ?? .failure(.missing)
      }
    }
    return Desired.load(manifests, catalog: catalog)
  }

  // MARK: What came out

  package func stored<K: ResourceKind>(_ kind: K.Type, _ name: String) -> Stored<K>? {
    state.objects[K.name]?.first { $0["metadata"]?["name"]?.text == name }.map { Stored<K>.read($0).object }
  }

  package func registry() throws -> any Registry {
    try StoredObjects.registry(of: state, catalog: catalog, run: run(), instruments: .test)
  }
}

/// Keys and UUIDs that count up: `k0000001`, `k0000002`.
package final class SequentialIDs: IDSource {
  package private(set) var count = 0

  package init(after count: Int = 0) {
    self.count = count
  }

  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    while true {
      count += 1
      let key = Secret("k" + Instant.padded(count, length - 1))
      if !isTaken(key) { return key }
    }
  }

  package func uuid() -> String {
    count += 1
    return "00000000-0000-4000-8000-\(Instant.padded(count, 12))"
  }
}

/// An invariant that a stored object breaks.
package struct BrokenInvariant: Error, Hashable {
  package let object: String
  package let path: String
  package let reason: String
}

extension Catalog {
  /// Throws the first invariant that a stored object breaks.
  package func checkInvariants(of node: Node) throws(BrokenInvariant) {
    guard let kind = kinds.first(where: { $0.name == node["kind"]?.text }) else { return }
    try check(node, kind)
  }

  private func check<K: ResourceKind>(_ node: Node, _ kind: K.Type) throws(BrokenInvariant) {
    let object = Stored<K>.read(node).object
    if let (path, reason) = object.brokenInvariant {
      throw BrokenInvariant(object: "\(object.identity)", path: path.description, reason: reason)
    }
  }
}

extension Instruments {
  package static let test = Instruments(sha256: { SHA256.hex(of: $0) }, certificates: .system)
}

extension Instant: ExpressibleByStringLiteral {
  package init(stringLiteral value: String) {
    guard let instant = Instant(value) else { preconditionFailure("\(value) must be a moment") }
    self = instant
  }
}

extension Outcome {
  /// The codes of what operations answered to manifests that they turned down, in the order of the objects' names.
  package var answeredCodes: [String] {
    rejected.sorted { ExactString.precedes($0.key.name, $1.key.name) }.flatMap { _, rejection in
      (rejection.node["response"]?["errors"]?.items ?? []).compactMap { $0["errorCode"]?.text }
    }
  }
}

extension ManifestFile {
  /// Reads a file's text as the workspace does.
  package init(_ path: String, _ text: String) {
    func diagnostic(_ fault: YAMLReader.Fault) -> Diagnostic {
      Diagnostic(rule: fault.rule, message: fault.message, location: SourceLocation(file: path, mark: fault.mark))
    }
    let result = YAMLReader.read(Array(text.utf8))
    self.init(
      path: path, documents: result.documents.map { .init(root: $0.root, faults: $0.faults.map(diagnostic)) },
      unreadable: result.faults.map(diagnostic))
  }
}

extension Node {
  /// The node as indented JSON; secrets as they are.
  package var revealed: String { String(decoding: JSONWriter.document(self, secrets: .revealed), as: UTF8.self) }
  /// The node as JSON on one line; secrets masked.
  package var line: String { String(decoding: JSONWriter.line(self, secrets: .masked), as: UTF8.self) }
  /// The node as JSON on one line; secrets as they are.
  package var revealedLine: String { String(decoding: JSONWriter.line(self, secrets: .revealed), as: UTF8.self) }
}

extension Diagnostic {
  /// `file:line:column rule code message`, with the notes behind it.
  package var brief: String {
    func place(_ location: SourceLocation?) -> String {
      location.map { $0.mark == .none ? $0.file : "\($0.file):\($0.mark.line):\($0.mark.column)" } ?? "-"
    }
    let notes = notes.map { "; \($0.message) \(place($0.location))" }.joined()
    return "\(place(location)) \(rule) \(code ?? "-") \(message)\(notes)"
  }
}

extension AuditEvent {
  /// `PMS_MSP_104/2 100`: id, row if the id has several, and the id referred to as it is stored.
  package var brief: String {
    let members = Node.object(members)
    let row = definition.name.row == 1 ? "" : "/\(definition.name.row)"
    let reference = members["id"]?.text ?? ""
    let type = members["idType"]?.text ?? ""
    return "\(definition.name.id)\(row)\(reference == "NO_ID" && type == "NO_ID_TYPE" ? "" : " \(type) \(reference)")"
      + (members["documented"]?.boolean == true ? "" : " *") + (actor.isSystem ? " by SYSTEM" : "")
  }
}

/// A file of the ledger that a run wrote, with the digest of the run's last line.
package struct WrittenFile {
  package let path: String
  package let bytes: [UInt8]
  package let head: String
}

extension Set {
  fileprivate mutating func toggle(_ member: Element, _ isPresent: Bool) {
    if isPresent { insert(member) } else { remove(member) }
  }
}

extension TestRegistry {
  /// Checks every stored object as `verify` does.
  ///
  /// - Returns: How many there are.
  package func check() throws(Mismatch) -> Int { try folder.check(catalog) }
}

extension StateFolder {
  /// Checks every stored object as `verify` does.
  ///
  /// - Returns: How many there are.
  package func check(_ catalog: Catalog) throws(Mismatch) -> Int {
    let count = try ObjectChecks(catalog: catalog, instruments: .test).check(self)
    try Verification.checkShared(in: self, catalog: catalog, by: .test)
    return count
  }
}
