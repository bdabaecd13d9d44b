import Source

extension Field where Owner: Sendable {
  /// The member that names the file in which another member's text stands.
  package static func nameOfFile(for name: String) -> String { name + "File" }

  /// A text that must be there, in the manifest or in a file beside it that the first of the two rows names.
  ///
  /// Only the text is stored: later runs do not need the file.
  ///
  /// - Parameter file: tells where the text came from; nil for one that the manifest holds.
  package static func fileOrText(
    _ name: String, _ text: Member<Owner, String>, file: Member<Owner, String?>, _ limits: TextLimits,
    _ summary: String
  ) -> [Field] {
    fileOrText(name, file: file, limits, summary, isRequired: true) {
      $0[keyPath: text] = $1
    } read: {
      $0[keyPath: text]
    } copy: {
      $1[keyPath: text] = $0[keyPath: text]
    }
  }

  /// A text that may be there, likewise.
  package static func optionalFileOrText(
    _ name: String, _ text: Member<Owner, String?>, file: Member<Owner, String?>, _ limits: TextLimits,
    _ summary: String
  ) -> [Field] {
    fileOrText(name, file: file, limits, summary, isRequired: false) {
      $0[keyPath: text] = $1
    } read: {
      $0[keyPath: text]
    } copy: {
      $1[keyPath: text] = $0[keyPath: text]
    }
  }

  private static func fileOrText(
    _ name: String, file: Member<Owner, String?>, _ limits: TextLimits, _ summary: String, isRequired: Bool,
    put: @escaping @Sendable (inout Owner, String) -> Void, read: @escaping @Sendable (Owner) -> String?,
    copy: @escaping @Sendable (_ from: Owner, _ to: inout Owner) -> Void
  ) -> [Field] {
    let fileName = nameOfFile(for: name)
    let nameRow = Field(
      file, name: fileName,
      summary: "File with the \(name), instead of the value itself; relative to the manifest's folder.",
      shape: .file, presence: .optional
    ) { node, owner, reading in
      guard let node, !node.isNull else { return }
      // Also for a name that is not to be read: the text is then not missing.
      owner[keyPath: file] = node.text ?? ""
      guard let named = reading.text(node, limits: FieldShape.fileNameLimits, isRequired: false) else { return }
      switch reading.attachment(named) {
      case .success(let content): put(&owner, content)
      case .failure(let fault):
        reading.reject(fault == .empty ? .required : .file, at: node.mark, hint: fault.reason)
      }
    } write: { _ in
      .null
    }.leftOutWhenNull
    let textRow = Field(
      name: name, summary: summary, shape: .text(limits), presence: isRequired ? .required : .optional,
      alternative: fileName, copy: copy
    ) { node, owner, reading in
      if owner[keyPath: file] == nil {
        if let given = reading.text(node, limits: limits, isRequired: isRequired) { put(&owner, given) }
      } else if let node, !node.isNull {
        reading.reject(.surplus, at: node.mark, hint: "\(fileName) names a file that holds it; leave one of them out")
      }
    } write: {
      .text(read($0))
    }
    return [nameRow, textRow]
  }
}

extension FieldShape {
  static let fileNameLimits = TextLimits(1...512)
}
