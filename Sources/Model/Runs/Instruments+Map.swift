import Synchronization

extension Instruments {
  /// The same as the items' own `map`, but many at once where there are several cores.
  ///
  /// - Parameter grain: how many items make a piece of work that is worth handing to another thread, some tens of
  ///   microseconds; no more items than that are worth none.
  package func map<Item: Sendable, Output: Sendable>(
    _ items: [Item], grain: Int = 32, _ transform: @escaping @Sendable (Item) -> Output
  ) -> [Output] {
    guard items.count > grain else { return items.map(transform) }
    let pieces = Pieces<Output>(count: (items.count + grain - 1) / grain)
    concurrently(pieces.count) { number in
      pieces.put(items[number * grain..<min((number + 1) * grain, items.count)].map(transform), at: number)
    }
    return pieces.joined
  }
}

/// Parts of a list that are made in any order.
private final class Pieces<Element: Sendable>: Sendable {
  let count: Int
  private let pieces: Mutex<[[Element]]>

  init(count: Int) {
    self.count = count
    pieces = Mutex(Array(repeating: [], count: count))
  }

  func put(_ piece: [Element], at number: Int) { pieces.withLock { $0[number] = piece } }

  /// The whole, once every piece is there.
  var joined: [Element] { Array(pieces.withLock { $0 }.joined()) }
}
