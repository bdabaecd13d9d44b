import Glibc
import Model
import Workspace

/// Runs the program in this process, with its arguments, environment and streams, and ends it.
package func run() -> Never {
  // A reader that went away is noticed when writing fails, not by a signal.
  signal(SIGPIPE, SIG_IGN)
  let terminal = Terminal(
    variables: variables(),
    workingDirectory: workingDirectory(),
    isOutputTerminal: isatty(STDOUT_FILENO) == 1,
    now: Instant.now,
    ids: SystemIDs.init,
    readLine: { readLine(strippingNewline: true) },
    write: { writeAll(Array($0.utf8), to: STDOUT_FILENO) },
    writeError: { writeAll(Array($0.utf8), to: STDERR_FILENO) })
  let code = Program.run(Array(CommandLine.arguments.dropFirst()), terminal)
  exit(code.rawValue)
}

// Foundation would tell the same, and double the time the program takes to start.

private func variables() -> [String: String] {
  var variables: [String: String] = [:]
  var next = environ
  while let entry = next.pointee {
    let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
    next += 1
  }
  return variables
}

private func workingDirectory() -> String {
  guard let path = getcwd(nil, 0) else { return "." }
  defer { free(path) }
  return String(cString: path)
}

/// Writes everything, or ends the process: with nobody listening there is nothing left to say.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) {
  var written = 0
  while written < bytes.count {
    let count = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress.map { $0 + written }, bytes.count - written) }
    if count < 0, errno == EINTR { continue }
    if count < 0 { exit(errno == EPIPE ? 0 : ExitCode.environment.rawValue) }
    written += count
  }
}
