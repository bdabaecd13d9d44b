import Kinds
import Model
import Reconciler
import RegistrySupport
import Source

/// A manifest of a MISP with its four details, and what else is wanted of it: members separated by commas, or by
/// semicolons where they stand in braces.
func misp(
  _ name: String = "a", _ more: String = "", organization: String? = nil, email: String = "a@b.co",
  metadata: String = ""
) -> String {
  """
  apiVersion: partnerctl/v1
  kind: MISP
  metadata: {name: \(name)\(metadata.isEmpty ? "" : ", \(metadata)")}
  spec:
    organizationName: \(organization ?? name)
    contactNumber: "1"
    emailId: \(email)
    address: X
  \(more.split(separator: ",").map { "  " + $0.drop { $0 == " " } }.joined(separator: "\n")
    .split(separator: ";").joined(separator: ","))

  """
}

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
