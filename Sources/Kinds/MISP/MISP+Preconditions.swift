import Model
import Source

extension MISP {
  /// The preconditions that several operations on MISPs have.
  ///
  /// Source: operations A1 to A6 and A10, with their codes.
  enum Preconditions {
    /// Requires a name that no other MISP has, rejected and inactive ones included; names are compared byte by byte.
    static func hasUniqueName(failing event: EventName) -> Stage<MISP> {
      .requires(
        Precondition(
          "misp.organizationName.unique", code: "PMS_MSP_003", message: "A MISP is already registered with name - ",
          summary: "No other MISP, rejected and inactive ones included, has the same organization name.",
          failing: event, path: "spec.organizationName",
          hint: "choose another organizationName, or change the MISP that has it"
        ) { act in
          let name = act.desired.organizationName
          let holder = act.registry.holder(of: ExactString(name), in: Indexes.name, of: MISP.self)
          guard let holder, holder != act.object.identity else { return .holds }
          return .fails(detail: name, other: holder)
        })
    }

    /// Requires that the MISP of the request's path exists.
    static func exists() -> Stage<MISP> {
      .requires(
        Precondition(
          "misp.id.known", code: "PMS_MSP_005", message: "MISP ID does not exist", summary: "The MISP exists.",
          failing: nil, path: "metadata.name",
          unreachable: "a manifest whose MISP is not stored creates it"
        ) { act in
          act.object.id.isEmpty ? .fails(detail: "  \(act.object.metadata.name)") : .holds
        })
    }
  }
}
