import Source

/// What the pure core may ask of X.509 certificates. They are handed over as PEM texts.
package struct Certificates: Sendable {
  /// What one certificate says of itself, or why the text holds none.
  package let read: @Sendable (_ pem: String) -> Result<CertificateFacts, CertificateFault>
  /// Tells whether a path leads from a certificate to a trusted one, every part of it valid at the moment.
  ///
  /// Anchors that signed themselves are trusted; the others, and the helpers that somebody sent along, are only ways to
  /// them. A text that holds no certificate is passed over.
  package let leads: @Sendable (_ pem: String, _ helpers: [String], _ anchors: [String], _ moment: Instant) -> Bool
  /// Tells whether a signature is that of the message by the certificate's key; never true for an algorithm other than
  /// `RS256` and `ES256`. Whether the certificate is to be trusted is for `leads` to say.
  package let verifies: @Sendable (_ signature: [UInt8], _ message: [UInt8], _ algorithm: String, _ pem: String) -> Bool

  package init(
    read: @escaping @Sendable (_ pem: String) -> Result<CertificateFacts, CertificateFault>,
    leads: @escaping @Sendable (_ pem: String, _ helpers: [String], _ anchors: [String], _ moment: Instant) -> Bool,
    verifies: @escaping @Sendable (_ signature: [UInt8], _ message: [UInt8], _ algorithm: String, _ pem: String) -> Bool
  ) {
    self.read = read
    self.leads = leads
    self.verifies = verifies
  }

  /// Where there are no certificates: none is readable.
  package static let none = Certificates(
    read: { _ in .failure(CertificateFault("certificates cannot be read here")) }, leads: { _, _, _, _ in false },
    verifies: { _, _, _, _ in false })

  /// A certificate in DER, as `x5c` and LDAP hand them over, as PEM.
  package static func pem(_ der: [UInt8]) -> String {
    let digits = Array(Base64.encode(der, alphabet: .standard, padded: true).utf8)
    let lines = stride(from: 0, to: digits.count, by: 64).map { start in
      String(decoding: digits[start..<min(start + 64, digits.count)], as: UTF8.self) + "\n"
    }
    return "-----BEGIN CERTIFICATE-----\n" + lines.joined() + "-----END CERTIFICATE-----\n"
  }
}

/// Why a text holds no certificate, in words that can follow "because".
package struct CertificateFault: Error, Hashable, Sendable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

/// What a certificate says of itself.
package struct CertificateFacts: Hashable, Sendable {
  /// The X.509 version, 1 to 3.
  package var version: Int
  /// As RFC 4514 writes names, without control characters.
  package var subject: String
  package var issuer: String
  /// The first O attribute of the subject.
  package var organization: String?
  /// Lower-case hexadecimal digits.
  package var serial: String
  package var notBefore: Instant
  package var notAfter: Instant
  /// `RSA`, `EC` and so on.
  package var keyAlgorithm: String
  package var keyBits: Int
  /// As Java names it, such as `SHA256withRSA`.
  package var signatureAlgorithm: String
  /// Digests of the certificate in DER, in lower-case hexadecimal digits.
  package var sha1: String
  package var sha256: String
  /// Whether it is its own issuer, by name and signature.
  package var isSelfSigned: Bool
  /// Whether it may issue others.
  package var isAuthority: Bool

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

  /// Whether the moment lies within the dates, both of which belong to them.
  package func isValid(at moment: Instant) -> Bool { notBefore <= moment && moment <= notAfter }
}
