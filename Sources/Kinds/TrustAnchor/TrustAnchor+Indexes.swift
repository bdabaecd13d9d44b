package import Model
import Source

extension TrustAnchor {
  package static let indexes: [Index<TrustAnchor>] = [
    Index(
      Indexes.thumbprint,
      values: { $0.status.isActive ? [Indexes.key($0.spec.domain, certificate: $0.status.thumbprint)] : [] }),
    Index(
      Indexes.subject, isUnique: false,
      values: { $0.status.isActive ? [Indexes.subjectKey($0.spec.domain, name: $0.status.subject)] : [] }),
    // A claim is made of the manifest alone, which has the text but, without libcrypto, no thumbprint.
    Index(
      Indexes.text, storesDigests: true, tellsRenames: true,
      claims: { [Indexes.key($0.domain, certificate: Indexes.trimmed($0.certificate))] },
      values: {
        $0.status.isActive ? [Indexes.key($0.spec.domain, certificate: Indexes.trimmed($0.spec.certificate))] : []
      }),
  ]

  /// The names of the indexes by which trust anchors are found, and the keys of their entries.
  enum Indexes {
    static let thumbprint = "domain and thumbprint"
    static let subject = "domain and subject"
    static let text = "certificate"

    /// Returns a domain and a certificate's thumbprint or text as one key; a domain has no blank.
    static func key(_ domain: Domain, certificate: String) -> ExactString {
      ExactString(domain.rawValue + " " + certificate)
    }

    /// Returns a domain and a distinguished name as one key.
    ///
    /// Names that are equal by X.509, which ignores case and blanks, have one key. Whether one certificate issued
    /// another is not decided by the key.
    static func subjectKey(_ domain: Domain, name: String) -> ExactString {
      let letters = name.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\\") }
        .map { $0.asciiLowercased }
      return ExactString(domain.rawValue + " " + String(decoding: letters, as: UTF8.self))
    }

    /// Returns a certificate's whole text without white space around it.
    ///
    /// Text before and after the PEM block is kept: only libcrypto can find the block exactly as it reads it, and a
    /// text that looks similar must not replace one that was checked.
    static func trimmed(_ certificate: String) -> String {
      let text = certificate.drop(while: \.isWhitespace)
      guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
      return String(text[...last])
    }
  }
}
