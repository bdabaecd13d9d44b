package import Model

// The kinds that this program knows.
//
// A kind is an enum that conforms to `ResourceKind`, with a folder of its own. Kinds are documented by their tables:
// each row of `fields`, `rules`, `operations`, `queries`, `warnings`, `invariants` and `tables` has a summary or a
// citation, which the reference page shows, so that a declaration has a comment only where its row leaves something
// open. What a requirement of `ResourceKind` needs beyond its rows is in nested enums named after their subject.
// Citations such as "B1", "formats §7" or "state-machines §3" are explained in Citations.md.

extension Catalog {
  /// Everything that this program knows. A new kind is one folder and one line here.
  package static let standard = Catalog(
    kinds: [
      PolicyGroup.self,
      Policy.self,
      MISP.self,
      TrustAnchor.self,
      Partner.self,
      DeviceProvider.self,
      FoundationalTrustProvider.self,
      DeviceService.self,
      Device.self,
    ],
    sections: [
      MISP.Settings.self,
      DeviceSettings.self,
      PolicySettings.self,
      PartnerSettings.self,
    ],
    version: 2,
    events: { AuditEventTable.definitions },
    codes: { ErrorCodeTable.codes })
}
