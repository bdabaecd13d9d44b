package import Source

/// The inputs of one execution beside the repository: its clock, its actor, its host and its source of generated
/// values.
///
/// When planning, the source gives placeholders; when reconciling, real values. All other code is the same.
package struct Run {
  /// The time of the run, the only clock of the pure targets.
  package var time: Instant
  /// The name and version of the program, such as `partnerctl 1.0.0`.
  package let tool: String
  /// The actor who started the run.
  package let actor: Actor
  /// The name of the host, recorded in audit events.
  package let hostName: String
  /// The address of the host, recorded in audit events.
  package let hostAddress: String
  /// The source of generated ids and keys.
  package let ids: any IDSource

  /// Creates the inputs of a run.
  package init(
    time: Instant, tool: String, actor: Actor, hostName: String, hostAddress: String, ids: any IDSource
  ) {
    self.time = time
    self.tool = tool
    self.actor = actor
    self.hostName = hostName
    self.hostAddress = hostAddress
    self.ids = ids
  }
}

extension Run {
  /// Returns the run with another source of generated values.
  package func generating(by ids: any IDSource) -> Run {
    Run(time: time, tool: tool, actor: actor, hostName: hostName, hostAddress: hostAddress, ids: ids)
  }
}

/// The author of a commit, or `SYSTEM`, in whose name something is done.
package struct Actor: Hashable, Sendable {
  /// The person's name, at most 256 UTF-16 units; `SYSTEM` for the system.
  package let name: String
  /// The person's e-mail address, at most 256 UTF-16 units; `SYSTEM` for the system.
  package let email: String
  /// Whether this is the system itself, and not an author who calls himself so.
  package let isSystem: Bool

  /// Creates a person from a commit or an environment, whose texts may be anything: control characters are dropped,
  /// each text is cut to 256 UTF-16 units, and a text that is then blank becomes `unknown`.
  package init(name: String, email: String) {
    self.name = Actor.cleaned(name)
    self.email = Actor.cleaned(email)
    isSystem = false
  }

  /// Creates the author of a commit. One who is called as the system is marked, so that nobody takes his acts for the
  /// program's own.
  package init(authorName name: String, email: String) {
    func marked(_ text: String) -> String { Actor.isReserved(text) ? "author SYSTEM" : text }
    self.init(name: marked(name), email: marked(email))
  }

  /// Whether a text looks like the name of the system.
  package static func isReserved(_ text: String) -> Bool { skeleton(of: cleaned(text)) == "system" }

  private init() {
    name = "SYSTEM"
    email = "SYSTEM"
    isSystem = true
  }

  /// The actor of operations that only the time asks for.
  package static let system = Actor()

  /// The actor while nobody is known to have asked; it is not the system.
  package static let unknown = Actor(name: "", email: "")

  private static func cleaned(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var units = 0
    for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control {
      units += UTF16.width(scalar)
      if units > 256 { break }
      kept.append(scalar)
    }
    return kept.contains { !$0.isInvisible } ? String(kept) : "unknown"
  }
}

/// Generates ids and keys.
package protocol IDSource: AnyObject {
  /// Generates a key of `[A-Za-z0-9]` for which `isTaken` is false; the source tries again on a collision.
  func key(length: Int, isTaken: (Secret) -> Bool) -> Secret
  /// Generates a random UUID in lower case.
  func uuid() -> String
}

/// Gives the same values again to a pass that is repeated, and then new ones.
package final class RepeatableIDs: IDSource {
  private let source: any IDSource
  private var keys: [Secret] = []
  private var uuids: [String] = []
  private var (keyPosition, uuidPosition) = (0, 0)

  /// Creates a source that takes new values from another one.
  package init(_ source: any IDSource) {
    self.source = source
  }

  /// Starts again with the first value.
  package func rewind() { (keyPosition, uuidPosition) = (0, 0) }

  /// Returns the next key of the earlier pass that is not taken, or a new one.
  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    while keyPosition < keys.count {
      keyPosition += 1
      if !isTaken(keys[keyPosition - 1]) { return keys[keyPosition - 1] }
    }
    let key = source.key(length: length, isTaken: isTaken)
    keys.append(key)
    keyPosition += 1
    return key
  }

  /// Returns the next UUID of the earlier pass, or a new one.
  package func uuid() -> String {
    if uuidPosition == uuids.count { uuids.append(source.uuid()) }
    uuidPosition += 1
    return uuids[uuidPosition - 1]
  }
}

/// Gives placeholders instead of generated values; each is equal only to itself.
package final class PlaceholderIDs: IDSource {
  private let word: String
  private var count = 0

  /// Creates a source of placeholders.
  ///
  /// - Parameter word: tells these placeholders from those of another source.
  package init(_ word: String = "generated") {
    self.word = word
  }

  /// Returns a placeholder such as `(generated 1)`; it ignores the length.
  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    Secret("(\(word) \(next()))")
  }

  /// Returns a placeholder in the form of an id, since ids are read back; no generated or adopted id looks like it.
  package func uuid() -> String { "\(word).placeholder.\(next())" }

  private func next() -> Int {
    count += 1
    return count
  }
}

/// Deterministic functions that the pure targets call but do not contain.
package struct Instruments: Sendable {
  /// Computes SHA-256 as 64 lower-case hexadecimal digits.
  package let sha256: @Sendable ([UInt8]) -> String
  /// The answers to questions about certificates.
  package let certificates: Certificates
  /// Divides work among the cores.
  package let concurrently: Concurrently
  /// Verifies signatures in OpenSSH's form.
  package let signer: Signer

  /// Calls a body once for each number below a count, in any order and on any threads, and returns after all calls
  /// have.
  package typealias Concurrently =
    @Sendable (_ count: Int, _ body: @escaping @Sendable (_ number: Int) -> Void) -> Void

  /// Returns the public key, such as `ssh-ed25519 AAAA…`, whose signature of a message for a purpose a text is; nil if
  /// it is nobody's.
  package typealias Signer = @Sendable (_ signature: String, _ message: [UInt8], _ purpose: String) -> String?

  /// Creates instruments; by default without certificates, on the calling thread, and accepting no signature.
  package init(
    sha256: @escaping @Sendable ([UInt8]) -> String, certificates: Certificates = .none,
    concurrently: @escaping Concurrently = { count, body in for number in 0..<count { body(number) } },
    signer: @escaping Signer = { _, _, _ in nil }
  ) {
    self.signer = signer
    self.sha256 = sha256
    self.certificates = certificates
    self.concurrently = concurrently
  }

  /// `sha256:` and the digest, the form in which all digests are written.
  package func digest(_ bytes: [UInt8]) -> String { "sha256:" + sha256(bytes) }
}

/// The origin of a manifest's present content.
package struct Provenance: Hashable, Sendable {
  /// The commit that introduced the content, in hexadecimal; nil for content that is only in the working tree.
  package let commit: String?
  /// The author of that commit.
  package let author: Actor
  /// The commit's time, no earlier than its parents'. It does not depend on the run, so a plan may name it.
  package let statedAt: Instant
  /// The time of receipt, by which rules judge: the stated time, but no later than the run. A plan must not depend on
  /// it.
  package let receivedAt: Instant
  /// The time of the commit on the branch's first-parent line that brought the content in. It does not depend on the
  /// run either.
  package let arrivedAt: Instant
  /// The same as a time of receipt.
  package let mergedAt: Instant
  /// The commit of the branch's first-parent line before the one that brought the content in, in hexadecimal: the
  /// content is judged by the guards that were recorded there. Nil if there is none.
  package let base: String?
  /// Reasons to doubt the provenance, in words: the history is cut off, or the commit's date cannot be right.
  package let doubts: [String]

  /// Creates the provenance of committed content; a later time than the run's counts as the run's.
  ///
  /// - Parameter lastRun: the time of the last run that was recorded at the base: nothing was received before it.
  package init(
    commit: String, author: Actor, statedAt: Instant, mergedAt: Instant? = nil, base: String? = nil,
    lastRun: Instant? = nil, runTime: Instant, doubts: [String] = []
  ) {
    self.commit = commit
    self.author = author
    self.statedAt = max(statedAt, lastRun ?? statedAt)
    receivedAt = min(runTime, self.statedAt)
    arrivedAt = max(mergedAt ?? statedAt, lastRun ?? mergedAt ?? statedAt)
    self.mergedAt = min(runTime, arrivedAt)
    self.base = base
    self.doubts = doubts
  }

  /// Creates the provenance of content that is only in the working tree, as if it were committed and merged at the
  /// time of the run.
  package init(uncommittedBy author: Actor, at runTime: Instant) {
    commit = nil
    self.author = author
    (statedAt, receivedAt, arrivedAt, mergedAt) = (runTime, runTime, runTime, runTime)
    base = nil
    doubts = []
  }

  /// The provenance as a plan writes it; null for uncommitted content, so that plans of the same files are equal
  /// whenever they are made.
  package var node: Node {
    guard let commit else { return .null }
    return .object([
      "commit": .text(commit), "author": .text("\(author.name) <\(author.email)>"),
      "receivedAt": .text(statedAt.description),
    ])
  }
}
