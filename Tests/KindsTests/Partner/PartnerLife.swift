import Engine
import Kinds
import Model
import RegistrySupport
import Source

/// The group of every partner here, whose id is 100000000000 as the first partner's is.
let partnerSurroundings = Partner.examplePrerequisites

/// The partner of one's choice, with further members of its spec.
func partner(
  _ name: String, _ more: String = "", email: String? = nil, organization: String? = nil, metadata: String = ""
) -> String {
  """
  apiVersion: partnerctl/v1
  kind: Partner
  metadata: {name: \(name)\(metadata.isEmpty ? "" : ", " + metadata)}
  spec: {organizationName: \(organization ?? name), contactNumber: "1", emailId: \(email ?? "\(name)@b.co"), address: X,
    partnerType: Auth_Partner, policyGroup: banking\(more.isEmpty ? "" : ", " + more)}
  """
}
