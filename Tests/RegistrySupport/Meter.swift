import Kinds
package import Model
import Source

/// A kind of which there are many: a small one, stored in shards and found by two indexes.
package enum Meter: ResourceKind {
  package struct Spec: Fielded {
    package var serial = ""
    package var district = ""
    package var isLost = false

    package init() {}

    package static let fields: [Field<Spec>] = [
      .text("serial", \.serial, TextLimits(1...64), "Its serial number."),
      .text("district", \.district, TextLimits(1...64), "Where it hangs."),
      .boolean("lost", \.isLost, default: false, "Whether it is lost: then no index finds it."),
    ]
  }

  package struct Status: Fielded {
    package var readings = 0
    package init() {}
    package static let fields: [Field<Status>] = [
      .integer("readings", \.readings, 0...1_000_000, default: 0, "How often it was changed.")
    ]
  }

  package static let name = "Meter"
  package static let prefix = "meter"
  package static let folder = "meters"
  package static let storage = Storage.shards
  package static let summary = "A meter."
  package static let citation = "nowhere"
  package static let example = ""
  package static func codes(isNew: Bool) -> FieldCodes { .ours }
  package static let eventModule = MISP.eventModule
  package typealias Settings = NoSettings

  package static let rules: [Rule<Meter>] = []
  package static let indexes: [Index<Meter>] = [
    Index("serial number", values: { $0.spec.isLost ? [] : [ExactString($0.spec.serial)] }),
    Index("district", isUnique: false, values: { $0.spec.isLost ? [] : [ExactString($0.spec.district)] }),
  ]
  package static let operations = [creation, amendment]

  package static let creation = Operation<Meter>(
    "meter.create", envelope: "create", summary: "Creates it.", citation: "nowhere",
    stages: [
      .emits("PMS_MSP_101"), .does { act in act.object.metadata.id = act.adoptedID ?? act.object.metadata.name },
    ]
  ) { act in .text(act.object.id) }

  package static let amendment = Operation<Meter>(
    "meter.amend", envelope: "amend", summary: "Changes it.", citation: "nowhere",
    stages: [
      .emits("PMS_MSP_104"),
      .does { act in
        act.object.spec = act.desired
        act.object.status.readings += 1
      },
    ]
  ) { _ in .null }

  package static func route(from stored: Stored<Meter>?, to desired: Spec?) -> Operation<Meter>? {
    guard let stored else { return creation }
    guard let desired else { return nil }
    return stored.spec.node == desired.node ? nil : amendment
  }
}

extension Catalog {
  /// The standard catalogue and meters.
  package static var withMeters: Catalog {
    Catalog(
      kinds: [Meter.self] + standard.kinds, sections: standard.sections, version: 1, events: standard.events,
      codes: standard.codes)
  }
}

/// Manifests of meters, many to a file.
package func meters(_ numbers: some Sequence<Int>, district: (Int) -> Int = { $0 % 7 }, lost: Set<Int> = []) -> String {
  numbers.map { number in
    """
    apiVersion: partnerctl/v1
    kind: Meter
    metadata: {name: m-\(number)}
    spec: {serial: "s\(number)", district: "d\(district(number))"\(lost.contains(number) ? ", lost: true" : "")}

    """
  }
  .joined(separator: "---\n")
}
