package import Crypto
import Engine
import Glibc
package import Store

/// The source of the key that seals runs: the environment, or a file of the user, which is made when it is first needed.
package struct RunnerKeys: Sendable {
  /// The environment variable with the path of a file, or with the text of the key itself.
  package static let variable = "PARTNERCTL_RUNNER_KEY"
  static let wanted = "an Ed25519 private key without a pass phrase is needed, as ssh-keygen -t ed25519 makes it"

  /// Where the key is read from.
  package enum Origin: Sendable, Equatable {
    case variableText
    case variablePath(path: String)
    case user(path: String)
    /// There is neither a variable nor a home folder.
    case nowhere
  }

  /// The source that the environment selects.
  package let origin: Origin
  /// Whether the run is in CI, where no key is made: it would be lost with the machine after the run.
  package let isCI: Bool
  private let text: String?

  /// Selects the source.
  ///
  /// - Parameter absolute: makes a path that a person named absolute.
  package init(_ variables: [String: String], absolute: (String) -> String) {
    func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    let given = value(RunnerKeys.variable)
    if let given {
      origin = given.contains("-----BEGIN") ? .variableText : .variablePath(path: absolute(given))
    } else if let folder = value("XDG_CONFIG_HOME") ?? value("HOME").map({ $0 + "/.config" }) {
      origin = .user(path: folder + "/partnerctl/runner-key")
    } else {
      origin = .nowhere
    }
    text = origin == .variableText ? given : nil
    isCI = !["", "false"].contains(variables["CI"] ?? "")
  }

  /// Returns the key, and whether it was made now.
  package func key() throws(WorkspaceError) -> (key: Ed25519PrivateKey, isNew: Bool) {
    if let key = try present() { return (key, false) }
    guard case .user(let path) = origin, !isCI else { throw missing }
    let file = KeyFile(path: path, wanted: RunnerKeys.wanted)
    let key: Ed25519PrivateKey
    let bytes: [UInt8]
    do {
      key = try .generate()
      bytes = Array(try SSHPrivateKey.text(key, comment: "partnerctl runner").utf8)
    } catch {
      throw .key("\(path): \(error)", "try again; nothing was changed")
    }
    try RunnerKeys.makeFolder(of: path)
    if try file.create(bytes) { return (key, true) }
    // Another run made one at the same time.
    guard let other = try present() else { throw missing }
    return (other, false)
  }

  /// Returns the key that would seal; nil if there is none yet.
  package func present() throws(WorkspaceError) -> Ed25519PrivateKey? {
    switch origin {
    case .variableText: return try RunnerKeys.read(Array((text ?? "").utf8), name: RunnerKeys.variable)
    case .variablePath(let path):
      // The text of a key in another form would be taken for a path, and no message may repeat it.
      guard path.utf8.count < Int(PATH_MAX), !path.contains("\n") else { throw missing }
      let name = "the file that \(RunnerKeys.variable) names"
      let file = KeyFile(path: path, name: name, word: "\"$\(RunnerKeys.variable)\"", wanted: RunnerKeys.wanted)
      guard let bytes = try file.bytes() else { throw missing }
      return try RunnerKeys.read(bytes, name: name)
    case .user(let path):
      guard let bytes = try KeyFile(path: path, wanted: RunnerKeys.wanted).bytes() else { return nil }
      return try RunnerKeys.read(bytes, name: path)
    case .nowhere: return nil
    }
  }

  private static func read(_ bytes: [UInt8], name: String) throws(WorkspaceError) -> Ed25519PrivateKey {
    do {
      return try SSHPrivateKey.read(bytes)
    } catch {
      throw .key("\(name): \(error)", wanted)
    }
  }

  /// Makes the folders above a file, which only the user may open.
  private static func makeFolder(of path: String) throws(WorkspaceError) {
    for index in path.indices.dropFirst() where path[index] == "/" {
      guard mkdir(String(path[..<index]), 0o700) == 0 || errno == EEXIST else {
        throw .key(
          "\(path): \(String(cString: strerror(errno)))",
          "set \(variable) to the path of a key that ssh-keygen -t ed25519 made")
      }
    }
  }

  private var missing: WorkspaceError {
    let make = "ssh-keygen -t ed25519 -N '' -f FILE makes one"
    switch origin {
    case .variablePath, .variableText:
      return .key(
        "\(RunnerKeys.variable) is neither the text of a key nor the path of a file",
        "set it to an Ed25519 private key that you keep; \(make)")
    case .nowhere:
      return .key(
        "there is no key to seal the run with, and no home folder to make one in",
        "set HOME, or \(RunnerKeys.variable) to an Ed25519 private key that you keep; \(make)")
    case .user:
      return .key(
        "there is no key to seal the run with, and none is made in CI, because it would be lost with the machine",
        "store an Ed25519 private key as a secret of the CI system and set \(RunnerKeys.variable) to its text; \(make)")
    }
  }
}

/// Seals the runs that are recorded on top of a state.
package final class Sealer {
  private let key: Ed25519PrivateKey
  private let branch: String
  /// The last seal of the state before; nil for the first.
  private let before: Seal.Found?
  private let runners: [Seal.Runner]
  private let givesUp: [Seal.Head]

  /// The public part of the key.
  private var publicKey: String { SSHPublicKey(key.publicKey).text }

  /// Creates a sealer for the state after a seal, or for a first run.
  ///
  /// - Parameters:
  ///   - branch: the full name of the branch that the run is made for.
  ///   - name: the name of the runner if it is the first and the settings name none.
  ///   - wanted: who may seal runs from this one on; empty to leave that as it is.
  package init(
    _ key: Ed25519PrivateKey, after before: Seal.Found?, branch: String, name: String, wanted: [Seal.Runner] = [],
    givesUp: [Seal.Head] = []
  ) {
    self.key = key
    self.branch = branch
    self.before = before
    self.givesUp = givesUp
    let present = before?.seal.runners ?? [Seal.Runner(key: SSHPublicKey(key.publicKey).text, name: name)]
    runners = wanted.isEmpty ? present : wanted
  }

  /// Makes the file of a run's seal.
  ///
  /// - Parameters:
  ///   - header: what `state.json` says after the run.
  ///   - digest: the digest of `state.json`.
  ///   - tree: the id of the tree that the state folder has without the seal.
  func file(_ header: StateHeader, ledgerHead: String, digest: String, tree: String) throws(CryptoError) -> [UInt8] {
    var seal = Seal(
      lineage: header.lineage, serial: header.serial, time: header.runAt, branch: branch, previous: before?.digest,
      ledgerHead: ledgerHead, stateDigest: digest, tree: tree, manifestsTree: header.manifestsTree, runners: runners)
    seal.givesUp = givesUp
    let signature = try SSHSignature(of: seal.message, namespace: Seal.purpose, by: key)
    let file = seal.file(signature: signature.text)
    guard file.count <= Seal.limit else { throw CryptoError("the seal would have more than \(Seal.limit) bytes") }
    return file
  }

  /// Throws a refusal if the last seal does not name the key, or if the next run could not be sealed by it.
  ///
  /// - Parameter isDroppingOwnKey: whether the key may be missing among those of the next run.
  package func refuseStranger(isDroppingOwnKey: Bool = false) throws(WorkspaceError) {
    if let before, !before.seal.runners.contains(where: { $0.key == publicKey }) {
      throw .refused(Sealer.stranger(before.seal.runners, key: SSHPublicKey(key.publicKey)))
    }
    guard runners.count <= Seal.mostRunners else {
      throw .refused(
        RunRefusal(
          rule: "seal.runners",
          message: "spec.trust.runners names \(runners.count) keys; \(Seal.mostRunners) are allowed",
          hint: "name only those who make runs; whoever only reads or plans needs no key"))
    }
    guard Set(runners.map(\.key)).count == runners.count else {
      throw .refused(
        RunRefusal(
          rule: "seal.runners", message: "spec.trust.runners names one key twice",
          hint: "give each key one name: partnerctl key list --for runs shows who may run now"))
    }
    guard isDroppingOwnKey || runners.contains(where: { $0.key == publicKey }) else {
      throw .refused(
        RunRefusal(
          rule: "seal.runners",
          message: "spec.trust.runners does not name the key of this run, so that no further run could be made here",
          hint: "add \(publicKey), or run once more with --drop-own-key if only others are to make runs"))
    }
  }

  /// The refusal of a run by somebody whom the last seal does not name.
  ///
  /// - Parameter key: the key that would have sealed the run; nil if there is none.
  static func stranger(_ runners: [Seal.Runner], key: SSHPublicKey?) -> RunRefusal {
    let names = runners.map { runner in
      let print = SSHPublicKey(runner.key).map(\.fingerprint) ?? "an unknown key"
      return "\(runner.name) (\(print))"
    }
    let own = key.map { "the key here is \($0.fingerprint)" } ?? "there is no key here that seals runs"
    return RunRefusal(
      rule: "seal.stranger", message: "This registry's runs are made by \(names.joined(separator: ", "))",
      hint:
        "push, and let one of them run; \(own); to let this machine run too, add its key with partnerctl key trust, commit, and have one of them run once"
    )
  }
}
