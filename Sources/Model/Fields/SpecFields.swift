import Source

/// The members of a spec that the request of an operation carries.
///
/// They are named once, in the operation; what the operation compares, what it copies and what tests expect of it are
/// derived from here. The contract tests prove that every member of a spec is carried by an operation, and that only
/// such an operation changes it.
package struct SpecFields<Spec: Fielded>: Sendable {
  /// The names of the members, in the order of the field table.
  package let names: [String]
  private let fields: [Field<Spec>]

  /// Selects members of the field table.
  ///
  /// - Parameter names: members of the field table; any other name is a programming error.
  package init(_ names: [String]) {
    let all = Spec.fields
    let unknown = names.filter { name in !all.contains { ExactString.same($0.name, name) } }
    precondition(unknown.isEmpty, "\(unknown.joined(separator: ", ")) must be in the field table of the spec")
    fields = all.filter { field in names.contains { ExactString.same($0, field.name) } }
    self.names = fields.map(\.name)
  }

  /// All members of the spec.
  package static var all: SpecFields { SpecFields(Spec.fields.map(\.name)) }

  /// Tells whether two specs have equal values in these members.
  package func areSame(_ left: Spec, and right: Spec) -> Bool {
    fields.allSatisfy { $0.access.write(left) == $0.access.write(right) }
  }

  /// Copies the values of these members from one spec to another.
  package func copy(from source: Spec, to target: inout Spec) {
    for field in fields { field.access.copy(source, &target) }
  }
}

extension SpecFields: ExpressibleByArrayLiteral {
  /// Selects members of the field table by a literal; any other name is a programming error.
  package init(arrayLiteral names: String...) { self.init(names) }
}
