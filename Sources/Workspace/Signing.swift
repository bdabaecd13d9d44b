package import Crypto
package import Git
package import Model
package import Reconciler
package import Source

// Signing what a run promised to sign, and checking what any run ever signed.

extension Workspace {
  /// Signs all that an outcome waits for, on every core. Without anything to sign no key is looked for.
  ///
  /// - Returns: the finished outcome, and all public keys if this run's is a new one.
  func sign(
    _ outcome: Outcome, with keys: KeyStore, at commit: Commit, _ settings: Settings, _ time: Instant
  ) throws(WorkspaceError) -> (outcome: Outcome, keys: SigningKeys?) {
    if outcome.signatures.isEmpty { return (outcome, nil) }
    var published = try publishedKeys(at: commit, settings)
    let key = try keys.key()
    let entry = self.entry(key, since: time)
    let requests = outcome.signatures.sorted { ExactString.precedes($0.key.description, $1.key.description) }
    let texts: [(ObjectID, String)]
    do {
      texts = try instruments.map(requests, grain: 8) { (id, request) in
        Result { () throws(CryptoError) in
          let draft = request.draft(entry.id)
          return (id, draft.text(try key.sign(draft.input)))
        }
      }.map { text throws(CryptoError) in try text.get() }
    } catch {
      throw .key("a response could not be signed: \(error)", "nothing was changed; try again")
    }
    let finished = outcome.signed(Dictionary(uniqueKeysWithValues: texts))
    if published[entry.id] != nil { return (finished, nil) }
    published.add(entry)
    return (finished, published)
  }

  /// A private key's public part as the registry would publish it.
  package func entry(_ key: SigningKey, since time: Instant) -> SigningKeys.Key {
    SigningKeys.Key(
      modulus: key.publicKey.modulus, exponent: key.publicKey.exponent, signsSince: time, instruments)
  }

  /// The public keys of a commit whose state folder is as the last run left it: nobody slipped in a key of his own.
  package func trustedKeys(at commit: Commit) throws(WorkspaceError) -> SigningKeys {
    let settings = try settings(at: commit, workingTree: false)
    try refuseForeignEntries(commit, settings)
    guard let (header, _) = try storedHeader(at: commit, settings) else { return SigningKeys() }
    try checkDrift(commit, header, settings)
    return try publishedKeys(at: commit, settings)
  }

  /// The public keys of every key that ever signed, as a commit holds them.
  func publishedKeys(at commit: Commit, _ settings: Settings) throws(WorkspaceError) -> SigningKeys {
    let path = statePath(SigningKeys.file, settings)
    let entry = try git { () throws(GitError) in try repository.entry(at: path, inTree: commit.tree) }
    guard let entry else { return SigningKeys() }
    guard entry.mode == .file else { throw .damaged(path, "it is no plain file") }
    let node = try json(try git { () throws(GitError) in try repository.blob(entry.id) }, path)
    do {
      return try SigningKeys.read(node, instruments)
    } catch {
      throw .damaged(path, error.reason)
    }
  }
}

extension SigningKeys {
  /// The key that signed a response, and what the response says.
  package func verify(
    _ response: SignedResponse
  ) throws(SignedResponse.Fault) -> (key: SigningKeys.Key, payload: Node) {
    guard !keys.isEmpty else {
      throw SignedResponse.Fault(
        "signature.key", "This registry never signed anything: it has no public key",
        hint: "name the registry that the response comes from, or fetch its newest commits")
    }
    var candidates = keys
    if let id = response.keyID {
      guard let key = self[id] else {
        throw SignedResponse.Fault(
          "signature.key", "The key \"\(id)\" that the header names never signed for this registry",
          hint: "partnerctl key show lists the keys that did; a newer commit may have more")
      }
      candidates = [key]
    }
    let signer = candidates.first { key in
      RSAPublicKey(modulus: key.modulus, exponent: key.exponent).verifies(response.signature, of: response.input)
    }
    guard let signer else {
      let whose = response.keyID == nil ? "none of the registry's keys" : "not the key that the header names"
      throw SignedResponse.Fault(
        "signature.mismatch", "The signature does not fit: \(whose) made it over this text",
        hint: "the text was changed, or somebody else signed it; do not rely on what it says")
    }
    return (signer, try response.payload())
  }
}
