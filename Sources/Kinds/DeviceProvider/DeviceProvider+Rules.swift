package import Model
import Source

// The rules, warnings, indexes and preconditions of device providers. Source: operations E1 and E2.

extension DeviceProvider {
  package static let rules: [Rule<DeviceProvider>] = [.noBlanks(at: "vendorName", text: \.vendorName)]

  package static let warnings = [similarNames.warning]

  private static let similarNames = SimilarNames<DeviceProvider>(at: "vendorName") {
    $0.isActive ? ($0.vendorName, "") : nil
  }

  package static let indexes: [Index<DeviceProvider>] = [
    Index(
      activeIndex, tellsRenames: true, claims: { [pair($0)] },
      values: { $0.status.isActive ? [pair($0.spec)] : [] }),
    similarNames.index,
  ]

  private static let activeIndex = "vendorName and address"

  /// Returns name and address as one key; neither holds the separator.
  private static func pair(_ spec: Spec) -> ExactString { ExactString(spec.vendorName + "\u{0}" + spec.address) }

  /// Requires that no other active provider has the name and the address.
  static let isUnique = Stage<DeviceProvider>.requires(
    Precondition(
      "deviceProvider.vendorName.unique", code: "ADM-DPM-011", message: "Device Provider already exist",
      summary: "No other active device provider has the same vendorName and address.", failing: "ADM-725",
      path: "spec.vendorName", hint: "change the provider that has them, or de-activate it"
    ) { act in
      let holder = act.registry.holder(of: pair(act.desired), in: activeIndex, of: DeviceProvider.self)
      guard let holder, holder != act.object.identity else { return .holds }
      return .fails(other: holder)
    })
}
