import Glibc

/// The programs that are measured, in surroundings that are the same on every machine: no settings of the person who
/// measures reach them.
struct Tools {
  let partnerctl: String
  /// An existing folder, which is everybody's home.
  let scratch: String
  /// How many threads partnerctl may use; nil for as many as there are processors.
  let threads: Int?

  /// How many threads work, and may sign at once.
  var workers: Int { threads ?? processors }
  var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Runs a program, which must end with an exit code.
  ///
  /// - Parameter variables: what its environment has beyond that of all.
  @discardableResult
  func run(
    _ program: String, words: [String], variables: [String: String] = [:], expecting code: Int32 = 0
  ) throws(BenchError) -> Measurement {
    try run(program, words: words, variables: variables, output: "/dev/null", expecting: code)
  }

  /// The same, and what it printed.
  func output(of program: String, words: [String]) throws(BenchError) -> String {
    let file = "\(scratch)/output"
    try run(program, words: words, variables: [:], output: file)
    return String(decoding: try Files.read(file), as: UTF8.self)
  }

  func copy(_ folder: String, to other: String) throws(BenchError) {
    try run("cp", words: ["-a", "--", folder, other])
  }

  func remove(_ folder: String) throws(BenchError) { try run("rm", words: ["-rf", "--", folder]) }

  @discardableResult
  private func run(
    _ program: String, words: [String], variables: [String: String], output: String, expecting expected: Int32 = 0
  ) throws(BenchError) -> Measurement {
    if let signal = Interruption.received { throw .interrupted(signal: signal) }
    let errors = "\(scratch)/errors"
    let child = ChildProcess(
      executable: program, arguments: words,
      environment: environment.merging(variables) { $1 }.map { "\($0.key)=\($0.value)" }, output: output, errors: errors
    )
    let (code, cost) = try child.run()
    guard code == expected else {
      let said = String(decoding: try Files.read(errors), as: UTF8.self)
      throw .failed(command: ([program] + words).joined(separator: " "), said: "exit code \(code)\n\(said)")
    }
    return cost
  }

  private var environment: [String: String] {
    var variables = [
      "HOME": scratch, "XDG_CONFIG_HOME": scratch, "LC_ALL": "C", "TZ": "UTC",
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ada Registrar",
      "GIT_AUTHOR_EMAIL": "ada@registry.example", "GIT_COMMITTER_NAME": "Ada Registrar",
      "GIT_COMMITTER_EMAIL": "ada@registry.example",
    ]
    // What finds programs and their libraries.
    for name in ["PATH", "LD_LIBRARY_PATH", "TMPDIR"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    if let threads { variables["PARTNERCTL_THREADS"] = String(threads) }
    return variables
  }
}
