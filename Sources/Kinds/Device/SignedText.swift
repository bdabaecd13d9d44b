import Model
import Source

/// A text that a device signed, in the compact form of RFC 7515, with the certificates in its header.
struct SignedText {
  /// The header's `alg`; RS256 and ES256 can be verified.
  private let algorithm: String
  /// The header's `x5c` as PEM texts: the signer's certificate first, then those of the path to a root.
  private let certificates: [String]
  private let input: [UInt8]
  private let signature: [UInt8]

  /// Why a text cannot be trusted, in words for a hint.
  struct Fault: Error {
    let reason: String
  }

  /// The most certificates in `x5c`.
  private static let limit = 8

  init(_ text: String) throws(Fault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decode(String(parts[0])).flatMap({ try? JSONReader.read($0) }),
      let algorithm = header["alg"]?.text, let signature = Base64.decode(String(parts[2]))
    else { throw Fault(reason: "it is not a JWS") }
    // Critical members must be understood (RFC 7515, 4.1.11), and none is.
    guard header["crit"] == nil else {
      throw Fault(reason: "its header has critical members (crit), which are not supported")
    }
    guard let chain = header["x5c"]?.items, !chain.isEmpty else {
      throw Fault(reason: "its header has no x5c with the certificate of the key that signed it")
    }
    guard chain.count <= SignedText.limit else {
      throw Fault(reason: "its x5c holds \(chain.count) certificates, more than \(SignedText.limit)")
    }
    let certificates = chain.compactMap { $0.text.flatMap(Base64.decode).map(Certificates.pem) }
    guard certificates.count == chain.count else {
      throw Fault(reason: "its x5c holds text that is not a certificate in Base64")
    }
    (self.algorithm, self.certificates, self.signature) = (algorithm, certificates, signature)
    input = Array("\(parts[0]).\(parts[1])".utf8)
  }

  /// Verifies the signature, and that a path leads from the signer's certificate to a trust anchor of the domain FTM.
  ///
  /// - Throws: the first fault.
  func verify(_ registry: any Registry, at moment: Instant) throws(Fault) {
    let instruments = registry.certificates
    guard ["RS256", "ES256"].contains(where: { ExactString.same($0, algorithm) }) else {
      throw Fault(reason: "its header says alg \"\(algorithm)\"; RS256 and ES256 are accepted")
    }
    if case .failure(let fault) = instruments.read(certificates[0]) {
      throw Fault(reason: "the first certificate of its x5c cannot be read: \(fault.reason)")
    }
    guard instruments.verifies(signature, input, algorithm, certificates[0]) else {
      throw Fault(reason: "its signature does not match the key of its first certificate")
    }
    let facts = certificates.map { try? instruments.read($0).get() }
    let anchors = TrustAnchor.authorities(above: facts.compactMap(\.?.issuer), in: .trustModule, in: registry)
    guard instruments.leads(certificates[0], Array(certificates.dropFirst()), anchors, moment) else {
      let advice = facts.last.flatMap { $0 }.map { "; add the certificate of \($0.issuer)" } ?? ""
      throw Fault(reason: "no valid path leads from its certificate to a TrustAnchor of the domain FTM\(advice)")
    }
  }
}
