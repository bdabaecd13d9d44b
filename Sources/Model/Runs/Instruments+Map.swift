import Synchronization

extension Instruments {
  /// Transforms the items in their order, on several cores if there are enough items.
  ///
  /// - Parameter grain: the number of items that are worth the work of handing them to another thread, some tens of
  ///   microseconds; a list of no more items is transformed on the calling thread.
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

/// The parts of a list, which are made in any order.
private final class Pieces<Element: Sendable>: Sendable {
  let count: Int
  private let pieces: Mutex<[[Element]]>

  init(count: Int) {
    self.count = count
    pieces = Mutex(Array(repeating: [], count: count))
  }

  func put(_ piece: [Element], at number: Int) { pieces.withLock { $0[number] = piece } }

  /// The list in order, once every part was put.
  var joined: [Element] { Array(pieces.withLock { $0 }.joined()) }
}
