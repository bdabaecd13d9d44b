package import Crypto
import Glibc

/// The source of the private key that signs: an option, the environment, or a file in the git folder, which no commit
/// can contain and which is created when it is first needed.
package struct KeyStore: Sendable {
  /// The option that names a file with the key.
  package static let option = "--signing-key"
  /// The environment variable with the path of a file, or with the text of the key itself.
  package static let variable = "PARTNERCTL_SIGNING_KEY"
  static let wanted = "an RSA private key of 2048 bits or more is needed, in PEM, without a pass phrase"

  /// Where the key is read from; each case but the text of a key has the absolute path of a file.
  package enum Origin: Sendable, Equatable {
    case option(path: String)
    case variableText
    case variablePath(path: String)
    case repository(path: String)
  }

  /// The source that option and environment select.
  package let origin: Origin
  /// Whether the run is in CI, where no key is created: it would be lost with the machine after the run.
  package let isCI: Bool
  /// The key's text, if the environment has it.
  private let text: String?

  /// Selects the source: the option comes first, then the environment variable, then the file in the git folder.
  ///
  /// - Parameters:
  ///   - option: the path that the command line names.
  ///   - repository: the git folder that all working trees share.
  ///   - absolute: makes a path that a person named absolute.
  package init(
    option: String?, variables: [String: String], repository: String, absolute: (String) -> String
  ) {
    // Many CI systems set an empty variable for a secret that is not set.
    let variable = variables[KeyStore.variable].flatMap { $0.isEmpty ? nil : $0 }
    if let option {
      origin = .option(path: absolute(option))
    } else if let variable {
      origin = variable.contains("-----BEGIN") ? .variableText : .variablePath(path: absolute(variable))
    } else {
      origin = .repository(path: KeyStore.localPath(repository))
    }
    isCI = !["", "false"].contains(variables["CI"] ?? "")
    text = origin == .variableText ? variable : nil
  }

  /// The file in which a git folder keeps its key.
  package static func localPath(_ gitDirectory: String) -> String { gitDirectory + "/partnerctl/signing-key.pem" }

  /// Returns the key that signs; creates it if there is none and one may be created.
  package func key() throws(WorkspaceError) -> SigningKey {
    if let key = try present() { return key }
    guard case .repository(let path) = origin, !isCI else { throw missing }
    let key = try KeyStore.generate(bits: SigningKey.leastBits)
    if try KeyStore.create(key, at: path) { return key }
    // Another run created one at the same time: there must be only one key, and it is the other's.
    guard let other = try KeyFile(path: path).read() else { throw missing }
    return other
  }

  /// Returns the key that would sign; nil if there is none in the git folder yet. Throws if another source has no
  /// valid key.
  package func present() throws(WorkspaceError) -> SigningKey? {
    switch origin {
    case .option(let path):
      guard !path.contains("-----BEGIN") else { throw missing }
      guard let key = try KeyFile(path: path).read() else { throw missing }
      return key
    case .variablePath(let path):
      // The text of a key in another form would be taken for a path, and no message may repeat it.
      guard path.utf8.count < Int(PATH_MAX), !path.contains("\n") else { throw missing }
      let file = KeyFile(
        path: path, name: "the file that \(KeyStore.variable) names", word: "\"$\(KeyStore.variable)\"")
      guard let key = try file.read() else { throw missing }
      return key
    case .repository(let path): return try KeyFile(path: path).read()
    case .variableText:
      do {
        return try SigningKey(pem: Array((text ?? "").utf8))
      } catch {
        throw .key("\(KeyStore.variable): \(error)", "\(KeyStore.wanted); keep its line breaks")
      }
    }
  }

  private var missing: WorkspaceError {
    let kept = "an RSA private key in PEM that you keep; partnerctl key new --out FILE makes one"
    switch origin {
    case .option(let path):
      let isKey = path.contains("-----BEGIN")
      return .key(
        isKey ? "\(KeyStore.option) takes a path, not a key" : "there is no signing key at \(path)",
        isKey
          ? "others can see the arguments of a command: make a new key and use that"
          : "give \(KeyStore.option) the path of \(kept)")
    case .variablePath, .variableText:
      return .key(
        "\(KeyStore.variable) is neither the text of a key nor the path of a file", "set it to \(kept)")
    case .repository:
      return .key(
        "there is no signing key, and none is made in CI, because it would be lost with the machine",
        "store an RSA private key in PEM as a secret of the CI system and set \(KeyStore.variable) to its text; "
          + "partnerctl key new --out FILE makes one")
    }
  }

  // MARK: Making keys

  /// Generates a key; throws `WorkspaceError.key` if libcrypto fails.
  package static func generate(bits: Int) throws(WorkspaceError) -> SigningKey {
    do {
      return try SigningKey.generate(bits: bits)
    } catch {
      throw .key("\(error)", nil)
    }
  }

  /// Stores a key in a new file, and creates its folder; returns false if the file exists.
  package static func create(_ key: SigningKey, at path: String) throws(WorkspaceError) -> Bool {
    if let slash = path.lastIndex(of: "/") { mkdir(String(path[..<slash]), 0o700) }
    return try KeyFile(path: path).create(try pem(of: key))
  }

  /// Replaces the key in a file, or creates the file.
  package static func replace(_ path: String, by key: SigningKey) throws(WorkspaceError) {
    try KeyFile(path: path).replace(by: try pem(of: key))
  }

  private static func pem(of key: SigningKey) throws(WorkspaceError) -> [UInt8] {
    do {
      return try key.pem()
    } catch {
      throw .key("\(error)", "try again; nothing was changed")
    }
  }
}

extension SigningKey {
  /// The length of the key's modulus in bits.
  package var bits: Int { publicKey.modulus.count * 8 - (publicKey.modulus.first?.leadingZeroBitCount ?? 0) }
}
