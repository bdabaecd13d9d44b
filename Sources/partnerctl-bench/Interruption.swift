import Glibc
import Synchronization

/// A wish of the person at the keyboard, or of the system, that the run end: it ends after the command that runs, and
/// leaves nothing behind.
enum Interruption {
  /// The signal that said so; zero while there is none.
  private static let signal = Atomic<Int32>(0)

  /// Listens from now on.
  static func watch() {
    // Touched before any signal can come: a handler must not be the first to make it.
    signal.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] { handle(number) { Interruption.note($0) } }
  }

  /// Lets nothing interrupt the tidying up, and forgets what came before.
  static func ignore() {
    signal.store(0, ordering: .relaxed)
    for number in [SIGINT, SIGTERM, SIGHUP] { handle(number, handler: SIG_IGN) }
  }

  /// The signal that came; nil if none did.
  static var received: Int32? {
    let number = signal.load(ordering: .relaxed)
    return number == 0 ? nil : number
  }

  private static func note(_ number: Int32) { signal.store(number, ordering: .relaxed) }

  /// Without `SA_RESTART`, so that waiting for a command ends.
  private static func handle(_ number: Int32, handler: __sighandler_t?) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = handler
    sigaction(number, &action, nil)
  }
}
