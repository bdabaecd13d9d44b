import Clibcrypto

extension Certificate {
  /// The facts that a certificate states about itself.
  package struct Facts: Hashable, Sendable {
    /// The X.509 version, 1 to 3.
    package let version: Int
    /// The subject's name in the form of RFC 4514, without control characters.
    package let subject: String
    /// The issuer's name in the form of RFC 4514, without control characters.
    package let issuer: String
    /// The first O attribute of the subject; nil if it has none.
    package let organization: String?
    /// The first O attribute of the issuer; nil if it has none.
    package let issuerOrganization: String?
    /// The serial number in lower-case hexadecimal digits, two for each byte; at most 20 bytes and never negative.
    package let serial: String
    /// The first moment of the validity in milliseconds since 1970, negative before; X.509 can express the years 0 to
    /// 9999.
    package let notBefore: Int64
    /// The last moment of the validity in milliseconds since 1970.
    package let notAfter: Int64
    /// The algorithm of the public key as Java names it: `RSA`, `RSASSA-PSS`, `EC`, `Ed25519`, `Ed448` or `DSA`.
    package let keyAlgorithm: String
    /// The length of the public key in bits, at most 16384.
    package let keyBits: Int
    /// The algorithm of the signature as Java names it, such as `SHA256withRSA`; an object identifier if Java has no
    /// name.
    package let signatureAlgorithm: String
    /// The SHA-1 digest of the certificate in DER, in lower-case hexadecimal digits.
    package let sha1: String
    /// The SHA-256 digest of the certificate in DER, in lower-case hexadecimal digits.
    package let sha256: String
    /// Whether the certificate names itself as its issuer and its own key made its signature.
    package let isSelfSigned: Bool
    /// Whether the certificate may issue others, by its basicConstraints.
    package let isAuthority: Bool
  }
}

extension Certificate.Facts {
  init(of handle: OpaquePointer, der: [UInt8]) throws(CryptoError) {
    let flags = X509_get_extension_flags(handle)
    guard flags & UInt32(EXFLAG_INVALID) == 0 else { throw CryptoError("its extensions are damaged") }
    version = X509_get_version(handle) + 1
    guard (1...3).contains(version) else { throw CryptoError("its version is not 1, 2 or 3") }
    let (subjectName, issuerName) = (X509_get_subject_name(handle), X509_get_issuer_name(handle))
    (subject, organization) = try name(subjectName, role: "subject")
    (issuer, issuerOrganization) = try name(issuerName, role: "issuer")
    serial = try number(X509_get0_serialNumber(handle))
    notBefore = try milliseconds(X509_get0_notBefore(handle), member: "notBefore")
    notAfter = try milliseconds(X509_get0_notAfter(handle), member: "notAfter")
    guard let key = X509_get0_pubkey(handle) else {
      throw CryptoError("its public key is damaged, or of a sort that is not supported")
    }
    (keyAlgorithm, keyBits) = try publicKey(key)
    signatureAlgorithm = javaName(ofSignature: X509_get_signature_nid(handle), handle: handle)
    sha1 = try digest(of: der, algorithm: EVP_sha1())
    sha256 = try digest(of: der, algorithm: EVP_sha256())
    isSelfSigned = X509_NAME_cmp(subjectName, issuerName) == 0 && X509_verify(handle, key) == 1
    isAuthority = flags & UInt32(EXFLAG_CA) != 0
  }
}

// MARK: Names

private func name(
  _ name: OpaquePointer?, role: String
) throws(CryptoError) -> (text: String, organization: String?) {
  var organization: String?
  for index in 0..<max(0, X509_NAME_entry_count(name)) {
    let entry = X509_NAME_get_entry(name, index)
    // A value that is not text is shown as the hexadecimal digits of its bytes.
    guard let bytes = utf8(X509_NAME_ENTRY_get_data(entry)) else { continue }
    guard let text = String(validating: bytes, as: UTF8.self),
      text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { throw CryptoError("the name of its \(role) holds a control character") }
    if organization == nil, OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)) == NID_organizationName {
      organization = text
    }
  }
  guard let buffer = BIO_new(BIO_s_mem()) else { throw CryptoError("no memory") }
  defer { BIO_free(buffer) }
  guard X509_NAME_print_ex(buffer, name, 0, partnerctl_name_format) >= 0 else {
    throw CryptoError("the name of its \(role) cannot be read")
  }
  // A name is not larger than its certificate, and escaping a character adds at most three more.
  var bytes = [UInt8](repeating: 0, count: 4 * Certificate.limit)
  let count = max(0, Int(BIO_read(buffer, &bytes, Int32(bytes.count))))
  guard let text = String(validating: bytes.prefix(count), as: UTF8.self) else {
    throw CryptoError("the name of its \(role) cannot be read")
  }
  return (text, organization)
}

private func utf8(_ text: UnsafePointer<ASN1_STRING>?) -> [UInt8]? {
  var bytes: UnsafeMutablePointer<UInt8>?
  let count = ASN1_STRING_to_UTF8(&bytes, text)
  defer { CRYPTO_free(bytes, nil, 0) }
  guard count >= 0, let bytes else { return nil }
  return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
}

// MARK: Numbers and times

private func number(_ serial: UnsafePointer<ASN1_INTEGER>?) throws(CryptoError) -> String {
  guard let serial, let number = ASN1_INTEGER_to_BN(serial, nil) else {
    throw CryptoError("its serial number cannot be read")
  }
  defer { BN_free(number) }
  guard BN_is_negative(number) == 0 else { throw CryptoError("its serial number is negative") }
  guard BN_num_bits(number) <= 160 else { throw CryptoError("its serial number has more than 20 bytes") }
  var bytes = [UInt8](repeating: 0, count: max(1, (Int(BN_num_bits(number)) + 7) / 8))
  BN_bn2bin(number, &bytes)
  return hexadecimal(bytes)
}

/// Reads a time in one of the two forms of RFC 5280, both of which have seconds and end in `Z`.
private func milliseconds(_ time: UnsafePointer<ASN1_TIME>?, member: String) throws(CryptoError) -> Int64 {
  let fault = CryptoError("its \(member) is not a valid X.509 time")
  guard let time, let data = ASN1_STRING_get0_data(time) else { throw fault }
  let text = UnsafeBufferPointer(start: data, count: Int(ASN1_STRING_length(time)))
  let length = ASN1_STRING_type(time) == V_ASN1_UTCTIME ? 13 : 15
  guard text.count == length, text.last == UInt8(ascii: "Z") else { throw fault }
  guard let epoch = ASN1_TIME_set(nil, 0) else { throw CryptoError("no memory") }
  defer { ASN1_STRING_free(epoch) }
  var days: Int32 = 0
  var seconds: Int32 = 0
  guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { throw fault }
  return (Int64(days) * 86_400 + Int64(seconds)) * 1000
}

// MARK: Keys and algorithms

private func publicKey(_ key: OpaquePointer) throws(CryptoError) -> (algorithm: String, bits: Int) {
  let names = [
    EVP_PKEY_RSA: "RSA", EVP_PKEY_RSA_PSS: "RSASSA-PSS", EVP_PKEY_EC: "EC", EVP_PKEY_ED25519: "Ed25519",
    EVP_PKEY_ED448: "Ed448", EVP_PKEY_DSA: "DSA",
  ]
  guard let name = names[EVP_PKEY_get_base_id(key)] else { throw CryptoError("its public key cannot sign") }
  let bits = Int(EVP_PKEY_get_bits(key))
  guard bits <= 16384 else { throw CryptoError("its public key has \(bits) bits, more than 16384") }
  // A curve with parameters of its own can be made to fit any signature.
  if name == "EC", curve(of: key) == nil { throw CryptoError("its public key is not on a named curve") }
  return (name, bits)
}

/// The name of the curve of a key, such as `prime256v1`; nil if the curve has none.
func curve(of key: OpaquePointer) -> String? {
  var name = [CChar](repeating: 0, count: 64)
  var count = 0
  guard EVP_PKEY_get_group_name(key, &name, name.count, &count) == 1 else { return nil }
  return String(validating: name.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private func javaName(ofSignature identifier: Int32, handle: OpaquePointer) -> String {
  switch identifier {
  case NID_md5WithRSAEncryption: return "MD5withRSA"
  case NID_sha1WithRSAEncryption: return "SHA1withRSA"
  case NID_sha224WithRSAEncryption: return "SHA224withRSA"
  case NID_sha256WithRSAEncryption: return "SHA256withRSA"
  case NID_sha384WithRSAEncryption: return "SHA384withRSA"
  case NID_sha512WithRSAEncryption: return "SHA512withRSA"
  case NID_rsassaPss: return "RSASSA-PSS"
  case NID_ecdsa_with_SHA1: return "SHA1withECDSA"
  case NID_ecdsa_with_SHA224: return "SHA224withECDSA"
  case NID_ecdsa_with_SHA256: return "SHA256withECDSA"
  case NID_ecdsa_with_SHA384: return "SHA384withECDSA"
  case NID_ecdsa_with_SHA512: return "SHA512withECDSA"
  case NID_dsaWithSHA1: return "SHA1withDSA"
  case NID_dsa_with_SHA256: return "SHA256withDSA"
  case NID_ED25519: return "Ed25519"
  case NID_ED448: return "Ed448"
  default: return objectIdentifier(ofSignature: handle)
  }
}

private func objectIdentifier(ofSignature handle: OpaquePointer) -> String {
  var algorithm: UnsafePointer<X509_ALGOR>?
  var object: OpaquePointer?
  X509_get0_signature(nil, &algorithm, handle)
  X509_ALGOR_get0(&object, nil, nil, algorithm)
  var text = [CChar](repeating: 0, count: 256)
  let count = max(0, Int(OBJ_obj2txt(&text, Int32(text.count), object, 1)))
  return String(decoding: text.prefix(min(count, text.count - 1)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

private func digest(of bytes: [UInt8], algorithm: OpaquePointer?) throws(CryptoError) -> String {
  var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
  var count: UInt32 = 0
  guard EVP_Digest(bytes, bytes.count, &digest, &count, algorithm, nil) == 1 else {
    throw CryptoError("its thumbprint cannot be computed")
  }
  return hexadecimal(digest.prefix(Int(count)))
}
