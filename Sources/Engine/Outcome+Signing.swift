import Model
package import Source

extension Outcome {
  /// Returns the outcome with signed texts in place of the placeholders.
  ///
  /// - Parameter texts: one text for every object of `signatures`.
  package func signed(_ texts: [ObjectID: String]) -> Outcome {
    var outcome = self
    for id in signatures.keys {
      guard let text = texts[id], var node = objects[id] else {
        preconditionFailure("\(id) must be stored, with a text for its signature")
      }
      let wasWaiting = node.replace(SigningRequest.placeholder, by: text, at: ["status", "response", "response"])
      precondition(wasWaiting, "the answer stored with \(id) must wait for its signature")
      outcome.objects[id] = node
    }
    outcome.signatures = [:]
    return outcome
  }
}

extension Node {
  /// Replaces the text at a path of keys; returns false if another text is there.
  fileprivate mutating func replace(_ placeholder: String, by text: String, at path: ArraySlice<String>) -> Bool {
    guard let key = path.first else {
      guard self.text == placeholder else { return false }
      self = .text(text)
      return true
    }
    guard case .mapping(var entries) = value,
      let index = entries.firstIndex(where: { ExactString.same($0.key.text, key) })
    else { return false }
    let wasThere = entries[index].value.replace(placeholder, by: text, at: path.dropFirst())
    value = .mapping(entries)
    return wasThere
  }
}
