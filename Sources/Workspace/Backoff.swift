import Glibc

/// Delays between attempts to move a branch that others move too.
enum Backoff {
  /// Waits longer after every lost race, and for a random part of that time, so that the losers do not collide again.
  static func pause(after attempt: Int) {
    usleep(UInt32.random(in: 20_000...100_000) * UInt32(attempt))
  }
}
