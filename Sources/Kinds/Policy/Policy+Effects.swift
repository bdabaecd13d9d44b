import Model
import Source

extension Policy {
  /// The effects of operations on a policy's publication, status and record.
  ///
  /// Source: state-machines §3.
  enum Effects {
    /// Days for which a draft is valid, as in the services.
    private static let draftValidityDays = 60

    static func setDrafted(_ act: inout Act<Policy>) {
      act.object.status.publication = .drafted
      act.object.status.status = .inactive
      act.object.status.offBy = nil
      act.object.status.validFrom = act.time
      act.object.status.validTo = act.time.adding(days: draftValidityDays)
      act.object.status.schema = nil
    }

    static func setPublished(_ act: inout Act<Policy>, validTo: Instant?, schema: String?) {
      act.object.status.publication = .published
      act.object.status.status = .active
      act.object.status.offBy = nil
      act.object.status.validFrom = act.time
      act.object.status.validTo = validTo
      act.object.status.schema = schema
      act.object.notePublished()
    }

    static func setUpdated(_ act: inout Act<Policy>) {
      act.object.record.updatedBy = act.actor.email
      act.object.record.updatedAt = act.time
    }
  }
}

extension Stored<Policy> {
  /// Adds the content of a type with a published schema to the published versions.
  mutating func notePublished() {
    guard spec.policyType != nil, let version = spec.version, status.content(ofVersion: version) == nil else { return }
    var published = Policy.PublishedVersion()
    published.version = version
    published.policies = spec.policies
    status.publishedVersions.append(published)
  }
}
