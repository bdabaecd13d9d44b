package import Model
import Source

extension Catalog {
  /// The members of specs that name files, by kind; kinds without such members are left out.
  package var fileMembers: [String: [String]] {
    func members<K: ResourceKind>(_ kind: K.Type) -> [String] {
      K.Spec.descriptions.compactMap { field in if case .file = field.shape { field.name } else { nil } }
    }
    let all = kinds.map { ($0.name, members($0)) }
    return Dictionary(uniqueKeysWithValues: all).filter { !$0.value.isEmpty }
  }
}

extension ManifestFile {
  /// Returns the file's documents with the contents of the files that they name.
  ///
  /// - Parameters:
  ///   - members: the members that name files, by kind.
  ///   - read: reads the bytes at a path within the bounds.
  package func attaching<Failure: Error>(
    _ members: [String: [String]], within bounds: AttachmentBounds,
    read: (_ path: String) throws(Failure) -> Result<[UInt8], AttachmentFault>
  ) throws(Failure) -> ManifestFile {
    guard documents.contains(where: { $0.namesFiles(members) }) else { return self }
    var documents = documents
    for index in documents.indices {
      for name in documents[index].fileNames(members) {
        let file: Result<Attachments.File, AttachmentFault>
        switch bounds.path(of: name, beside: path) {
        case .failure(let fault): file = .failure(fault)
        case .success(let place):
          file = try read(place).flatMap { bytes in
            AttachmentBounds.text(bytes).map { Attachments.File(path: place, text: $0) }
          }
        }
        documents[index].attachments.attach(file, as: name)
      }
    }
    return ManifestFile(path: path, documents: documents, unreadable: unreadable, warnings: warnings, words: words)
  }
}

extension ManifestFile.Document {
  fileprivate func namesFiles(_ members: [String: [String]]) -> Bool {
    root["kind"]?.text.map { members[$0] != nil } ?? false
  }

  fileprivate func fileNames(_ members: [String: [String]]) -> [String] {
    let names = root["kind"]?.text.flatMap { members[$0] } ?? []
    return names.compactMap { root["spec"]?[$0]?.text }
  }
}

/// The part of the repository whose files a manifest may name: the registry folder without the state folder.
package struct AttachmentBounds: Sendable {
  /// The most bytes of such a file.
  package static let limit = 1 << 16

  private let registryFolder: [Substring]
  private let stateFolder: String

  /// Creates bounds from two paths.
  ///
  /// - Parameters:
  ///   - registryFolder: relative to the repository's root; empty for the root itself.
  ///   - stateFolder: relative to the repository's root.
  package init(registryFolder: String, stateFolder: String) {
    self.registryFolder = registryFolder.split(separator: "/")
    self.stateFolder = stateFolder.lowercased()
  }

  /// Returns the path of a file that a manifest names, relative to the repository's root, or the reason why it may
  /// not be named.
  package func path(of name: String, beside manifest: String) -> Result<String, AttachmentFault> {
    func fault(_ reason: String) -> Result<String, AttachmentFault> { .failure(AttachmentFault(reason)) }
    guard !name.hasPrefix("/") else {
      return fault("name the file relative to the manifest's folder, without a leading \"/\"")
    }
    var parts = manifest.split(separator: "/").dropLast()
    for part in name.split(separator: "/") {
      if part == "." { continue }
      if part == ".." {
        guard parts.count > registryFolder.count else { return fault("the file must lie inside the registry folder") }
        parts.removeLast()
        continue
      }
      guard !part.hasPrefix("."), !part.lowercased().hasPrefix("git~"), !part.contains("\\") else {
        return fault("no part of the name may start with a dot or hold a backslash")
      }
      parts.append(part)
    }
    let path = parts.joined(separator: "/")
    guard !(path.lowercased() + "/").hasPrefix(stateFolder + "/") else {
      return fault("the file must not lie in the state folder, which only partnerctl writes")
    }
    return .success(path)
  }

  /// Decodes the text of a file; its lines end in line feeds afterwards.
  static func text(_ bytes: [UInt8]) -> Result<String, AttachmentFault> {
    func fault(_ reason: String) -> Result<String, AttachmentFault> { .failure(AttachmentFault(reason)) }
    guard bytes.count <= limit else { return .failure(.tooLarge) }
    let ended = bytes.indices.filter { bytes[$0] != 0x0D || !bytes[($0 + 1)...].starts(with: [0x0A]) }.map { bytes[$0] }
    guard let lines = String(validating: ended, as: UTF8.self) else { return fault("the file is not UTF-8 text") }
    let isPlain = lines.unicodeScalars.allSatisfy {
      $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control
    }
    guard isPlain else { return fault("the file holds control characters; it must be text") }
    guard !lines.unicodeScalars.allSatisfy(\.properties.isWhitespace) else { return .failure(.empty) }
    return .success(lines)
  }
}

extension AttachmentFault {
  /// The fault of a file above `AttachmentBounds.limit`.
  package static let tooLarge = AttachmentFault("the file is larger than 64 KiB")
  /// The fault of a name without a file.
  package static let missing = AttachmentFault(
    "there is no such file; the name is relative to the folder of the manifest")
  /// The fault of a name of anything but a regular file; links are not followed.
  package static let noFile = AttachmentFault("it must be a regular file, not a link, a folder or anything else")
}
