package import Model
import Source

// The invariants of policies. Source: state-machines §3.

extension Policy {
  package static let invariants: [Invariant<Policy>] = [
    Invariant("policy.active.published", summary: "Only a published policy is active.") { policy in
      policy.status.status == .inactive || policy.status.publication == .published ? nil : "status.status"
    },
    Invariant("policy.offBy", summary: "A published policy records what switched it off if and only if it is off.") {
      policy in
      let isOff = policy.status.publication == .published && policy.status.status == .inactive
      return isOff == (policy.status.offBy != nil) ? nil : "status.offBy"
    },
    Invariant("policy.publication.documented", summary: "A policy with the documented body is never a draft.") {
      policy in
      policy.spec.policyType != nil || policy.status.publication == .published ? nil : "status.publication"
    },
    Invariant("policy.validity", summary: "The validity of a policy does not end before it begins.") { policy in
      policy.status.validTo.map { $0 >= policy.status.validFrom } ?? true ? nil : "status.validTo"
    },
    Invariant("policy.publishedVersions.single", summary: "A version has only one published content.") { policy in
      var known: Set<ExactString> = []
      let index = policy.status.publishedVersions.firstIndex { !known.insert(ExactString($0.version)).inserted }
      return index.map { versionsPath.appending($0) }
    },
  ]

  private static let versionsPath: NodePath = "status.publishedVersions"
}
