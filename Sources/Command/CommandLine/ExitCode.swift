/// How a command ended; the contract with scripts and CI.
package enum ExitCode: Int32, Sendable {
  case done = 0
  /// The input has errors; what was valid has still been reconciled, unless `--atomic`.
  case faults = 1
  /// `plan --detailed-exitcode`: there are changes.
  case changes = 2
  /// Refused, nothing changed.
  case refused = 3
  /// The environment failed: repository, disk, remote, key.
  case environment = 4
  case usage = 64
}
