import Model

/// Work on texts that is done on all cores, and gives its results in the order of the texts.
///
/// Texts wait until they are worth the work of several cores, and no longer: so there are never more of them in memory
/// than one batch holds, beside what was made of the others.
struct Batches<Item: Sendable, Output: Sendable> {
  /// Bytes of text in one batch.
  private static var size: Int { 8 << 20 }
  /// Bytes of text that are worth handing to another thread: some tenths of a millisecond of reading.
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

  /// Takes one more item, whose text is so many bytes long.
  mutating func add(_ item: Item, bytes count: Int) {
    waiting.append(item)
    bytes += count
    if bytes >= Batches.size { flush() }
  }

  /// The results of all items.
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
