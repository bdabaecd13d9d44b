import Glibc

/// A program that runs to its end, and what it cost.
///
/// Its peak memory is never less than that of the program that started it, which Linux counts in: so this program keeps
/// little in memory.
struct ChildProcess {
  /// A path, or a name to be found in `PATH`.
  let executable: String
  let arguments: [String]
  /// `NAME=value`.
  let environment: [String]
  /// The files that standard output and standard error are written to.
  let output: String
  let errors: String

  /// Starts it, waits for its end, and returns its exit code with the measurement; 128 and more for a signal.
  func run() throws(BenchError) -> (code: Int32, Measurement) {
    let clock = ContinuousClock()
    let start = clock.now
    let process = try spawn()
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) != process {
      guard errno == EINTR else { throw .errno(executable) }
      if Interruption.received != nil { kill(process, SIGTERM) }
    }
    let wall = start.duration(to: clock.now)
    if let signal = Interruption.received { throw .interrupted(signal: signal) }
    let cost = Measurement(
      wallSeconds: wall / .seconds(1), cpuSeconds: usage.ru_utime.seconds + usage.ru_stime.seconds,
      peakBytes: usage.ru_maxrss * 1024)
    let signal = status & 0x7F
    return (signal == 0 ? status >> 8 & 0xFF : 128 + signal, cost)
  }

  private func spawn() throws(BenchError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let flags = O_WRONLY | O_CREAT | O_TRUNC
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, flags, 0o600)
    let words = ([executable] + arguments).map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for text in words + variables { free(text) } }
    var process: pid_t = 0
    let status = posix_spawnp(&process, executable, &actions, nil, words, variables)
    guard status == 0 else {
      throw .system("\(executable) cannot be started: \(String(cString: strerror(status)))")
    }
    return process
  }
}

extension timeval {
  var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
