import Engine
import Kinds
import Model
import RegistrySupport
import Source

extension Stored<MISP> {
  /// `approved Active`: the decision and the activity.
  var words: String { "\(status.approval.rawValue) \(status.status.rawValue)" }

  /// `k0000001 Active #1 2026-01-01..2026-04-01`, one line for each key.
  var keys: [String] {
    status.licenseKeys.map { key in
      let off = key.offBy.map { " by \($0.rawValue)" } ?? ""
      return
        "\(key.key.reveal()) \(key.status.rawValue)\(off) #\(key.issue) \(key.issuedAt.date)..\(key.expiresAt.date)"
    }
  }

  /// The envelope of the last operation, whole.
  var envelope: String { record.response?.revealedLine ?? "" }
}

/// An envelope as the documents have it, at a moment.
func envelope(_ id: String, _ time: Instant, _ response: String, errors: String = "[]") -> String {
  "{\"id\":\"mosip.partnermanagement.\(id)\",\"version\":\"1.0\",\"responsetime\":\"\(time)\",\"metadata\":null,"
    + "\"response\":\(response),\"errors\":\(errors)}"
}
