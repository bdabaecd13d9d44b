import Source

/// The questions about X.509 certificates that the pure targets ask; certificates are given as PEM texts.
package struct Certificates: Sendable {
  /// Reads the facts of one certificate, or the reason why the text holds none.
  package let read: @Sendable (_ pem: String) -> Result<CertificateFacts, CertificateFault>
  /// Tells whether a path leads from a certificate to a trusted one, every part of it valid at the moment.
  ///
  /// Anchors that signed themselves are trusted. The other anchors, and the helpers that were sent along, can only be
  /// links of a path. A text that holds no certificate is ignored.
  package let leads: @Sendable (_ pem: String, _ helpers: [String], _ anchors: [String], _ moment: Instant) -> Bool
  /// Tells whether a signature of a message was made with the certificate's key; never true for an algorithm other
  /// than `RS256` and `ES256`. Whether the certificate is trusted is answered by `leads`.
  package let verifies: @Sendable (_ signature: [UInt8], _ message: [UInt8], _ algorithm: String, _ pem: String) -> Bool

  /// Creates the answers from functions; the Workspace target has those of a cryptographic library.
  package init(
    read: @escaping @Sendable (_ pem: String) -> Result<CertificateFacts, CertificateFault>,
    leads: @escaping @Sendable (_ pem: String, _ helpers: [String], _ anchors: [String], _ moment: Instant) -> Bool,
    verifies: @escaping @Sendable (_ signature: [UInt8], _ message: [UInt8], _ algorithm: String, _ pem: String) -> Bool
  ) {
    self.read = read
    self.leads = leads
    self.verifies = verifies
  }

  /// Answers for use without a cryptographic library: no certificate is readable.
  package static let none = Certificates(
    read: { _ in .failure(CertificateFault("certificates cannot be read here")) }, leads: { _, _, _, _ in false },
    verifies: { _, _, _, _ in false })

  /// Returns the PEM text of a certificate in DER, the form in which `x5c` and LDAP transmit it.
  package static func pem(_ der: [UInt8]) -> String {
    let digits = Array(Base64.encode(der, alphabet: .standard, padded: true).utf8)
    let lines = stride(from: 0, to: digits.count, by: 64).map { start in
      String(decoding: digits[start..<min(start + 64, digits.count)], as: UTF8.self) + "\n"
    }
    return "-----BEGIN CERTIFICATE-----\n" + lines.joined() + "-----END CERTIFICATE-----\n"
  }
}

/// The reason why a text holds no certificate.
package struct CertificateFault: Error, Hashable, Sendable {
  /// The reason in words that can follow "because".
  package let reason: String

  /// Creates a fault from its reason.
  package init(_ reason: String) {
    self.reason = reason
  }
}

/// The facts of one certificate that rules and queries use.
package struct CertificateFacts: Hashable, Sendable {
  /// The X.509 version, 1 to 3.
  package var version: Int
  /// The subject's name in the form of RFC 4514, without control characters.
  package var subject: String
  /// The issuer's name in the form of RFC 4514, without control characters.
  package var issuer: String
  /// The first O attribute of the subject.
  package var organization: String?
  /// The serial number in lower-case hexadecimal digits.
  package var serial: String
  /// The first moment of the validity.
  package var notBefore: Instant
  /// The last moment of the validity.
  package var notAfter: Instant
  /// The algorithm of the public key, such as `RSA` or `EC`.
  package var keyAlgorithm: String
  /// The length of the public key in bits.
  package var keyBits: Int
  /// The algorithm of the signature as Java names it, such as `SHA256withRSA`.
  package var signatureAlgorithm: String
  /// The SHA-1 digest of the certificate in DER, in lower-case hexadecimal digits.
  package var sha1: String
  /// The SHA-256 digest of the certificate in DER, in lower-case hexadecimal digits.
  package var sha256: String
  /// Whether the certificate is its own issuer, by name and signature.
  package var isSelfSigned: Bool
  /// Whether the certificate may issue others.
  package var isAuthority: Bool

  /// Creates facts, as the reader of certificates or a test states them.
  package init(
    version: Int, subject: String, issuer: String, organization: String?, serial: String, notBefore: Instant,
    notAfter: Instant, keyAlgorithm: String, keyBits: Int, signatureAlgorithm: String, sha1: String, sha256: String,
    isSelfSigned: Bool, isAuthority: Bool
  ) {
    self.version = version
    self.subject = subject
    self.issuer = issuer
    self.organization = organization
    self.serial = serial
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.keyAlgorithm = keyAlgorithm
    self.keyBits = keyBits
    self.signatureAlgorithm = signatureAlgorithm
    self.sha1 = sha1
    self.sha256 = sha256
    self.isSelfSigned = isSelfSigned
    self.isAuthority = isAuthority
  }

  /// Tells whether the moment is within the validity, which includes its first and last moment.
  package func isValid(at moment: Instant) -> Bool { notBefore <= moment && moment <= notAfter }
}
