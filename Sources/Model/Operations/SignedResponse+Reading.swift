package import Source

// Reading of signed responses. Nothing in a text is trusted before its signature was verified, and no header decides
// how: the algorithm is fixed, and keys come from the registry alone, never from the text.

extension SignedResponse {
  /// The reason why a text is not a signed response of this registry.
  package struct Fault: Error, Hashable, Sendable {
    /// A stable id for programs, such as `signature.algorithm`.
    package let rule: String
    /// The fault, a sentence without its full stop.
    package let message: String
    /// What to do.
    package let hint: String

    /// Creates a fault from its id, message and hint.
    package init(_ rule: String, message: String, hint: String) {
      self.rule = rule
      self.message = message
      self.hint = hint
    }
  }

  /// The longest text that is read, in bytes; a signed response takes about one thousand.
  private static let limit = 1 << 20

  /// Divides a text into its parts, as far as that is possible without a key.
  package init(reading text: String) throws(Fault) {
    let whole = "give the whole text of status.response.response"
    guard !text.isEmpty else { throw Fault("signature.parts", message: "The text is empty", hint: whole) }
    guard text.utf8.count <= SignedResponse.limit else {
      throw Fault("signature.parts", message: "The text is too long for a signed response", hint: whole)
    }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else {
      let found = parts.count == 1 ? "one part" : "\(parts.count) parts"
      throw Fault(
        "signature.parts", message: "A signed response has three parts joined by dots; this text has \(found)",
        hint: whole)
    }
    layout = text.utf8.contains { "+/=".utf8.contains($0) } ? .mosip : .rfc7515
    keyID = try SignedResponse.keyID(inHeader: try layout.bytes(of: parts[0], part: "header"))
    // In the layout `mosip` the signature does not cover the header, so only the header that the program writes is
    // accepted.
    guard layout == .rfc7515 || parts[0] == SignedResponse.header(.mosip, keyID: "") else {
      throw Fault(
        "signature.header",
        message: "The header is not {\"alg\":\"RS256\",\"type\":\"JWS\"}, and no signature protects it",
        hint: whole)
    }
    content = try layout.bytes(of: parts[1], part: "payload")
    input = Array((layout == .mosip ? parts[1] : parts[0] + "." + parts[1]).utf8)
    let last = try layout.bytes(of: parts[2], part: "signature")
    guard layout == .mosip else {
      signature = last
      return
    }
    guard let inner = String(validating: last, as: UTF8.self) else {
      throw Fault(
        "signature.encoding", message: "The signature is not encoded twice, as the layout mosip requires", hint: whole)
    }
    signature = try layout.bytes(of: inner, part: "signature")
  }

  /// The payload's members in their order; call it only after the signature was verified.
  package func payload() throws(Fault) -> Node {
    try SignedResponse.object(
      content, part: "payload", hint: "the signature is valid, so the signer wrote it like this")
  }

  /// Checks the members of a header and returns the id of the key that it names.
  private static func keyID(inHeader bytes: [UInt8]) throws(Fault) -> String? {
    let ours = "only RS256 is accepted, whatever a header says; partnerctl makes no other"
    let header = try object(bytes, part: "header", hint: "partnerctl did not make this text, or it was changed")
    guard header["crit"] == nil else {
      throw Fault(
        "signature.critical", message: "The header requires extensions (crit), and none is supported", hint: ours)
    }
    switch header["alg"]?.text {
    case nil: throw Fault("signature.algorithm", message: "The header names no algorithm (alg)", hint: ours)
    case algorithm?: break
    case let name? where name.lowercased() == "none":
      throw Fault("signature.algorithm", message: "The text is not signed: its header says alg \"\(name)\"", hint: ours)
    case let name?:
      throw Fault("signature.algorithm", message: "The header names the algorithm \"\(name)\"", hint: ours)
    }
    guard let key = header["kid"] else { return nil }
    guard case .scalar(let id) = key.value, !id.isPlain else {
      throw Fault("signature.header", message: "The header's key id (kid) is not text", hint: ours)
    }
    return id.text
  }

  private static func object(_ bytes: [UInt8], part: String, hint: String) throws(Fault) -> Node {
    let node: Node
    do {
      node = try JSONReader.read(bytes)
    } catch {
      throw Fault(
        "signature.\(part)", message: "The \(part) cannot be read as JSON: \(error.message)", hint: hint)
    }
    guard node.entries != nil else {
      throw Fault("signature.\(part)", message: "The \(part) is not a JSON object but \(node.kindOfValue)", hint: hint)
    }
    return node
  }
}

extension SignedResponse.Layout {
  /// Decodes one part of a text, or throws a fault that names the part.
  fileprivate func bytes(of text: String, part: String) throws(SignedResponse.Fault) -> [UInt8] {
    let hint = "copy the text again: a character was lost, added or changed"
    guard !text.isEmpty else {
      throw SignedResponse.Fault("signature.encoding", message: "The \(part) is empty", hint: hint)
    }
    if let bytes = decode(text) { return bytes }
    let alphabet = self == .mosip ? "standard base64" : "base64url"
    if let foreign = text.unicodeScalars.first(where: { !has($0) }) {
      throw SignedResponse.Fault(
        "signature.encoding", message: "The \(part) holds \"\(foreign)\", which \(alphabet) does not allow", hint: hint)
    }
    throw SignedResponse.Fault("signature.encoding", message: "The \(part) is not complete \(alphabet)", hint: hint)
  }

  private func has(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9": return true
    case "+", "/", "=": return self == .mosip
    case "-", "_": return self == .rfc7515
    default: return false
    }
  }
}

extension SignedResponse {
  /// The members of a payload's digital id: the object in its base64, or the payload of a signed one, whose own
  /// signature is not verified here. Nil for anything else.
  package static func digitalID(in payload: Node) -> Node? {
    guard let text = payload["digitalId"]?.text else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard let part = parts.count == 1 ? parts.first : parts.count == 3 ? parts[1] : nil,
      let bytes = Base64.decode(part), let node = try? JSONReader.read(bytes), node.entries != nil
    else { return nil }
    return node
  }
}
