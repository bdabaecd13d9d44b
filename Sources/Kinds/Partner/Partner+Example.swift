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
      apiKeys:
        - name: payments             # unique within the partner, never changes
          policy: insurance          # metadata.name of a Policy of the group
          useCaseDescription: Need to submit the payment
          request: Approved          # leave out = in progress | Approved | Rejected; final
          status: Active             # Active | De-Active

    """

  package static let examplePrerequisites = """
    apiVersion: partnerctl/v1
    kind: PolicyGroup
    metadata: {name: banking}
    spec: {name: Banking, desc: Banking sector}
    ---
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: insurance}
    spec:
      policyGroup: banking
      name: Insurance Policy
      desc: Desc about policy
      policies:
        authPolicies: [{authType: otp, mandatory: true}]
        allowedKycAttributes: [{attributeName: fullName, required: true}]

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
      apiKeys:
        - {name: payments, policy: insurance, useCaseDescription: Need to submit the payment, request: Approved}

    """
  }
}
