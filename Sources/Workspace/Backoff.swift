import Glibc

/// Waits between attempts to move a branch that others move too.
enum Backoff {
  /// Waits a little longer after every lost race, by a random part, so that losers do not meet again.
  static func pause(after attempt: Int) {
    usleep(UInt32.random(in: 20_000...100_000) * UInt32(attempt))
  }
}
