import Engine
import Model

/// The files of manifests in the order in which they are found; their texts are parsed on all cores.
struct FoundFiles {
  private enum Found: Sendable {
    case refused(ManifestFile)
    case text(path: String, [UInt8])
  }

  private var batches: Batches<Found, ManifestFile>

  init(_ instruments: Instruments) {
    batches = Batches(instruments) { found in
      switch found {
      case .refused(let file): return file
      case .text(let path, let bytes): return ManifestFile(path: path, reading: bytes)
      }
    }
  }

  mutating func append(_ file: ManifestFile) { batches.add(.refused(file), bytes: 0) }
  mutating func append(_ path: String, bytes: [UInt8]) { batches.add(.text(path: path, bytes), bytes: bytes.count) }
  mutating func finish() -> [ManifestFile] { batches.finish() }
}
