package import Source

/// The documented response envelope around every answer.
package enum Envelope {
  /// The documented version of the envelope.
  package static let version = "1.0"

  /// Makes the envelope of a successful answer; `errors` is empty.
  package static func success(_ id: String?, at time: Instant, response: Node) -> Node {
    envelope(id, at: time, response: response, errors: [])
  }

  /// Makes the envelope of a failed answer, without response and with at least one error.
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

/// The ids of a query's response envelope; they differ only where the documents' answers do.
package struct EnvelopeID: ExpressibleByStringLiteral, Sendable {
  /// The id of a successful answer; nil where the documented answer has none.
  package let success: String?
  /// The id of a failed answer.
  package let failure: String

  /// Creates ids that differ between success and failure.
  package init(success: String?, failure: String) {
    self.success = success
    self.failure = failure
  }

  /// Creates one id for success and failure.
  package init(stringLiteral id: String) { self.init(success: id, failure: id) }
}
