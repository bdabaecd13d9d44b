/// A value that is computed when it is first needed.
package final class Lazy<Value> {
  private let make: () -> Value
  /// The value, computed on first access.
  package private(set) lazy var value = make()

  package init(_ make: @escaping () -> Value) {
    self.make = make
  }
}
