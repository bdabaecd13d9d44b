package import Source

/// The values that one execution brings in from outside: its clock, its host, its source of generated values.
///
/// To plan, the run's source hands out placeholders; to reconcile, real values. Everything else is the same code.
package struct Run {
  package let time: Instant
  /// Name and version of the tool, `partnerctl 1.0.0`.
  package let tool: String
  /// Who started the run.
  package let actor: Actor
  package let hostName: String
  package let hostAddress: String
  package let ids: any IDSource

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
  /// The same with another source of generated values.
  package func generating(by ids: any IDSource) -> Run {
    Run(time: time, tool: tool, actor: actor, hostName: hostName, hostAddress: hostAddress, ids: ids)
  }
}

/// Who does something: the author of a commit, or `SYSTEM`.
package struct Actor: Hashable, Sendable {
  package let name: String
  package let email: String
  /// Tells the system from an author who calls himself so.
  package let isSystem: Bool

  /// Takes what a commit or an environment says of a person, which may be anything: control characters are dropped,
  /// each text is cut to 256 UTF-16 units, and `unknown` stands for one of which nothing is left.
  package init(name: String, email: String) {
    self.name = Actor.cleaned(name)
    self.email = Actor.cleaned(email)
    isSystem = false
  }

  private init() {
    name = "SYSTEM"
    email = "SYSTEM"
    isSystem = true
  }

  /// Who acts when only time has passed.
  package static let system = Actor()

  /// Who acts where nobody is known yet to have asked; not to be taken for the system.
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
  /// A key of `[A-Za-z0-9]` for which `isTaken` is false; the source tries again on a collision.
  func key(length: Int, isTaken: (Secret) -> Bool) -> Secret
  /// A random UUID in lower case.
  func uuid() -> String
}

/// Hands out the same values again to a pass that is taken once more, and then new ones.
package final class RepeatableIDs: IDSource {
  private let source: any IDSource
  private var keys: [Secret] = []
  private var uuids: [String] = []
  private var (keyPosition, uuidPosition) = (0, 0)

  package init(_ source: any IDSource) {
    self.source = source
  }

  /// Starts over with the first value.
  package func rewind() { (keyPosition, uuidPosition) = (0, 0) }

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

  package func uuid() -> String {
    if uuidPosition == uuids.count { uuids.append(source.uuid()) }
    uuidPosition += 1
    return uuids[uuidPosition - 1]
  }
}

/// Hands out symbols that are equal only to themselves, in place of generated values.
package final class PlaceholderIDs: IDSource {
  private let word: String
  private var count = 0

  /// - Parameter word: tells these symbols from those of another source.
  package init(_ word: String = "generated") {
    self.word = word
  }

  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    Secret("(\(word) \(next()))")
  }

  /// A symbol with the form of an id, since ids are read back; no generated or adopted id looks like it.
  package func uuid() -> String { "\(word).placeholder.\(next())" }

  private func next() -> Int {
    count += 1
    return count
  }
}

/// Deterministic functions that the pure core calls but does not contain.
package struct Instruments: Sendable {
  /// SHA-256 as 64 lower-case hexadecimal digits.
  package let sha256: @Sendable ([UInt8]) -> String
  package let certificates: Certificates
  package let concurrently: Concurrently

  /// Calls a body once for each number below a count, in any order and on any threads, and returns when all calls have.
  package typealias Concurrently =
    @Sendable (_ count: Int, _ body: @escaping @Sendable (_ number: Int) -> Void) -> Void

  package init(
    sha256: @escaping @Sendable ([UInt8]) -> String, certificates: Certificates = .none,
    concurrently: @escaping Concurrently = { count, body in for number in 0..<count { body(number) } }
  ) {
    self.sha256 = sha256
    self.certificates = certificates
    self.concurrently = concurrently
  }

  /// `sha256:` and the digest, as digests are written everywhere.
  package func digest(_ bytes: [UInt8]) -> String { "sha256:" + sha256(bytes) }
}

/// Where a manifest's present content came from.
package struct Provenance: Hashable, Sendable {
  /// The commit that introduced it, in hexadecimal; nil for what stands only in the working tree.
  package let commit: String?
  package let author: Actor
  /// The commit's time, no earlier than its parents'. It does not depend on the run, so that a plan may name it.
  package let statedAt: Instant
  /// Time of receipt, by which rules judge: the stated time, but no later than the run. No plan may depend on it.
  package let receivedAt: Instant
  /// The same for the commit on the branch's own line, that of first parents, which brought the content in.
  package let mergedAt: Instant
  /// What is not known about it, in words: the history is cut off, or the commit's date cannot be right.
  package let doubts: [String]

  package init(
    commit: String, author: Actor, statedAt: Instant, mergedAt: Instant? = nil, runTime: Instant, doubts: [String] = []
  ) {
    self.commit = commit
    self.author = author
    self.statedAt = statedAt
    receivedAt = min(runTime, statedAt)
    self.mergedAt = min(runTime, mergedAt ?? statedAt)
    self.doubts = doubts
  }

  /// Of what stands only in the working tree: as if it were committed and merged at the moment of the run.
  package init(uncommittedBy author: Actor, at runTime: Instant) {
    commit = nil
    self.author = author
    (statedAt, receivedAt, mergedAt) = (runTime, runTime, runTime)
    doubts = []
  }

  /// Null for what is not committed: a plan of the same files says the same whenever it is made.
  package var node: Node {
    guard let commit else { return .null }
    return .object([
      "commit": .text(commit), "author": .text("\(author.name) <\(author.email)>"),
      "receivedAt": .text(statedAt.description),
    ])
  }
}
