package import Crypto
import Engine
import Git
package import Model
package import Source
package import Store

/// The signing keys of a registry: signs the responses of a run, and reads the public keys that ever signed.
package struct Keys {
  private let revision: Revision

  /// Creates the keys of a registry at one commit.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  private var workspace: Workspace { revision.workspace }

  /// Signs all responses of an outcome that need it, on every core. If there are none, no key is read.
  ///
  /// - Returns: The signed outcome, and all public keys if this run's is a new one.
  func sign(
    _ outcome: Outcome, with store: KeyStore, at time: Instant
  ) throws(WorkspaceError) -> (outcome: Outcome, keys: SigningKeys?) {
    if outcome.signatures.isEmpty { return (outcome, nil) }
    var published = try published()
    let key = try store.key()
    let publicKey = SigningKeys.Key(key, signsSince: time, by: workspace.instruments)
    let requests = outcome.signatures.sorted { ExactString.precedes($0.key.description, $1.key.description) }
    let texts: [(ObjectID, String)]
    do {
      texts = try workspace.instruments.map(requests, grain: 8) { (id, request) in
        Result { () throws(CryptoError) in
          let draft = request.draft(publicKey.id)
          return (id, draft.text(try key.sign(draft.input)))
        }
      }.map { text throws(CryptoError) in try text.get() }
    } catch {
      throw .key("a response could not be signed: \(error)", "nothing was changed; try again")
    }
    let finished = outcome.signed(Dictionary(uniqueKeysWithValues: texts))
    if published[publicKey.id] != nil { return (finished, nil) }
    published.add(publicKey)
    return (finished, published)
  }

  /// Reads the public keys of a commit whose state folder is as the last run left it, so that no foreign key was
  /// added.
  package func trusted() throws(WorkspaceError) -> SigningKeys {
    let checks = StateChecks(revision)
    try checks.refuseForeignEntries()
    guard let (header, _) = try revision.header() else { return SigningKeys() }
    try checks.checkDrift(since: header)
    _ = try StateProofs(workspace).proved(revision)
    return try published()
  }

  /// Reads the public keys of all keys that ever signed from the commit.
  func published() throws(WorkspaceError) -> SigningKeys {
    let path = revision.statePath(SigningKeys.file)
    guard let entry = try revision.objects.entry(at: path, in: revision.commit.tree) else { return SigningKeys() }
    guard entry.mode == .file else { throw .damaged(path, reason: "it is not a regular file") }
    let node = try Revision.json(try revision.objects.blob(entry.id), path: path)
    do {
      return try SigningKeys.read(node, by: workspace.instruments)
    } catch {
      throw .damaged(path, reason: error.reason)
    }
  }
}

extension SigningKeys.Key {
  /// Creates the public part of a private key, in the form that the registry publishes.
  package init(_ key: SigningKey, signsSince time: Instant, by instruments: Instruments) {
    self.init(
      modulus: key.publicKey.modulus, exponent: key.publicKey.exponent, signsSince: time, by: instruments)
  }
}

extension SigningKeys {
  /// Returns the key that signed a response, and the response's payload; throws if none of these keys did.
  package func verify(
    _ response: SignedResponse
  ) throws(SignedResponse.Fault) -> (key: SigningKeys.Key, payload: Node) {
    guard !keys.isEmpty else {
      throw SignedResponse.Fault(
        "signature.key", message: "This registry has never signed anything: it has no public key",
        hint: "name the registry that the response comes from, or fetch its newest commits")
    }
    var candidates = keys
    if let id = response.keyID {
      guard let key = self[id] else {
        throw SignedResponse.Fault(
          "signature.key", message: "The key \"\(id)\" that the header names has never signed for this registry",
          hint: "partnerctl key show lists the keys that did; a newer commit may have more")
      }
      candidates = [key]
    }
    let signer = candidates.first { key in
      RSAPublicKey(modulus: key.modulus, exponent: key.exponent).verifies(response.signature, of: response.input)
    }
    guard let signer else {
      let whose = response.keyID == nil ? "any key of the registry" : "the key that the header names"
      throw SignedResponse.Fault(
        "signature.mismatch", message: "The signature does not match this text with \(whose)",
        hint: "the text was changed, or somebody else signed it; do not rely on what it says")
    }
    return (signer, try response.payload())
  }
}
