import Command
import CommandSupport
import Crypto
import Engine
import Foundation
import Git
import Model
import Source
import TestSupport
import Testing
import Workspace

/// Where the private key is, who may open it, and that it is never printed.
struct KeyStoreTests {
  private static let privateKey = "PRIVATE KEY"

  private func mode(_ path: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  /// The first word of an answer that has the length of a key's id.
  private func id(_ ran: Ran) -> Substring? {
    ran.output.split(whereSeparator: { " ,\n".contains($0) }).first { $0.utf8.count == 43 }
  }

  @Test func `the local key is made once, for its owner alone`() throws {
    try withRegistry(["a.yaml": .seal("a")]) { registry in
      try registry.seal()
      let folder = registry.sandbox.path("repo/.git/partnerctl")
      #expect(try mode(folder) == 0o700 && mode(registry.keyFile) == 0o600)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["signing-key.pem", "verified"])
      let key = try text(registry.keyFile)
      #expect(
        registry.run("key", "new").failure
          == Failure(
            .refused,
            "refused: \(registry.keyFile) exists already and was not overwritten\n"
              + "  hint: partnerctl key rotate replaces the local key\n"))
      #expect(try text(registry.keyFile) == key)
      // A worktree of its own has the same key.
      try registry.sandbox.git("worktree", "add", "-q", registry.sandbox.path("other"))
      #expect(registry.run("key", "show", in: "other").output == registry.run("key", "show").output)
      #expect(registry.run("key", "rotate", "--bits", "3072").code == .done)
      #expect(try text(registry.keyFile) != key && mode(registry.keyFile) == 0o600)
      #expect(registry.run("key", "show").output.contains("3072 bits"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["signing-key.pem", "verified"])
      #expect(!registry.printed.contains(KeyStoreTests.privateKey))
      #expect(try registry.git("status", "--porcelain") == "")
    }
  }

  @Test func `a new key goes where it is told, and is never written over`() throws {
    try withRegistry { registry in
      let made = registry.run("key", "new", "--out", "../key.pem")
      let path = registry.sandbox.path("repo/../key.pem")
      #expect(made.code == .done && made.output.hasSuffix(", 2048 bits\n\(path)\n") && made.errors == "")
      #expect(try mode(path) == 0o600)
      #expect(registry.run("key", "new", "--out", "../key.pem").code == .refused)
      let inside = registry.run("key", "new", "--out", "key.pem", "--bits", "3072", "-o", "json")
      let answer = try inside.json
      #expect(answer.at("bits").integer == 3072)
      #expect(inside.errors.contains("is in a working tree"))
      for words in [
        ["new", "--bits", "1024"], ["new", "--signing-key", "x"], ["show", "--bits", "2048"], ["rotate", "--out", "x"],
        [], ["make"], ["show", "a", "b"],
      ] {
        #expect(registry.run(["key"] + words).code == .usage)
      }
      #expect(
        registry.run("key", "rotate").failure
          == refused("There is no local key to replace", "partnerctl key new makes one"))
      #expect(
        registry.run("key", "show").output
          == "signs     no key yet: the first run that signs makes one\npublished none: nothing has been signed yet\n")
    }
  }

  private func refused(_ message: String, _ hint: String) -> Failure {
    Failure(.refused, "refused: \(message)\n  hint: \(hint)\n")
  }

  @Test func `an option goes before the environment, and that before the local key`() throws {
    try withRegistry { registry in
      let ids = ["one", "two", "three"].map { id(registry.run("key", "new", "--out", "../\($0)")) }
      let local = id(registry.run("key", "new"))
      #expect(id(registry.run("key", "show")) == local)
      registry.variables[KeyStore.variable] = registry.sandbox.path("one")
      #expect(id(registry.run("key", "show")) == ids[0])
      registry.variables[KeyStore.variable] = try text(registry.sandbox.path("two"))
      registry.variables["CI"] = "true"
      #expect(id(registry.run("key", "show")) == ids[1])
      #expect(
        registry.run("key", "rotate").failure
          == refused(
            "The signing key comes from PARTNERCTL_SIGNING_KEY, which partnerctl does not replace",
            "partnerctl key new --out FILE makes another; store it where the old one is kept"))
      #expect(id(registry.run("key", "show", "--signing-key", "../three")) == ids[2])
      #expect(registry.run("key", "rotate", "--signing-key", "../three").code == .refused)
      // The run signs with the key that is shown.
      try registry.commit(["a.yaml": .seal("a")])
      try registry.seal()
      #expect(
        try registry.stored("keys/jwks.json").at("keys").items?.map { $0["kid"]?.text } == [ids[1].map(String.init)])
      #expect(!registry.printed.contains(KeyStoreTests.privateKey))
    }
  }

  @Test(arguments: [0o644, 0o640, 0o660, 0o601, 0o604, 0o700, 0o600, 0o400])
  func `a file that others may open is refused`(_ mode: Int) throws {
    try withRegistry { registry in
      let path = registry.sandbox.path("key.pem")
      registry.run("key", "new", "--out", path)
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
      let ran = registry.run("key", "show", "--signing-key", path)
      guard mode & 0o077 != 0 else {
        #expect(ran.code == .done)
        return
      }
      #expect(
        ran.failure
          == .environment(
            "\(path): other users can open this private key (mode \(String(mode, radix: 8)))", hint: "chmod 600 \(path)"
          ))
    }
  }

  @Test func `an unsuitable key is not accepted, and the message tells nothing about it`() throws {
    try withRegistry { registry in
      func openssl(_ words: String..., to name: String) throws -> String {
        let path = registry.sandbox.path(name)
        try registry.tool("sh", "-c", "umask 077; openssl \(words.joined(separator: " ")) >\(path)")
        return path
      }
      registry.run("key", "new", "--out", "../good.pem")
      let good = registry.sandbox.path("good.pem")
      let pem = try text(good)
      let damaged = registry.sandbox.path("damaged.pem")
      try Data((pem.prefix(200) + "!" + pem.dropFirst(201)).utf8).write(to: URL(fileURLWithPath: damaged))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: damaged)
      let faults = [
        try openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", to: "ec"):
          "the key is not an RSA key",
        try openssl("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:1024", to: "short"):
          "the key has 1024 bits, fewer than 2048",
        try openssl("rsa", "-in", good, "-aes128", "-passout", "pass:secret", to: "locked"):
          "the key is encrypted with a pass phrase",
        try openssl("rsa", "-in", good, "-aes128", "-passout", "pass:secret", "-traditional", to: "old"):
          "the key is encrypted with a pass phrase",
        try openssl("rsa", "-in", good, "-pubout", to: "public"): "it holds a public key, not a private key",
        try openssl("version", to: "words"): "it holds no private key in PEM",
        damaged: "the private key in PEM is damaged",
      ]
      let wanted = "an RSA private key of 2048 bits or more is needed, in PEM, without a pass phrase"
      for (path, fault) in faults {
        let ran = registry.run("key", "show", "--signing-key", path)
        #expect(ran.failure == .environment("\(path): \(fault)", hint: wanted))
        registry.variables[KeyStore.variable] = path
        let named = registry.run("key", "show")
        #expect(named.failure == .environment("the file that \(KeyStore.variable) names: \(fault)", hint: wanted))
        registry.variables[KeyStore.variable] = nil
      }
      #expect(registry.run("key", "show", "--signing-key", ".").code == .environment)
      #expect(
        registry.run("key", "show", "--signing-key", "nowhere").failure.errors.contains("there is no signing key at"))
    }
  }

  @Test func `a key given in the wrong way is not repeated`() throws {
    try withRegistry { registry in
      registry.run("key", "new", "--out", "../key.pem")
      let pem = try text(registry.sandbox.path("key.pem"))
      let secret = pem.split(separator: "\n")[5].prefix(20)
      let body = pem.split(separator: "\n").dropFirst().dropLast()
      for words in [
        body.joined(), body.joined(separator: "\n"), String(secret), String(body[1]),
        Data(pem.utf8).base64EncodedString(),
        String(pem.prefix(400)), pem.replacing("\n", with: "\\n"), pem.replacing("\n", with: " "),
      ] {
        registry.variables[KeyStore.variable] = words
        #expect(registry.run("key", "show").code == .environment)
      }
      registry.variables[KeyStore.variable] = nil
      #expect(registry.run("key", "show", "--signing-key", pem).code == .environment)
      #expect(!registry.printed.contains(secret) && !registry.printed.contains(KeyStoreTests.privateKey))
      // Whatever surrounds the PEM is ignored.
      registry.variables[KeyStore.variable] = "a comment\n" + pem.replacing("\n", with: "\r\n") + "\n\n"
      #expect(registry.run("key", "show").code == .done)
    }
  }

  @Test func `runs that make the key at the same time end with one`() throws {
    try withRegistry { registry in
      let store = registry.keys
      let ids = try parallelMap(Array(0..<8), threads: 8) { _ throws(WorkspaceError) in
        try store.key().publicKey
      }
      #expect(Set(ids).count == 1)
      #expect(try store.present()?.publicKey == ids[0])
      let folder = registry.sandbox.path("repo/.git/partnerctl")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["signing-key.pem"])
    }
  }

  @Test(arguments: [1, 2, 3, 8, 100])
  func `results keep their order on any number of threads, and the first error wins`(_ threads: Int) throws {
    struct Odd: Error, Equatable { let number: Int }
    let numbers = Array(0..<1000)
    #expect(parallelMap(numbers, threads: threads) { $0 * 2 } == numbers.map { $0 * 2 })
    #expect(parallelMap([Int](), threads: threads) { $0 } == [])
    #expect(throws: Odd(number: 501)) {
      try parallelMap(numbers, threads: threads) { (number) throws(Odd) in
        if number > 500, number % 2 == 1 { throw Odd(number: number) }
        return number
      }
    }
    let key = try KeyStore.generate(bits: 2048)
    let messages = (0..<40).map { Array("message \($0)".utf8) }
    let signatures = try parallelMap(messages, threads: threads) { (message) throws(CryptoError) in
      try key.sign(message)
    }
    #expect(try signatures == messages.map { try key.sign($0) })
  }
}
