/// A registry with good and faulty MISPs.
package enum Golden {
  /// Good, undecided, rejected; a wrong e-mail address, a name that is taken, a misspelt key; two documents in a file.
  package static let manifests: [String: String] = [
    "misps/airtel.yaml": .misp("airtel", of: "Airtel India", "contactNumber: 9876998888", "approval: approved"),
    "misps/bharat.yaml": .misp("bharat", of: "Bharat Gas", metadata: "id: \"100\", labels: {region: south}"),
    "misps/canara.yaml": .misp("canara", of: "Canara", "approval: rejected"),
    "misps/delta.yaml": .misp("delta", of: "Delta", email: "not an address"),
    "misps/echo.yaml": .misp("echo", of: "Airtel India"),
    "misps/foxtrot.yaml": .misp("foxtrot", of: "Foxtrot", "organisationName: Foxtrot"),
    "misps/several.yml": .misp("golf", of: "Golf", "approval: approved", "status: De-Active") + "---\n"
      + .misp("hotel", of: "Hotel", "approval: approved", "licenseKey: {status: De-Active}"),
  ]
}
