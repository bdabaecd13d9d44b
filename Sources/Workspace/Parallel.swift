import Clibgit2
import Glibc
import Synchronization

/// The number of processors among which work can be divided.
package var processorCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

/// Transforms items on several threads, one of which is the caller's.
///
/// Results are in the order of the items, and the error thrown is that of the first item that has one. It is worth it
/// for items that take tens of microseconds each.
///
/// - Parameter threads: the most threads; with one it works like `map`.
package func parallelMap<Item: Sendable, Result: Sendable, Failure: Error>(
  _ items: [Item], threads: Int = processorCount, body: @escaping @Sendable (Item) throws(Failure) -> Result
) throws(Failure) -> [Result] {
  let count = min(threads, items.count)
  if count <= 1 { return try items.map(body) }
  let work = SharedWork(items, chunk: max(1, items.count / (count * 8)), body: body)
  // If the system has no more threads, the existing ones do more of the work.
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
  /// The results by the first index of the portion.
  private let done = Mutex<[Int: Result<[Output], Failure>]>([:])

  init(_ items: [Item], chunk: Int, body: @escaping @Sendable (Item) throws(Failure) -> Output) {
    self.items = items
    self.chunk = chunk
    self.body = body
  }

  /// Processes portions. A portion that was started is finished even if another has failed, so the first failure
  /// found is the first of all.
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

  /// The results of all items; to be called after all threads have ended.
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

  /// The bytes of stack, whatever the shell's limit is: reading the deepest allowed tree needs far less.
  private static let stackSize = 8 << 20

  /// Starts a thread, which blocks the same signals as the current one; nil if the system has none left.
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
