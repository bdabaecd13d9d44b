import Clibcrypto

/// A certificate made for a test, with all that may be wrong with one.
///
/// Signed by an RSA key it is the same each time it is written; ECDSA makes another signature every time.
package struct TestCertificate: Sendable {
  package var key: TestKey
  /// Short names of attributes with their values, which may hold any character.
  package var subject: [(name: String, value: String)]
  /// In place of the issuer's own name.
  package var issuerName: [(name: String, value: String)]?
  package var version = 3
  package var serial = 1
  /// `YYYYMMDDHHMMSSZ`, or `YYMMDDHHMMSSZ`; anything else is written unchanged.
  package var notBefore = "20200101000000Z"
  package var notAfter = "20991231235959Z"
  package var digest = "SHA256"
  package var isAuthority = true
  package private(set) var issuer: [TestCertificate] = []

  /// One that signs itself.
  package init(_ name: String, key: TestKey = .rsa) {
    self.key = key
    subject = [("O", "Test"), ("CN", name)]
  }

  /// One that another one signs.
  package init(_ name: String, key: TestKey = .rsa, by issuer: TestCertificate) {
    self.init(name, key: key)
    self.issuer = [issuer]
  }

  /// The same with something else about it.
  package func with(_ change: (inout TestCertificate) -> Void) -> TestCertificate {
    var copy = self
    change(&copy)
    return copy
  }

  package var pem: String {
    String(decoding: made { certificate in text { PEM_write_bio_X509($0, certificate) } }, as: UTF8.self)
  }

  package var der: [UInt8] {
    made { certificate in
      var bytes: UnsafeMutablePointer<UInt8>?
      let count = i2d_X509(certificate, &bytes)
      defer { CRYPTO_free(bytes, nil, 0) }
      return Array(UnsafeBufferPointer(start: bytes, count: Int(max(0, count))))
    }
  }

  private func made<Result>(_ body: (OpaquePointer) -> Result) -> Result {
    guard let certificate = X509_new() else { preconditionFailure("there must be memory") }
    defer { X509_free(certificate) }
    X509_set_version(certificate, version - 1)
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), serial)
    fill(X509_get_subject_name(certificate), subject)
    fill(X509_get_issuer_name(certificate), issuerName ?? issuer.first?.subject ?? subject)
    write(notBefore, to: X509_getm_notBefore(certificate))
    write(notAfter, to: X509_getm_notAfter(certificate))
    _ = key.with { X509_set_pubkey(certificate, $0) }
    if version == 3 {
      let constraint = X509V3_EXT_conf_nid(
        nil, nil, NID_basic_constraints, "critical,CA:\(isAuthority ? "TRUE" : "FALSE")")
      X509_add_ext(certificate, constraint, -1)
      X509_EXTENSION_free(constraint)
    }
    let signed = (issuer.first?.key ?? key).with { key in
      let isEdwards = EVP_PKEY_get_base_id(key) == EVP_PKEY_ED25519
      return X509_sign(certificate, key, isEdwards ? nil : EVP_get_digestbyname(digest))
    }
    precondition(signed > 0, "the certificate must be signed")
    return body(certificate)
  }

  private func fill(_ name: OpaquePointer?, _ attributes: [(name: String, value: String)]) {
    for attribute in attributes {
      let bytes = Array(attribute.value.utf8)
      // 0x1000 stands for UTF-8.
      X509_NAME_add_entry_by_txt(name, attribute.name, 0x1000, bytes, Int32(bytes.count), -1, 0)
    }
  }

  private func write(_ text: String, to time: UnsafeMutablePointer<ASN1_TIME>?) {
    if ASN1_TIME_set_string(time, text) == 1 { return }
    ASN1_STRING_set(time, text, Int32(text.utf8.count))
  }
}
