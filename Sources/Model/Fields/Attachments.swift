/// The files that a manifest names in place of texts, with their contents.
package struct Attachments: Sendable {
  /// One file that was read.
  package struct File: Sendable {
    /// The path relative to the repository's root, with slashes.
    package let path: String
    /// The content, as it takes the place of a member's text.
    package let text: String

    /// Creates a file from its path and content.
    package init(path: String, text: String) {
      self.path = path
      self.text = text
    }
  }

  /// The file, or the reason why it cannot be used, by the name that the manifest gives it.
  package private(set) var files: [String: Result<File, AttachmentFault>] = [:]

  /// Creates a collection without files; `attach` adds them.
  package init() {}

  /// No files, for manifests that name none and for settings.
  package static let none = Attachments()

  /// Adds a file, or the fault of one, under the name that the manifest gives it.
  package mutating func attach(_ file: Result<File, AttachmentFault>, as name: String) { files[name] = file }

  /// The paths of all files that could be read.
  package var paths: [String] { files.values.compactMap { try? $0.get().path } }
}

/// The reason why a file that a manifest names cannot be used, and what to do.
package struct AttachmentFault: Error, Hashable, Sendable {
  /// The fault of an empty file.
  package static let empty = AttachmentFault("the file is empty")

  /// The reason in words for a hint; it says what to do where that is not obvious.
  package let reason: String

  /// Creates a fault from its reason.
  package init(_ reason: String) {
    self.reason = reason
  }
}
