import Glibc

extension GitProgram {
  /// A running command and the pipes that it prints to.
  ///
  /// Foundation's `Process` is not used: it considers a command running until every helper that the command left
  /// behind has ended too.
  struct Child: ~Copyable {
    private(set) var output: Stream
    private(set) var errors: Stream
    private let process: pid_t
    /// The status that `waitpid` reported, once the process has ended.
    private var status: Int32?

    /// Starts a program with no input; `nil` if it cannot be started.
    init?(_ executable: String, arguments: [String], environment: [String]) {
      guard let output = Self.pipe() else { return nil }
      guard let errors = Self.pipe() else {
        close(output.read)
        close(output.write)
        return nil
      }
      let process = Self.spawn(executable, arguments, environment, printingTo: output.write, and: errors.write)
      close(output.write)
      close(errors.write)
      guard let process else {
        close(output.read)
        close(errors.read)
        return nil
      }
      self.output = Stream(output.read)
      self.errors = Stream(errors.read)
      self.process = process
    }

    deinit {
      close(output.descriptor)
      close(errors.descriptor)
    }

    /// Reads both pipes at the same time, as a program that fills one would otherwise wait forever.
    ///
    /// - Returns: Zero for success, another number for failure; `nil` if the process did not end in time.
    mutating func finish(within timeout: Duration) -> Int32? {
      let clock = ContinuousClock()
      let deadline = clock.now + timeout
      // A helper that stays in the background may hold a pipe open after git itself has ended.
      var patience = clock.now + timeout
      while output.isOpen || errors.isOpen, clock.now < min(deadline, patience) {
        if status == nil, hasEnded(waiting: false) { patience = clock.now + .milliseconds(300) }
        readSome(waiting: 50)
      }
      while !hasEnded(waiting: false) {
        guard clock.now < deadline else { return nil }
        usleep(500)
      }
      return status
    }

    /// Stops a command that took too long: first by a signal that lets it end its own children, then by one that it
    /// cannot ignore.
    mutating func stop() {
      kill(process, SIGTERM)
      for _ in 0..<200 where !hasEnded(waiting: false) { usleep(10_000) }
      guard status == nil else { return }
      kill(process, SIGKILL)
      _ = hasEnded(waiting: true)
    }

    private mutating func hasEnded(waiting: Bool) -> Bool {
      guard status == nil else { return true }
      var found: Int32 = 0
      switch waitpid(process, &found, waiting ? 0 : WNOHANG) {
      case process: status = found
      case -1 where errno != EINTR: status = -1
      default: break
      }
      return status != nil
    }

    private mutating func readSome(waiting milliseconds: Int32) {
      var polled = [output, errors].map { stream in
        pollfd(fd: stream.isOpen ? stream.descriptor : -1, events: Int16(POLLIN), revents: 0)
      }
      guard poll(&polled, nfds_t(polled.count), milliseconds) > 0 else { return }
      if polled[0].revents != 0 { output.readSome() }
      if polled[1].revents != 0 { errors.readSome() }
    }

    /// Opens a pipe that no other program inherits. Its descriptors are above the standard ones, some of which may be
    /// closed.
    private static func pipe() -> (read: Int32, write: Int32)? {
      var ends: [Int32] = [-1, -1]
      guard Glibc.pipe(&ends) == 0 else { return nil }
      let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
      for end in ends { close(end) }
      if moved.contains(-1) {
        for end in moved where end >= 0 { close(end) }
        return nil
      }
      return (moved[0], moved[1])
    }

    private static func spawn(
      _ executable: String, _ arguments: [String], _ environment: [String],
      printingTo output: Int32, and errors: Int32
    ) -> pid_t? {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_adddup2(&actions, output, 1)
      posix_spawn_file_actions_adddup2(&actions, errors, 2)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      // Ignored signals would be inherited, and let git write to a closed connection.
      var defaults = sigset_t()
      sigemptyset(&defaults)
      sigaddset(&defaults, SIGPIPE)
      sigaddset(&defaults, SIGXFSZ)
      posix_spawnattr_setsigdefault(&attributes, &defaults)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
      let words = arguments.map { strdup($0) } + [nil]
      let variables = environment.map { strdup($0) } + [nil]
      defer { for text in words + variables { free(text) } }
      var process: pid_t = 0
      guard posix_spawn(&process, executable, &actions, &attributes, words, variables) == 0 else { return nil }
      return process
    }
  }

  /// The reading end of one pipe, and the bytes read from it.
  struct Stream {
    fileprivate let descriptor: Int32
    fileprivate private(set) var isOpen = true
    private var bytes: [UInt8] = []

    fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Reads the available bytes; those beyond four megabytes are dropped.
    fileprivate mutating func readSome() {
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(descriptor, &chunk, chunk.count)
      if count > 0 {
        bytes += chunk[..<min(count, 4_194_304 - bytes.count)]
      } else if count == 0 || errno != EINTR {
        isOpen = false
      }
    }
  }
}
