/// Text that compares, sorts and hashes by its UTF-8 bytes, as git, file systems and digests do.
///
/// Swift's `String` treats canonically equivalent text (é as one or two code points) as equal; names, mapping keys and
/// paths must not, or two files that git keeps apart would become one object.
package struct ExactString: Sendable {
  /// The text as Swift's `String`, which must not be compared by `==` where bytes matter.
  package let text: String

  /// Wraps a text; nothing is normalised.
  package init(_ text: String) {
    self.text = text
  }

  /// Tells whether two texts have the same bytes.
  package static func same(_ left: String, _ right: String) -> Bool {
    let left = left.utf8
    let right = right.utf8
    guard left.count == right.count else { return false }
    let same = left.withContiguousStorageIfAvailable { left in
      right.withContiguousStorageIfAvailable { right in
        // Elementwise on raw memory; the generic comparison costs ten times as much.
        for index in left.indices where left[index] != right[index] { return false }
        return true
      }
    }
    return same.flatMap { $0 } ?? left.elementsEqual(right)
  }

  /// Tells whether `left` sorts before `right` byte by byte, which is code point order.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let left = left.utf8
    let right = right.utf8
    let precedes = left.withContiguousStorageIfAvailable { left in
      right.withContiguousStorageIfAvailable { right in
        // On raw memory, as in `same`.
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
          return left[index] < right[index]
        }
        return left.count < right.count
      }
    }
    return precedes.flatMap { $0 } ?? left.lexicographicallyPrecedes(right)
  }
}

extension ExactString: Hashable, Comparable {
  package static func == (left: ExactString, right: ExactString) -> Bool { same(left.text, right.text) }
  package static func < (left: ExactString, right: ExactString) -> Bool { precedes(left.text, right.text) }

  /// Hashes the UTF-8 bytes, so that canonically equivalent texts have different hashes.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(0xFF as UInt8)
  }
}

extension ExactString: ExpressibleByStringLiteral, CustomStringConvertible {
  /// Wraps a literal, such as `"spec"`.
  package init(stringLiteral value: String) { self.init(value) }
  /// The text itself.
  package var description: String { text }
}
