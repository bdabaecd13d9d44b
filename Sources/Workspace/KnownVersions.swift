import Git
import Model
import Source
import Store

/// The contents of files that most commits share with the commit before, by the ids of their blobs.
final class KnownVersions {
  /// The settings in versions of `registry.yaml`; nil for an invalid one.
  var settings: [GitHash: Settings?] = [:]
  /// The settings in versions of the file that records them.
  var recordedSettings: [GitHash: (settings: Settings, node: Node)] = [:]
  /// What versions of the state folder prove, by the ids of their trees.
  var proofs: [GitHash: StateProof] = [:]
  /// Versions of `state.json`, with the digests of their bytes.
  var headers: [GitHash: (header: StateHeader, digest: String)] = [:]
}
