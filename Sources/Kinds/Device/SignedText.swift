import Model
import Source

/// A text that a device signed, in the compact form of RFC 7515, with the certificates that came along.
struct SignedText {
  /// `alg` as the header says it; the certificates' check knows RS256 and ES256 and no other.
  private let algorithm: String
  /// As PEM: the signer's first, then those on the way to a root.
  private let certificates: [String]
  private let input: [UInt8]
  private let signature: [UInt8]

  /// Why a text is not to be relied on, in words for a hint.
  struct Fault: Error {
    let reason: String
  }

  /// The most certificates that may come along.
  private static let limit = 8

  init(_ text: String) throws(Fault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let header = Base64.decode(String(parts[0])).flatMap({ try? JSONReader.read($0) }),
      let algorithm = header["alg"]?.text, let signature = Base64.decode(String(parts[2]))
    else { throw Fault(reason: "it is not a JWS") }
    // What a header calls critical must be understood, and nothing of that sort is.
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

  /// Insists on the signature, and on a path from the signer's certificate to a trust anchor of the domain FTM.
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
