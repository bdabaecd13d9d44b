import Git
import Model
package import Source
import Store

/// Tells whether a signed text is an answer that a run recorded, and what it is worth now.
package struct RecordedAnswers {
  private let revision: Revision

  /// Creates a reader of the answers that are stored at a commit and before it.
  package init(_ revision: Revision) {
    self.revision = revision
  }

  /// The object that an answer is about.
  package struct Answer: Sendable {
    /// The object.
    package let object: ObjectID
    /// Whether it is what is stored now.
    package let isPresent: Bool
    /// When another answer took its place; nil if it is the present one, or if that is not known.
    package let until: String?
    /// The word of the object's status now, such as `RETIRED`.
    package let status: String?
  }

  /// Finds the answer; nil if no run recorded this text for the object.
  ///
  /// - Parameter id: the id of the object that the text is about.
  package func answer(_ text: String, about id: String) throws(WorkspaceError) -> Answer? {
    let state = try StoredState(revision)
    for kind in revision.workspace.catalog.kinds where kind.signsResponses {
      guard let node = try state.object(of: kind, meant: id), let name = node["metadata"]?["name"]?.text else {
        continue
      }
      let object = ObjectID(kind: kind.name, name: name)
      let status = node["status"]?["status"]?.text
      if RecordedAnswers.has(node, text: text) {
        return Answer(object: object, isPresent: true, until: nil, status: status)
      }
      let versions = try History(revision.workspace, from: revision.commit).versions(of: object)
      for (index, version) in versions.enumerated() {
        guard let former = version.node, RecordedAnswers.has(former, text: text), try isRecorded(version.commit) else {
          continue
        }
        // The version after the last one with this text.
        let next = index > 0 ? versions[index - 1].node : nil
        return Answer(object: object, isPresent: false, until: next?["status"]?["updatedAt"]?.text, status: status)
      }
    }
    return nil
  }

  /// Tells whether the state of a commit was made by a run that the present state contains.
  private func isRecorded(_ commit: Commit) throws(WorkspaceError) -> Bool {
    let proofs = StateProofs(revision.workspace)
    guard case .proved(let head) = try proofs.proof(of: try revision.at(commit)) else { return false }
    return try proofs.contains(head, at: revision)
  }

  private static func has(_ node: Node, text: String) -> Bool {
    node["status"]?["response"]?["response"]?.text.map { ExactString.same($0, text) } ?? false
  }
}
