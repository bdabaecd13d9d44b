extension Partner {
  package static let example = """
    apiVersion: partnerctl/v1
    kind: Partner
    metadata:
      name: airtel-india             # identity in git; never changes
    spec:
      organizationName: airtelInd    # unique within the policy group
      contactNumber: "9886779980"
      emailId: ops@airtel.example    # unique among all partners
      address: INDIA
      partnerType: Auth_Partner      # never changes
      policyGroup: banking           # metadata.name of a PolicyGroup; not needed for Device_Provider and the like
      status: Active                 # Active | De-Active

    """

  package static let examplePrerequisites = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: banking}
    spec: {name: Banking, desc: Banking sector}

    """

  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: Partner
    metadata: {name: partner-\(number)}
    spec:
      organizationName: Partner \(number)
      contactNumber: "9886779980"
      emailId: partner\(number)@example.org
      address: INDIA
      partnerType: Auth_Partner
      policyGroup: banking

    """
  }
}
