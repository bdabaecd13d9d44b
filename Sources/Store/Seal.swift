package import Model
import Source

/// The signature of a run over everything that it left in the state folder.
///
/// A seal names the keys that may seal the next run, and the seal before it: so the seals of a state are a chain that
/// can be verified from their files alone. The tree covers every file of the state folder but the seal itself.
package struct Seal: Hashable, Sendable {
  /// The purpose for which the signature is made, in OpenSSH's form.
  package static let purpose = "partnerctl-run"
  /// The folder of the seals, relative to the state folder.
  package static let folder = "seals"
  /// The most bytes of a file.
  package static let limit = 1 << 14
  /// The most keys that may seal the next run.
  package static let mostRunners = 32
  private static let version = 1

  /// A key that may seal runs.
  package struct Runner: Hashable, Sendable {
    /// The public key, such as `ssh-ed25519 AAAA…`.
    package let key: String
    /// The name by which people know the key's holder.
    package let name: String

    /// Creates a runner.
    package init(key: String, name: String) {
      self.key = key
      self.name = name
    }
  }

  /// The end of a chain of seals.
  package struct Head: Hashable, Sendable {
    /// The lineage of the state.
    package let lineage: String
    /// The number of the run.
    package let serial: Int
    /// The digest of the seal's file, signature included.
    package let digest: String

    /// The head as `checkpoint` prints it: lineage, serial and digest with `/` between them.
    package var text: String { "\(lineage)/\(serial)/\(digest)" }

    /// Reads a line that `checkpoint` printed; nil if it is none.
    package init?(_ text: String) {
      let words = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3, !words[0].isEmpty, let serial = Int(words[1]), serial > 0,
        words[2].hasPrefix("sha256:"), words[2].utf8.count == 71
      else { return nil }
      self.init(lineage: words[0], serial: serial, digest: words[2])
    }

    /// Creates a head.
    package init(lineage: String, serial: Int, digest: String) {
      self.lineage = lineage
      self.serial = serial
      self.digest = digest
    }
  }

  /// The lineage of the state.
  package var lineage: String
  /// The number of the run.
  package var serial: Int
  /// The time of the run.
  package var time: Instant
  /// The full name of the branch for which the run was made.
  package var branch: String
  /// The digest of the file of the seal before; nil for the first.
  package var previous: String?
  /// The digest of the ledger's last line.
  package var ledgerHead: String
  /// The digest of `state.json`.
  package var stateDigest: String
  /// The id of the tree that the state folder has without this seal.
  package var tree: String
  /// The id of the tree of the manifests that the run read.
  package var manifestsTree: String
  /// Who may seal the next run.
  package var runners: [Runner]
  /// The seals of other runs that the run gave up: they were made on another branch and are not part of this chain.
  package var givesUp: [Head] = []

  /// Creates a seal.
  package init(
    lineage: String, serial: Int, time: Instant, branch: String, previous: String?, ledgerHead: String,
    stateDigest: String, tree: String, manifestsTree: String, runners: [Runner]
  ) {
    self.lineage = lineage
    self.serial = serial
    self.time = time
    self.branch = branch
    self.previous = previous
    self.ledgerHead = ledgerHead
    self.stateDigest = stateDigest
    self.tree = tree
    self.manifestsTree = manifestsTree
    self.runners = runners
  }

  /// The path of the seal of a run, relative to the state folder.
  package static func path(serial: Int) -> String { "\(folder)/\(serial / 1000)/\(serial)" }

  /// The first line of the file with its line feed, which is what is signed.
  package var message: [UInt8] {
    var members: [(String, Node)] = [
      ("seal", .integer(Seal.version)), ("lineage", .text(lineage)), ("serial", .integer(serial)),
      ("time", .text(time.description)), ("branch", .text(branch)), ("previous", .text(previous)),
      ("ledgerHead", .text(ledgerHead)), ("state", .text(stateDigest)), ("tree", .text(tree)),
      ("manifestsTree", .text(manifestsTree)),
      ("runners", .list(runners.map { .object(["key": .text($0.key), "name": .text($0.name)]) })),
    ]
    if !givesUp.isEmpty { members.append(("givesUp", .list(givesUp.map(\.node)))) }
    return JSONWriter.line(.object(members), secrets: .masked) + [UInt8(ascii: "\n")]
  }

  /// The whole file.
  package func file(signature: String) -> [UInt8] { message + Array(signature.utf8) }

  /// A seal as it was found in its file.
  package struct Found: Sendable {
    /// The seal.
    package let seal: Seal
    /// The key that signed it.
    package let signer: String
    /// The digest of the file.
    package let digest: String

    /// The end of the chain that the seal is part of.
    package var head: Head { Head(lineage: seal.lineage, serial: seal.serial, digest: digest) }
  }

  /// Reads a file, which must be written exactly as this program writes it, and verifies its signature; who may sign
  /// is not judged here.
  package static func read(
    _ bytes: [UInt8], serial: Int, by instruments: Instruments
  ) throws(Mismatch) -> Found {
    let (seal, message, signature) = try parse(bytes, serial: serial)
    guard let signer = instruments.signer(signature, message, purpose) else {
      throw Mismatch(path(serial: serial), message: "its signature does not fit its first line")
    }
    return Found(seal: seal, signer: signer, digest: instruments.digest(bytes))
  }

  /// Reads a file without verifying its signature.
  static func parse(
    _ bytes: [UInt8], serial: Int
  ) throws(Mismatch) -> (seal: Seal, message: [UInt8], signature: String) {
    let file = path(serial: serial)
    guard bytes.count <= limit, let end = bytes.firstIndex(of: UInt8(ascii: "\n")) else {
      throw Mismatch(file, message: "it is not a seal")
    }
    let message = Array(bytes[...end])
    let node: Node
    do {
      node = try JSONReader.read(Array(message.dropLast()))
    } catch {
      throw Mismatch(file, line: 1, message: "the line is not valid JSON: \(error.message)")
    }
    guard node["seal"]?.integer == version else {
      throw Mismatch(file, message: "it is not a seal of a form that this program supports; use a newer program")
    }
    guard let seal = Seal(reading: node), seal.message == message, seal.serial == serial else {
      throw Mismatch(file, line: 1, message: "it is not the seal of run \(serial) as partnerctl writes one")
    }
    return (seal, message, String(decoding: bytes[(end + 1)...], as: UTF8.self))
  }

  private init?(reading node: Node) {
    guard let lineage = node["lineage"]?.text, let serial = node["serial"]?.integer, serial > 0,
      let time = node["time"]?.text.flatMap(Instant.init), let branch = node["branch"]?.text,
      let ledgerHead = node["ledgerHead"]?.text, let stateDigest = node["state"]?.text, let tree = node["tree"]?.text,
      let manifestsTree = node["manifestsTree"]?.text, let runners = node["runners"]?.items
    else { return nil }
    self.init(
      lineage: lineage, serial: serial, time: time, branch: branch, previous: node["previous"]?.text,
      ledgerHead: ledgerHead, stateDigest: stateDigest, tree: tree, manifestsTree: manifestsTree,
      runners: runners.compactMap { runner in
        guard let key = runner["key"]?.text, let name = runner["name"]?.text else { return nil }
        return Runner(key: key, name: name)
      })
    givesUp = (node["givesUp"]?.items ?? []).compactMap(Head.init(reading:))
  }
}

extension Seal.Head {
  fileprivate init?(reading node: Node) {
    guard let lineage = node["lineage"]?.text, let serial = node["serial"]?.integer, let digest = node["digest"]?.text
    else { return nil }
    self.init(lineage: lineage, serial: serial, digest: digest)
  }

  fileprivate var node: Node {
    .object(["lineage": .text(lineage), "serial": .integer(serial), "digest": .text(digest)])
  }
}
