import Model
import RegistrySupport
import Testing

/// What the model knows of certificates without reading one.
@Suite struct CertificateTests {
  @Test(arguments: [
    (0, ""), (1, "AA==\n"), (3, "AAAA\n"), (47, "A" * 63 + "=\n"), (48, "A" * 64 + "\n"),
    (49, "A" * 64 + "\nAA==\n"), (96, ("A" * 64 + "\n") * 2),
  ])
  func `a certificate in DER is written as PEM in lines of 64 characters`(_ count: Int, _ body: String) {
    #expect(
      Certificates.pem(Array(repeating: 0, count: count))
        == "-----BEGIN CERTIFICATE-----\n\(body)-----END CERTIFICATE-----\n")
  }

  @Test(arguments: [
    ("2025-12-31T23:59:59.999Z", false), ("2026-01-01", true), ("2026-06-01", true), ("2026-12-31", true),
    ("2026-12-31T00:00:00.001Z", false),
  ])
  func `a certificate is valid from its first moment to its last`(_ moment: Instant, _ isValid: Bool) {
    let facts = CertificateFacts(
      version: 3, subject: "CN=a", issuer: "CN=b", organization: nil, serial: "1", notBefore: "2026-01-01",
      notAfter: "2026-12-31", keyAlgorithm: "RSA", keyBits: 2048, signatureAlgorithm: "SHA256withRSA", sha1: "1",
      sha256: "2", isSelfSigned: false, isAuthority: false)
    #expect(facts.isValid(at: moment) == isValid)
  }

  @Test func `without certificates, nothing can be read, trusted or verified`() {
    #expect(
      Certificates.none.read("-----BEGIN CERTIFICATE-----")
        == .failure(CertificateFault("certificates cannot be read here")))
    #expect(!Certificates.none.leads("a", [], ["a"], "2026-01-01"))
    #expect(!Certificates.none.verifies([], [], "RS256", "a"))
  }
}
