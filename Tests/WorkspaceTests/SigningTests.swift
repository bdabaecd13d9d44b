import Command
import CommandSupport
import Crypto
import Engine
import Foundation
import Git
import Model
import Source
import Store
import TestSupport
import Testing
import Workspace

/// What a run signs, and who can tell.
struct SigningTests {
  @Test(arguments: Seal.Layout.allCases)
  func `a run signs, publishes its key, and the program verifies`(_ layout: Seal.Layout) throws {
    try withRegistry(["a.yaml": .seal("a", layout)]) { registry in
      let time = registry.now.description
      try registry.seal()
      let text = try registry.signed("a")
      let id = try #require(try registry.stored("keys/jwks.json").at("keys").items?.first?["kid"]?.text)
      let response = try SignedResponse(reading: text)
      #expect(response.layout.rawValue == layout.rawValue)
      let found = try Keys(registry.sealing().revision("HEAD")).trusted().verify(response)
      #expect(found.key.id == id && found.key.signsSince.description == time)
      #expect(SignedResponse.digitalID(in: found.payload) == .object(["make": .text("MC01A")]))
      #expect(found.payload.keys == ["status", "digitalId", "deviceCode", "env", "timeStamp"])
      // The program itself does not know the kind, hence no such answer.
      registry.input = [text + " ", ""]
      let json = try registry.run("device", "verify", "-", "-o", "json").json
      #expect(
        json.keys == ["formatVersion", "valid", "layout", "keyID", "payload", "digitalID", "recorded", "problem"])
      #expect(json.at("problem", "rule") == .text("signature.unrecorded"))
      // Nothing is left to do or to sign, and the trail is whole.
      #expect(try registry.seal().commit == nil)
      #expect(throws: Never.self) { try Verification(registry.sealing().revision("HEAD")).verify().get() }
    }
  }

  @Test func `other programs verify both layouts`() throws {
    try withRegistry(["a.yaml": .seal("a"), "b.yaml": .seal("b", .mosip)]) { registry in
      try registry.seal()
      let folder = registry.sandbox.path("")
      try registry.tool("openssl", "rsa", "-in", registry.keyFile, "-pubout", "-out", "\(folder)/public.pem")
      for name in ["a", "b"] {
        let parts = try registry.signed(name).split(separator: ".").map(String.init)
        let header = try #require(Base64.decode(parts[0]).map { String(decoding: $0, as: UTF8.self) })
        var signature = try #require(Base64.decode(parts[2]))
        if name == "a" {
          #expect(header.hasPrefix(#"{"alg":"RS256","type":"JWS","kid":""#))
        } else {
          #expect(parts[0] == "eyJhbGciOiJSUzI1NiIsInR5cGUiOiJKV1MifQ==" && parts[2].utf8.count == 460)
          signature = try #require(Base64.decode(String(decoding: signature, as: UTF8.self)))
        }
        try Data(signature).write(to: URL(fileURLWithPath: "\(folder)/signature"))
        let input = name == "a" ? "\(parts[0]).\(parts[1])" : parts[1]
        try Data(input.utf8).write(to: URL(fileURLWithPath: "\(folder)/input"))
        let said = try registry.tool(
          "openssl", "dgst", "-sha256", "-verify", "\(folder)/public.pem", "-signature", "\(folder)/signature",
          "\(folder)/input")
        #expect(said == "Verified OK\n")
      }
    }
  }

  /// Skipped where python3 has not got the module.
  @Test(arguments: [
    """
    from joserfc import jws; from joserfc.jwk import KeySet
    import json, sys
    keys = KeySet.import_key_set(json.load(open(sys.argv[1])))
    # It calls the documented header member `type` unknown unless told that RFC 7515, 4 has such members ignored.
    rules = jws.JWSRegistry(algorithms=["RS256"], strict_check_header=False)
    found = jws.deserialize_compact(open(sys.argv[2]).read(), keys, registry=rules)
    print(json.loads(found.payload)["status"])
    """,
    """
    from cryptography.hazmat.primitives.asymmetric import rsa, padding; from cryptography.hazmat.primitives import hashes
    import base64, json, sys
    def read(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    key = json.load(open(sys.argv[1]))["keys"][0]; head, body, signature = open(sys.argv[2]).read().split(".")
    numbers = [int.from_bytes(read(key[name]), "big") for name in ("e", "n")]
    rsa.RSAPublicNumbers(*numbers).public_key().verify(
        read(signature), (head + "." + body).encode(), padding.PKCS1v15(), hashes.SHA256())
    print(json.loads(read(body))["status"])
    """,
  ])
  func `a library verifies the compact layout with the published keys`(_ script: String) throws {
    try withRegistry(["a.yaml": .seal("a")]) { registry in
      let imports = script.split(separator: "\n")[0]
      guard (try? registry.tool("python3", "-c", String(imports))) != nil else { return }
      try registry.seal()
      try Data(try registry.signed("a").utf8).write(to: URL(fileURLWithPath: registry.sandbox.path("text")))
      let keys = registry.sandbox.path("repo/State/keys/jwks.json")
      #expect(try registry.tool("python3", "-c", script, keys, registry.sandbox.path("text")) == "REGISTERED\n")
    }
  }

  @Test(arguments: Seal.Layout.allCases)
  func `no changed byte goes unnoticed`(_ layout: Seal.Layout) throws {
    try withRegistry(["a.yaml": .seal("a", layout)]) { registry in
      try registry.seal()
      let text = Array(try registry.signed("a").utf8)
      let workspace = try registry.sealing()
      let keys = try Keys(try workspace.revision("HEAD")).trusted()
      func isTrusted(_ bytes: [UInt8]) -> Bool {
        guard let response = try? SignedResponse(reading: String(decoding: bytes, as: UTF8.self)) else { return false }
        return (try? keys.verify(response)) != nil
      }
      #expect(isTrusted(text))
      for index in text.indices {
        for byte in Set([text[index] ^ 1, text[index] ^ 0x20, 0, 0x2E, 0x3D, 0x41, 0xFF]).subtracting([text[index]]) {
          var changed = text
          changed[index] = byte
          #expect(!isTrusted(changed), "byte \(index) as \(byte)")
        }
        #expect(!isTrusted(Array(text[..<index])))
        #expect(!isTrusted(Array(text[...index] + text[index...])))
      }
    }
  }

  /// Headers and payloads with the right signature nevertheless, so that nothing but the rule at hand refuses them.
  @Test func `every fault has its own words`() throws {
    let key = try KeyStore.generate(bits: 2048)
    let id = SigningKeys.thumbprint(
      modulus: key.publicKey.modulus, exponent: key.publicKey.exponent, by: .system)
    let keys = SigningKeys([
      SigningKeys.Key(
        modulus: key.publicKey.modulus, exponent: key.publicKey.exponent, signsSince: .morning, by: .system)
    ])
    func text(_ header: String, _ payload: String = "{}") throws -> String {
      let parts = [header, payload].map { Base64.encode(Array($0.utf8), alphabet: .url, padded: false) }
      let input = parts.joined(separator: ".")
      return input + "." + Base64.encode(try key.sign(Array(input.utf8)), alphabet: .url, padded: false)
    }
    func fault(_ text: String, _ keys: SigningKeys) -> String {
      do {
        _ = try keys.verify(SignedResponse(reading: text))
        return "valid"
      } catch {
        return "\(error.rule): \(error.message)\n  \(error.hint)"
      }
    }
    let good = #"{"alg":"RS256"}"#
    let other = try text(good)
    let signature = other.split(separator: ".")[2]
    let texts = [
      try text(good), try text(#"{"alg":"RS256","type":"JWS","kid":"\#(id)"}"#), "", "abc", "a.b", "a.b.c.d",
      "..", try text(#"{"alg":"none"}"#), "eyJhbGciOiJub25lIn0.e30.", try text(#"{"alg":"NoNe"}"#),
      try text(#"{"alg":"HS256"}"#), try text(#"{"alg":"rs256"}"#), try text(#"{"alg":null}"#), try text("{}"),
      try text(#"{"alg":"RS256","alg":"RS256"}"#), try text(#"{"alg":"RS256","crit":["b64"],"b64":false}"#),
      try text(#"{"alg":"RS256","kid":7}"#), try text(#"{"alg":"RS256","kid":"another"}"#), try text("[]"),
      try text("alg"), try text(good, "no"), try text(good, "[1]"), try text(good, #"{"a":1,"a":2}"#), other + "A",
      "é" + other, other + "+", "\(other.split(separator: ".")[0]).e31.\(signature)",
      "eyJhbGciOiJSUzI1NiIsInR5cGUiOiJKV1MifQ==.e30=.QUFBQQ==", "eyJhbGciOiJSUzI1NiJ9.e30=.QUFBQQ==",
      "eyJhbGciOiJSUzI1NiIsInR5cGUiOiJKV1MifQ==.e30=./w==", "eyJhbGciOiJSUzI1NiIsInR5cGUiOiJKV1MifQ==.e30.QUFBQQ==",
    ]
    var said = texts.map { fault($0, keys) } + [fault(other, SigningKeys())]
    for index in said.indices { said[index] = "\(index + 1) " + said[index].replacing(id, with: "KEYID") }
    try expectSnapshot(said.joined(separator: "\n") + "\n", "signing/faults")
    #expect(!said.contains { $0.contains("-----") })
  }

  @Test func `a plan, a dry run and an up-to-date registry need no key`() throws {
    try withRegistry(["a.yaml": .seal("a")]) { registry in
      registry.variables["CI"] = "true"
      let head = try registry.head
      #expect(try registry.planSeals().outcome.changes.count == 1)
      #expect(try registry.seal(isDryRun: true).commit == nil)
      let failure = #expect(throws: WorkspaceError.self) { try registry.seal() }
      guard case .key(let message, let hint)? = failure else { return }
      #expect(message == "there is no signing key, and none is made in CI, because it would be lost with the machine")
      #expect(hint?.contains(KeyStore.variable) == true)
      #expect(try registry.head == head && !FileManager.default.fileExists(atPath: registry.keyFile))
      registry.variables["CI"] = ""
      try registry.seal()
      registry.variables["CI"] = "true"
      #expect(try registry.seal().commit == nil)
    }
  }

  @Test func `public keys are kept over rotations, and in the commit of the first signature`() throws {
    try withRegistry(["a.yaml": .seal("a")]) { registry in
      try registry.seal()
      let first = try registry.signed("a")
      let started = registry.now.description
      try registry.commit(["b.yaml": .seal("b")])
      try registry.seal()
      #expect(!(try registry.changedFiles("HEAD~1")).contains("State/keys/jwks.json"))
      #expect(registry.run("key", "rotate").code == .done)
      try registry.commit(["c.yaml": .seal("c", .mosip)])
      try registry.seal()
      #expect(try registry.changedFiles("HEAD~1").contains("State/keys/jwks.json"))
      let keys = try registry.stored("keys/jwks.json").at("keys").items ?? []
      #expect(keys.map { $0["signsSince"]?.text } == [started, registry.now.description])
      #expect(keys[0].keys == ["kty", "use", "alg", "kid", "n", "e", "signsSince"])
      for text in [first, try registry.signed("b"), try registry.signed("c")] {
        let response = try SignedResponse(reading: text)
        #expect(throws: Never.self) { try Keys(registry.sealing().revision("HEAD")).trusted().verify(response) }
      }
      let shown = registry.run("key", "show")
      #expect(shown.code == .done)
      #expect(
        shown.output.split(separator: "\n").dropFirst()
          == keys.map { key in
            "published \(key.at("kid").text ?? ""), 2048 bits, signs since \(key.at("signsSince").text ?? "")"
          }[...])
      let json = try registry.run("key", "show", "-o", "json").json
      #expect(json.at("keys") == .list(keys) && json.at("signing", "keyID") == keys[1].at("kid"))
      #expect(throws: Never.self) { try Verification(registry.sealing().revision("HEAD")).verify().get() }
    }
  }

  @Test func `a key slipped into the set is not trusted`() throws {
    try withRegistry(["a.yaml": .seal("a")]) { registry in
      try registry.seal()
      let text = try registry.signed("a")
      let stored = try registry.sandbox.read("State/keys/jwks.json")
      try registry.commit(["State/keys/jwks.json": stored.replacing("sig\"", with: "sig\" ")])
      for words in [["device", "verify", text], ["key", "show"]] {
        let ran = registry.run(words)
        #expect(ran.code == .refused && ran.errors.contains("The stored state is damaged: State/keys"))
      }
    }
  }

  @Test func `a set is read as it is written, and no other way`() throws {
    let key = try KeyStore.generate(bits: 2048).publicKey
    let set = SigningKeys([
      SigningKeys.Key(modulus: key.modulus, exponent: key.exponent, signsSince: .morning, by: .system)
    ]
    )
    let node = set.node
    #expect(try SigningKeys.read(node, by: .system).node == node)
    let good = String(decoding: JSONWriter.document(node, secrets: .masked), as: UTF8.self)
    for (from, to) in [
      ("\"RSA\"", "\"EC\""), ("\"sig\"", "\"enc\""), ("RS256", "RS512"), ("\"AQAB\"", "\"AQAC\""),
      ("\"AQAB\"", "\"AQAB==\""), ("\"kid\": \"", "\"kid\": \"A"), ("2023", "20x3"), ("\"keys\"", "\"key\""),
      ("]", "], \"more\": 1"), ("[", "[1, "), ("[", "[\(good.split(separator: "[")[1].split(separator: "]")[0]), "),
    ] {
      let changed = try JSONReader.read(Array(good.replacing(from, with: to).utf8))
      #expect(throws: StateDamage.self, "\(to)") { try SigningKeys.read(changed, by: .system) }
    }
    // The example of RFC 7638, 3.1.
    let example =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
    let modulus = try #require(Base64.decode(example))
    #expect(
      SigningKeys.thumbprint(modulus: modulus, exponent: [1, 0, 1], by: .system)
        == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs")
  }
}

extension RegistrySandbox {
  /// What a program prints; throws if it fails.
  @discardableResult
  func tool(_ words: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
