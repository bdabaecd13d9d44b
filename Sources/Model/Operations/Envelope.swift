package import Source

/// The documented response envelope.
package enum Envelope {
  package static let version = "1.0"

  package static func success(_ id: String?, at time: Instant, response: Node) -> Node {
    envelope(id, at: time, response: response, errors: [])
  }

  package static func failure(_ id: String, at time: Instant, errors: [(code: String?, message: String)]) -> Node {
    let errors = errors.map { Node.object(["errorCode": .text($0.code), "message": .text($0.message)]) }
    return envelope(id, at: time, response: .null, errors: errors)
  }

  private static func envelope(_ id: String?, at time: Instant, response: Node, errors: [Node]) -> Node {
    .object([
      "id": .text(id),
      "version": .text(version),
      "responsetime": .text(time.description),
      "metadata": .null,
      "response": response,
      "errors": .list(errors),
    ])
  }
}

/// The id of an answer's envelope: mostly one, whatever comes of the request.
package struct EnvelopeID: ExpressibleByStringLiteral, Sendable {
  /// Nil where the documents' answer carries none.
  package let success: String?
  package let failure: String

  package init(success: String?, failure: String) {
    self.success = success
    self.failure = failure
  }

  package init(stringLiteral id: String) { self.init(success: id, failure: id) }
}
