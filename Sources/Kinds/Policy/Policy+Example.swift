extension Policy {
  package static let examplePrerequisites = PolicyGroup.example

  package static let example = """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata:
      name: insurance                    # identity in git; never changes
    spec:
      policyGroup: banking               # metadata.name of an active group
      name: Insurance Policy             # unique within the group
      desc: Desc about policy
      status: Active                     # Active | De-Active
      policyType: Auth                   # Auth | DataShare | CredentialIssuance; leave out for the documented body
      version: "1.0"                     # another one for each change of published content
      publish: true                      # false while it is a draft
      policies:
        authTokenType: policy            # random | partner | policy
        allowedAuthTypes:
          - {authType: otp, mandatory: true}
          - {authType: bio, authSubType: FINGER, mandatory: false}
        allowedKycAttributes:
          - {attributeName: fullName}

    """

  /// A policy with the documented body.
  package static func sample(_ number: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: Policy
    metadata: {name: policy-\(number)}
    spec:
      policyGroup: banking
      name: Policy \(number)
      desc: Desc about policy
      policies:
        authPolicies: [{authType: otp, mandatory: true}, {authType: bio, authSubType: FINGER, mandatory: true}]
        allowedKycAttributes: [{attributeName: fullName, required: true}]

    """
  }
}
