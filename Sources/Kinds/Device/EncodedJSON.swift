import Source

/// JSON in Base64, alone or as the payload of a JWS: the form in which devices send their data.
///
/// Source: formats §6.
enum EncodedJSON {
  struct Fault: Error {
    let reason: String
  }

  struct Decoded {
    let node: Node
    /// Whether it was a JWS. Its signature is not verified here.
    let isSigned: Bool
  }

  /// Decodes JSON in Base64 of either alphabet, with or without padding. Of a text with dots it decodes the second
  /// part, as the service does.
  static func decode(_ text: String) -> Result<Decoded, Fault> {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 3 else {
      return .failure(Fault(reason: "a JWS has three parts with dots between them; this text has \(parts.count)"))
    }
    guard let bytes = Base64.decode(String(parts.count == 3 ? parts[1] : parts[0])) else {
      let part = parts.count == 3 ? "its second part" : "it"
      // YAML joins folded lines with blanks.
      let isFolded = text.contains(" ")
      return .failure(
        Fault(
          reason: "\(part) is not Base64, in the standard or the URL alphabet"
            + (isFolded ? ": it holds a blank; write it on one line" : "")))
    }
    if parts.count == 3, let fault = faultOfSignature(parts) { return .failure(fault) }
    do {
      let node = try JSONReader.read(bytes)
      guard node.entries != nil else {
        return .failure(Fault(reason: "decoded, it is \(node.kindOfValue), not a mapping"))
      }
      return .success(Decoded(node: node, isSigned: parts.count == 3))
    } catch {
      return .failure(
        Fault(
          reason:
            "decoded, it is not valid JSON: \(error.message), line \(error.mark.line), column \(error.mark.column)"))
    }
  }

  private static func faultOfSignature(_ parts: [Substring]) -> Fault? {
    guard let header = Base64.decode(String(parts[0])).flatMap({ try? JSONReader.read($0) }), header.entries != nil,
      header["alg"]?.text != nil
    else { return Fault(reason: "the first part of a JWS is a header that names an algorithm") }
    guard let signature = Base64.decode(String(parts[2])), !signature.isEmpty else {
      return Fault(reason: "the third part of a JWS is a signature in Base64url")
    }
    return nil
  }
}

extension Node {
  /// Returns a mapping with only the members of these names.
  func keeping(_ names: [String]) -> Node {
    guard let entries else { return self }
    return Node(
      .mapping(entries.filter { entry in names.contains { ExactString.same($0, entry.key.text) } }), mark: mark)
  }

  /// Returns a mapping in which a missing member has the value of the first of the other members.
  func taking(_ name: String, from others: String...) -> Node {
    guard let entries, self[name] == nil, let value = others.compactMap({ self[$0] }).first else { return self }
    return Node(.mapping(entries + [Entry(key: ExactString(name), value: value)]), mark: mark)
  }

  /// Returns a mapping with another value of a member, if `other` returns one.
  func replacing(_ name: String, by other: (Node) -> Node?) -> Node {
    guard let entries else { return self }
    return Node(
      .mapping(
        entries.map { entry in
          guard ExactString.same(entry.key.text, name), let value = other(entry.value) else { return entry }
          return Entry(key: entry.key, keyMark: entry.keyMark, value: value)
        }), mark: mark)
  }
}
