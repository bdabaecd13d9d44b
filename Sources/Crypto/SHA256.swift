import Clibcrypto

/// The digest algorithm SHA-256 of FIPS 180-4.
package enum SHA256 {
  /// The number of bytes of a digest.
  package static let byteCount = 32

  /// Computes the digest of some bytes as 64 hexadecimal digits in lower case.
  package static func hex(of bytes: [UInt8]) -> String {
    bytes.withUnsafeBytes { hexadecimal(digest(of: $0)) }
  }

  /// Computes the 32 bytes of the digest of some memory.
  ///
  /// It traps if libcrypto lacks the algorithm, which only a broken installation can cause: nothing that the program
  /// stores could be trusted then.
  package static func digest(of bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var count: UInt32 = 0
    let digest = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, initializedCount in
      let status = EVP_Digest(bytes.baseAddress, bytes.count, buffer.baseAddress, &count, EVP_sha256(), nil)
      precondition(status == 1 && Int(count) == byteCount, "SHA-256 must be available in libcrypto")
      initializedCount = byteCount
    }
    return digest
  }
}
