/// A manifest of a MISP with its four details, and what else is wanted of it: members separated by commas, or by
/// semicolons where they are in braces.
package func misp(
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
