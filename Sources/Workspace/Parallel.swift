import Clibgit2
import Glibc
import Synchronization

/// The number of processors that work can be shared among.
package var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// The same as `map`, done on several threads, this one among them: results in the order of the items, and the error of
/// the first item that has one.
///
/// Worth its while for items that take tens of microseconds each.
///
/// - Parameter threads: how many at most; with one nothing differs from a loop.
package func parallelMap<Item: Sendable, Result: Sendable, Failure: Error>(
  _ items: [Item], threads: Int = processorCount, body: @escaping @Sendable (Item) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let count = min(threads, items.count)
  if count <= 1 { return try items.map(body) }
  let work = SharedWork(items, chunk: max(1, items.count / (count * 8)), body: body)
  // Where no thread can be had, those there are do more.
  let helpers = (1..<count).compactMap { _ in Thread { work.run() } }
  work.run()
  for helper in helpers { helper.join() }
  return try work.results()
}

/// Items that threads take in portions, in their order, until none is left or one has failed.
private final class SharedWork<Item: Sendable, Output: Sendable, Failure: Error>: Sendable {
  private let items: [Item]
  private let chunk: Int
  private let body: @Sendable (Item) throws(Failure) -> Output
  private let next = Atomic<Int>(0)
  private let hasFailed = Atomic<Bool>(false)
  /// By the portion's first index.
  private let done = Mutex<[Int: Result<[Output], Failure>]>([:])

  init(_ items: [Item], chunk: Int, body: @escaping @Sendable (Item) throws(Failure) -> Output) {
    self.items = items
    self.chunk = chunk
    self.body = body
  }

  /// A portion once taken is finished whatever happens to others: so the first failure found is the first there is.
  func run() {
    while !hasFailed.load(ordering: .relaxed) {
      let start = next.wrappingAdd(chunk, ordering: .relaxed).oldValue
      guard start < items.count else { return }
      let portion = items[start..<min(start + chunk, items.count)]
      let result = Result { () throws(Failure) in try portion.map(body) }
      if case .failure = result { hasFailed.store(true, ordering: .relaxed) }
      done.withLock { $0[start] = result }
    }
  }

  /// To be asked for when every thread has ended.
  func results() throws(Failure) -> [Output] {
    var outputs: [Output] = []
    outputs.reserveCapacity(items.count)
    for (_, portion) in done.withLock({ $0 }).sorted(by: { $0.key < $1.key }) { outputs += try portion.get() }
    return outputs
  }
}

/// A thread of the system.
private struct Thread {
  private let id: pthread_t

  private final class Task: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Bytes of stack, whatever the shell's limit says: the deepest tree that may be read needs far less.
  private static let stackSize = 8 << 20

  /// Starts a thread; nil if the system has none left. It blocks the signals that this one blocks.
  init?(_ body: @escaping @Sendable () -> Void) {
    let task = Unmanaged.passRetained(Task(body))
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Thread.stackSize)
    var id = pthread_t()
    let status = pthread_create(
      &id, &attributes,
      { argument in
        if let argument { Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body() }
        return nil
      }, task.toOpaque())
    guard status == 0 else {
      task.release()
      return nil
    }
    self.id = id
  }

  func join() { pthread_join(id, nil) }
}
