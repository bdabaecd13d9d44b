package import Model
package import Source

/// The public keys of all keys that ever signed, in the order of their first signatures: a JWK set (RFC 7517).
///
/// Keys are added and never removed, so that everything that was ever signed can be verified.
package struct SigningKeys: Sendable {
  /// The path of the file in the state folder.
  package static let file = "keys/jwks.json"

  /// One public RSA key.
  package struct Key: Sendable {
    /// The thumbprint of the key (RFC 7638) in base64url.
    package let id: String
    /// The modulus, big-endian, without leading zeros.
    package let modulus: [UInt8]
    /// The public exponent, big-endian, without leading zeros.
    package let exponent: [UInt8]
    /// The time of the run in which the key first signed.
    package let signsSince: Instant

    /// Creates a key from its numbers and computes its id.
    package init(modulus: [UInt8], exponent: [UInt8], signsSince: Instant, by instruments: Instruments) {
      id = SigningKeys.thumbprint(modulus: modulus, exponent: exponent, by: instruments)
      self.modulus = modulus
      self.exponent = exponent
      self.signsSince = signsSince
    }

    /// The length of the modulus in bits.
    package var bits: Int { modulus.count * 8 - (modulus.first?.leadingZeroBitCount ?? 0) }

    /// The key as a JWK, with the project's own member `signsSince`.
    package var node: Node {
      .object([
        "kty": .text("RSA"), "use": .text("sig"), "alg": .text(SignedResponse.algorithm), "kid": .text(id),
        "n": .text(Base64.encode(modulus, alphabet: .url, padded: false)),
        "e": .text(Base64.encode(exponent, alphabet: .url, padded: false)), "signsSince": .text(signsSince.description),
      ])
    }
  }

  /// The keys, in the order of their first signatures.
  package private(set) var keys: [Key]

  /// Creates a set of keys with different ids.
  package init(_ keys: [Key] = []) {
    self.keys = keys
  }

  /// The key with an id; nil if it never signed.
  package subscript(id: String) -> Key? { keys.first { ExactString.same($0.id, id) } }

  /// Adds a key that signs for the first time; traps if it is in the set.
  package mutating func add(_ key: Key) {
    precondition(self[key.id] == nil, "a key must be added once")
    keys.append(key)
  }

  /// The file's content.
  package var node: Node { .object(["keys": .list(keys.map(\.node))]) }

  /// Reads the file's tree; it must be exactly what `node` makes, with matching thumbprints.
  package static func read(_ node: Node, by instruments: Instruments) throws(StateDamage) -> SigningKeys {
    guard let items = node["keys"]?.items else { throw StateDamage("it holds no list of keys") }
    var set = SigningKeys()
    for (index, item) in items.enumerated() {
      let place = "key \(index + 1)"
      guard let modulus = item["n"]?.text.flatMap(Base64.decode), let exponent = item["e"]?.text.flatMap(Base64.decode),
        let signsSince = item["signsSince"]?.text.flatMap(Instant.init)
      else { throw StateDamage("\(place): a member is missing or of the wrong type") }
      let key = Key(modulus: modulus, exponent: exponent, signsSince: signsSince, by: instruments)
      guard key.node == item else {
        throw StateDamage("\(place) is not written as partnerctl writes one, or its kid is not its thumbprint")
      }
      guard set[key.id] == nil else { throw StateDamage("\(place) appears twice") }
      set.add(key)
    }
    guard set.node == node else { throw StateDamage("it holds more than a list of keys") }
    return set
  }

  /// Computes the thumbprint of RFC 7638: SHA-256 of the required members in byte order, in base64url.
  package static func thumbprint(modulus: [UInt8], exponent: [UInt8], by instruments: Instruments) -> String {
    let members = Node.object([
      "e": .text(Base64.encode(exponent, alphabet: .url, padded: false)), "kty": .text("RSA"),
      "n": .text(Base64.encode(modulus, alphabet: .url, padded: false)),
    ])
    let digits = Array(instruments.sha256(JSONWriter.line(members, secrets: .masked)).utf8)
    let digest = stride(from: 0, to: digits.count - 1, by: 2).compactMap { index in
      UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16)
    }
    return Base64.encode(digest, alphabet: .url, padded: false)
  }
}
