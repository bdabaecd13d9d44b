import Source

/// The members of a spec that the request of an operation carries.
///
/// Named once, in the operation: what an operation compares, what it takes over and what tests expect of it all follow
/// from here. That every member of a spec is carried by an operation, and changes by none but such, is for the contract
/// tests to prove.
package struct SpecFields<Spec: Fielded>: Sendable {
  /// In the order of the field table.
  package let names: [String]
  private let fields: [Field<Spec>]

  /// - Parameter names: Members of the field table; anything else is a programming error.
  package init(_ names: [String]) {
    let all = Spec.fields
    let unknown = names.filter { name in !all.contains { ExactString.same($0.name, name) } }
    precondition(unknown.isEmpty, "\(unknown.joined(separator: ", ")) must be in the field table of the spec")
    fields = all.filter { field in names.contains { ExactString.same($0, field.name) } }
    self.names = fields.map(\.name)
  }

  /// Every member.
  package static var all: SpecFields { SpecFields(Spec.fields.map(\.name)) }

  /// Whether two specs say the same in these members.
  package func areSame(_ left: Spec, and right: Spec) -> Bool {
    fields.allSatisfy { $0.access.write(left) == $0.access.write(right) }
  }

  /// Copies these members from one spec to another.
  package func copy(from source: Spec, to target: inout Spec) {
    for field in fields { field.access.copy(source, &target) }
  }
}

extension SpecFields: ExpressibleByArrayLiteral {
  package init(arrayLiteral names: String...) { self.init(names) }
}
