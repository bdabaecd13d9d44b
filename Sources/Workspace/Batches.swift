import Model

/// Transforms items on all cores, and returns the results in the order of the items.
///
/// Items are collected until they are worth the work of several cores, so that memory holds the texts of at most one
/// batch beside the results.
struct Batches<Item: Sendable, Output: Sendable> {
  /// The bytes of text in one batch.
  private static var size: Int { 8 << 20 }
  /// The bytes of text that are worth the work of another thread: some tenths of a millisecond of reading.
  private static var grain: Int { 16 << 10 }

  private let instruments: Instruments
  private let transform: @Sendable (Item) -> Output
  private var waiting: [Item] = []
  private var bytes = 0
  private var outputs: [Output] = []

  init(_ instruments: Instruments, transform: @escaping @Sendable (Item) -> Output) {
    self.instruments = instruments
    self.transform = transform
  }

  /// Adds an item whose text has a number of bytes.
  mutating func add(_ item: Item, bytes count: Int) {
    waiting.append(item)
    bytes += count
    if bytes >= Batches.size { flush() }
  }

  /// Returns the results of all items.
  mutating func finish() -> [Output] {
    flush()
    return outputs
  }

  private mutating func flush() {
    outputs += instruments.map(
      waiting, grain: max(1, waiting.count * Batches.grain / max(1, bytes)), transform)
    (waiting, bytes) = ([], 0)
  }
}
