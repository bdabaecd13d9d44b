import Glibc

/// The program: measures what users run beside the limits of the machine it runs on.
enum Bench {
  /// Runs one command line, without the program's own name, and returns the exit code.
  static func run(_ words: [String]) -> Int32 {
    do {
      let arguments = try Arguments(words)
      if arguments.isHelp {
        print(Arguments.help, terminator: "")
      } else {
        print(try measure(arguments), terminator: "")
      }
      return 0
    } catch {
      say(error.message)
      return error.exitCode
    }
  }

  /// Does everything in a scratch folder and returns the report.
  private static func measure(_ arguments: Arguments) throws(BenchError) -> String {
    Interruption.watch()
    let program = if let named = arguments.partnerctl { named } else { try Files.beside("partnerctl") }
    let scratch = try ScratchFolder(in: arguments.scratch, isKept: arguments.isKept)
    let tools = Tools(partnerctl: program, scratch: scratch.path, threads: arguments.threads)
    let outcome = Result { () throws(BenchError) -> String in
      if arguments.growth.isEmpty {
        let report = try Scenario(arguments, tools: tools).run()
        return arguments.format == .json ? report.json : report.text
      }
      let growth = try Growth(arguments, tools: tools)
      return arguments.format == .json ? growth.json : growth.text
    }
    try scratch.close(tools)
    if arguments.isKept { say("everything is kept in \(scratch.path)") }
    return try outcome.get()
  }

  private static func say(_ words: String) {
    let line = "partnerctl-bench: \(words)\n"
    _ = line.utf8.withContiguousStorageIfAvailable { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Why nothing, or no more, can be measured.
enum BenchError: Error {
  /// The command line was used wrongly.
  case usage(String)
  /// The machine did not do what was asked of it.
  case system(String)
  /// A command ended otherwise than it should have, and what it said to that.
  case failed(command: String, said: String)
  case interrupted(signal: Int32)

  var message: String {
    switch self {
    case .usage(let fault): return "\(fault)\n  hint: partnerctl-bench --help lists the options"
    case .system(let fault): return fault
    case .failed(let command, let said): return "failed: \(command)\n\(said)"
    case .interrupted: return "interrupted"
    }
  }

  var exitCode: Int32 {
    switch self {
    case .usage: return 64
    case .system, .failed: return 1
    case .interrupted(let signal): return 128 + signal
    }
  }

  /// What the system said to the last call that failed.
  static func errno(_ what: String) -> BenchError { .system("\(what): \(String(cString: strerror(Glibc.errno)))") }
}
