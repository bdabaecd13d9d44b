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
    FileOrText(name: name, file: file, limits: limits, summary: summary, isRequired: true) {
      $0[keyPath: text] = $1
    } read: {
      $0[keyPath: text]
    } copy: {
      $1[keyPath: text] = $0[keyPath: text]
    }.rows
  }

  /// The two fields of an optional text, which is written in the manifest or in a file that the first field names.
  package static func optionalFileOrText(
    _ name: String, _ text: Member<Owner, String?>, file: Member<Owner, String?>, _ limits: TextLimits,
    _ summary: String
  ) -> [Field] {
    FileOrText(name: name, file: file, limits: limits, summary: summary, isRequired: false) {
      $0[keyPath: text] = $1
    } read: {
      $0[keyPath: text]
    } copy: {
      $1[keyPath: text] = $0[keyPath: text]
    }.rows
  }
}

/// The two rows of a text that is given in the manifest or in a file beside it.
///
/// They are made together, since each is read with regard to the other: only one of them may be given. The row of the
/// file comes first, so that it is known whether there is one when the text is read.
private struct FileOrText<Owner: Sendable>: Sendable {
  /// The name of the member that holds the text.
  let name: String
  /// The property for the name of the file, nil while none is given.
  let file: Member<Owner, String?>
  let limits: TextLimits
  let summary: String
  let isRequired: Bool
  /// Puts a text into the record.
  let put: @Sendable (inout Owner, String) -> Void
  /// The text that the record holds.
  let read: @Sendable (Owner) -> String?
  /// Copies the text from one record to another.
  let copy: @Sendable (_ from: Owner, _ to: inout Owner) -> Void

  /// Both rows, in the order in which they are read.
  var rows: [Field<Owner>] { [fileRow, textRow] }

  private var fileName: String { Field<Owner>.nameOfFile(for: name) }

  /// The row of the file's name, whose content becomes the text.
  private var fileRow: Field<Owner> {
    Field(
      file, name: fileName,
      summary: "File with the \(name), instead of the value itself; relative to the manifest's folder.",
      shape: .file, presence: .optional
    ) { [file, put] node, owner, reading in
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
  }

  /// The row of the text itself, which is the one that is stored.
  private var textRow: Field<Owner> {
    Field(
      name: name, summary: summary, shape: .text(limits), presence: isRequired ? .required : .optional,
      alternative: fileName, copy: copy
    ) { [file, fileName, limits, isRequired, put] node, owner, reading in
      if owner[keyPath: file] == nil {
        if let given = reading.text(node, limits: limits, isRequired: isRequired) { put(&owner, given) }
      } else if let node, !node.isNull {
        reading.reject(.surplus, at: node.mark, hint: "\(fileName) names a file that holds it; leave one of them out")
      }
    } write: { [read] in
      .text(read($0))
    }
  }
}

extension FieldShape {
  /// The limits of the name of a file, which is a path relative to the manifest's folder.
  static let fileNameLimits = TextLimits(1...512)
}
