import Source

extension Field where Owner: Sendable {
  /// The name of the member that names a file with the text of another member, such as `certificateFile`.
  package static func nameOfFile(for name: String) -> String { name + "File" }

  /// The two fields of a required text, which is written in the manifest or in a file that the first field names.
  ///
  /// Only the text is stored: later runs do not need the file.
  ///
  /// - Parameter file: holds the name of the file; nil if the text is in the manifest.
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

  /// The two fields of an optional text, which is written in the manifest or in a file that the first field names.
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
      file, name: fileName, summary: "File with the \(name), in place of it; relative to the manifest's folder.",
      shape: .file, presence: .optional
    ) { node, owner, reading in
      guard let node, !node.isNull else { return }
      // The member is set even if the name is invalid, so that the text is not reported as missing too.
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
