import Clibcrypto

/// An X.509 certificate (RFC 5280), read strictly; its contents are not yet trusted.
///
/// Only a whole certificate in DER is accepted, without bytes after it and in its only encoding, so that equal
/// certificates have equal bytes and thumbprints. It must not be shared between threads.
package final class Certificate {
  /// The most bytes of a certificate, in DER or in PEM with all text around it.
  package static let limit = 1 << 16

  let handle: OpaquePointer
  /// The certificate in DER.
  package let der: [UInt8]
  /// The facts that the certificate states about itself.
  package let facts: Facts

  /// Reads one certificate in PEM (RFC 7468).
  ///
  /// Text around the block is allowed, since OpenSSL writes some; a second block of any type is not.
  package convenience init(pem: [UInt8]) throws(CryptoError) {
    guard pem.count <= Certificate.limit else { throw CryptoError("it is larger than 64 KiB") }
    try self.init(der: try Certificate.block(in: pem))
  }

  /// Reads one certificate in DER.
  package init(der: [UInt8]) throws(CryptoError) {
    // Errors that libcrypto keeps of this certificate must not be reported for the next call.
    ERR_clear_error()
    defer { ERR_clear_error() }
    guard der.count <= Certificate.limit else { throw CryptoError("it is larger than 64 KiB") }
    guard let handle = Certificate.parsed(der) else {
      throw CryptoError("it is not a complete X.509 certificate in DER")
    }
    do {
      facts = try Facts(of: handle, der: der)
    } catch {
      X509_free(handle)
      throw error
    }
    self.handle = handle
    self.der = der
  }

  deinit { X509_free(handle) }

  /// The public key of the certificate, which owns it.
  var publicKey: OpaquePointer? { X509_get0_pubkey(handle) }

  private static func parsed(_ der: [UInt8]) -> OpaquePointer? {
    let parsed = der.withUnsafeBufferPointer { bytes -> OpaquePointer? in
      var next = bytes.baseAddress
      guard let handle = d2i_X509(nil, &next, bytes.count) else { return nil }
      if next == bytes.baseAddress.map({ $0 + bytes.count }) { return handle }
      X509_free(handle)
      return nil
    }
    guard let parsed else { return nil }
    var again: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(parsed, &again)
    defer { CRYPTO_free(again, nil, 0) }
    if let again, count == der.count, UnsafeBufferPointer(start: again, count: der.count).elementsEqual(der) {
      return parsed
    }
    X509_free(parsed)
    return nil
  }

  // MARK: PEM

  /// The bytes of the only block in a text.
  private static func block(in pem: [UInt8]) throws(CryptoError) -> [UInt8] {
    let begins = pem.ranges(of: Array("-----BEGIN ".utf8)).count
    guard begins > 0 else { throw CryptoError("it holds no certificate in PEM") }
    guard begins == 1 else { throw CryptoError("it holds \(begins) blocks in PEM; one certificate is expected") }
    var label: UnsafeMutablePointer<CChar>?
    var header: UnsafeMutablePointer<CChar>?
    var data: UnsafeMutablePointer<UInt8>?
    var count = 0
    let status = pem.withUnsafeBytes { bytes -> Int32 in
      // The buffer refers to the bytes and must not outlive them.
      let buffer = BIO_new_mem_buf(bytes.baseAddress, Int32(bytes.count))
      defer { BIO_free(buffer) }
      return PEM_read_bio(buffer, &label, &header, &data, &count)
    }
    ERR_clear_error()
    defer {
      CRYPTO_free(label, nil, 0)
      CRYPTO_free(header, nil, 0)
      CRYPTO_free(data, nil, 0)
    }
    guard status == 1, let label, let header, let data else { throw CryptoError("its block in PEM is damaged") }
    let name = String(cString: label)
    guard name == "CERTIFICATE" else { throw CryptoError("it holds no certificate but another block in PEM") }
    guard header.pointee == 0 else {
      throw CryptoError("its block in PEM has headers, which a certificate does not have")
    }
    return Array(UnsafeBufferPointer(start: data, count: count))
  }
}
