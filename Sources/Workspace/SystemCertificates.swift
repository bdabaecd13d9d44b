import Crypto
package import Model
import Source

extension Certificates {
  /// The answers of libcrypto.
  package static let system = Certificates(
    read: { pem in
      do throws(CryptoError) {
        return .success(CertificateFacts(try Certificate(pem: Array(pem.utf8)).facts))
      } catch {
        return .failure(CertificateFault(error.message))
      }
    },
    leads: { pem, helpers, anchors, moment in
      guard let certificate = parsed(pem) else { return false }
      return certificate.leads(
        through: helpers.compactMap(parsed), to: anchors.compactMap(parsed), at: moment.seconds)
    },
    verifies: { signature, message, algorithm, pem in
      guard let algorithm = SignatureAlgorithm(rawValue: algorithm) else { return false }
      return parsed(pem)?.verifies(signature, of: message, by: algorithm) ?? false
    })

  private static func parsed(_ pem: String) -> Certificate? { try? Certificate(pem: Array(pem.utf8)) }
}

extension CertificateFacts {
  fileprivate init(_ facts: Certificate.Facts) {
    self.init(
      version: facts.version, subject: facts.subject, issuer: facts.issuer, organization: facts.organization,
      serial: facts.serial, notBefore: Instant(milliseconds: facts.notBefore),
      notAfter: Instant(milliseconds: facts.notAfter), keyAlgorithm: facts.keyAlgorithm, keyBits: facts.keyBits,
      signatureAlgorithm: facts.signatureAlgorithm, sha1: facts.sha1, sha256: facts.sha256,
      isSelfSigned: facts.isSelfSigned, isAuthority: facts.isAuthority)
  }
}
