/// The files that a manifest names in place of their texts, and what they say.
package struct Attachments: Sendable {
  package struct File: Sendable {
    /// Slash-separated, relative to the repository's root.
    package let path: String
    package let text: String

    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// By their names as the manifest writes them.
  package private(set) var files: [String: Result<File, AttachmentFault>] = [:]

  package init() {}

  package static let none = Attachments()

  package mutating func attach(_ file: Result<File, AttachmentFault>, as name: String) { files[name] = file }

  /// The paths of all files that could be read.
  package var paths: [String] { files.values.compactMap { try? $0.get().path } }
}

/// Why a file that a manifest names cannot be taken, in words that also say what to do.
package struct AttachmentFault: Error, Hashable, Sendable {
  /// The file says nothing.
  package static let empty = AttachmentFault("the file is empty")

  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}
