import Glibc
import Model
import Workspace

/// Runs the program in this process, with its arguments, environment and streams, and ends it.
package func run() -> Never {
  // A reader that went away is noticed when writing fails, not by a signal.
  signal(SIGPIPE, SIG_IGN)
  // So is a file that may not grow.
  signal(SIGXFSZ, SIG_IGN)
  occupyStandardDescriptors()
  let output = Stream(STDOUT_FILENO)
  let errors = Stream(STDERR_FILENO)
  let terminal = Terminal(
    variables: variables(),
    workingDirectory: workingDirectory(),
    isOutputTerminal: isatty(STDOUT_FILENO) == 1,
    isInputTerminal: isatty(STDIN_FILENO) == 1,
    now: Instant.now,
    ids: SystemIDs.init,
    readLine: { readLine(strippingNewline: true) },
    readSecret: { withoutEcho { readLine(strippingNewline: true) } },
    write: output.write,
    writeError: errors.write,
    outputFailure: { output.failure })
  let code = Program.run(Array(CommandLine.arguments.dropFirst()), terminal: terminal)
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

/// Does something while what is typed is not shown; the shell sees to a terminal that is left so by a signal.
private func withoutEcho<T>(_ body: () -> T) -> T {
  var before = termios()
  guard tcgetattr(STDIN_FILENO, &before) == 0 else { return body() }
  var hidden = before
  hidden.c_lflag &= ~tcflag_t(ECHO)
  hidden.c_lflag |= tcflag_t(ECHONL)
  tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
  defer { tcsetattr(STDIN_FILENO, TCSAFLUSH, &before) }
  return body()
}

/// Sees to it that no file of a repository is opened as a standard stream that was closed when the program started.
private func occupyStandardDescriptors() {
  for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
    _ = open("/dev/null", O_RDONLY)
  }
}

/// Standard output or standard error. What cannot be written is dropped: a run goes on and ends as it would have.
private final class Stream {
  private let descriptor: Int32
  private var isClosed = false
  /// Why text was lost; nil if nothing was, or if only the reader went away.
  private(set) var failure: String?

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !isClosed, !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
      } else if errno != EINTR {
        isClosed = true
        if errno != EPIPE { failure = String(cString: strerror(errno)) }
      }
    }
  }
}
