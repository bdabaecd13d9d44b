import Model

/// What is measured, in the order in which it is.
///
/// Where it can be, work and its limit are measured in turns, so that a machine that is busy for a while is so for both.
struct Scenario {
  private let mix: Mix
  private let runs: Int
  private let tools: Tools
  private let seed: Registry

  init(_ arguments: Arguments, tools: Tools) {
    mix = arguments.mix
    runs = arguments.runs
    self.tools = tools
    seed = Registry(folder: "\(tools.scratch)/seed", isBare: arguments.isBare, tools: tools)
  }

  func run() throws(BenchError) -> Report {
    let version = try repeated("version", command: "partnerctl version") { () throws(BenchError) in
      try tools.run(tools.partnerctl, words: ["version"])
    }
    try seed.make(mix)
    let (validate, validateAlone) = try validation()
    let (cold, rate, registry) = try coldRuns()
    let (noop, revParse) = try noopRuns(registry)
    let plan = try repeated("plan", command: "partnerctl plan") { () throws(BenchError) in
      try registry.partnerctl("plan")
    }
    let verify = try repeated("verify", command: "partnerctl verify") { () throws(BenchError) in
      try registry.partnerctl("verify")
    }
    let commitState = try stateCommits(registry)
    let (change, commitFile) = try changes(registry)
    let events = try LibyamlEvents.measured(mix, in: seed, runs: runs)
    return Report(
      subject: Subject(
        program: try tools.output(of: tools.partnerctl, words: ["version"]), mix: mix, manifests: events.size,
        runs: runs,
        isBare: seed.isBare, processors: tools.processors, threads: tools.workers),
      work: Work(
        version: version, validate: validate, validateAlone: validateAlone, cold: cold, noop: noop, plan: plan,
        verify: verify, change: change),
      limits: Limits(
        events: events.measured, signaturesPerSecond: rate, commitState: commitState, revParse: revParse,
        commitFile: commitFile))
  }

  private func repeated(
    _ name: String, command: String, body: () throws(BenchError) -> Measurement
  ) throws(BenchError) -> Measured {
    var measured = Measured(name, command: command)
    for _ in 0..<runs { measured.add(try body()) }
    return measured
  }

  /// Manifests in the working tree; in a bare repository, which has none, at the tip.
  private func validation() throws(BenchError) -> (Measured, alone: Measured) {
    let revision = seed.isBare ? "HEAD" : nil
    let command = "partnerctl validate" + (revision.map { " --rev \($0)" } ?? "")
    func validate(_ variables: [String: String]) throws(BenchError) -> Measurement {
      guard let revision else { return try seed.partnerctl("validate", variables: variables) }
      return try seed.partnerctl("validate", "--rev", revision, variables: variables)
    }
    let all = try repeated("validate", command: command) { () throws(BenchError) in try validate([:]) }
    let alone = try repeated("validateOneThread", command: "PARTNERCTL_THREADS=1 \(command)") { () throws(BenchError) in
      try validate(["PARTNERCTL_THREADS": "1"])
    }
    return (all, alone)
  }

  /// First runs, each in a repository that has seen none; the last of them is handed on.
  ///
  /// Nothing is removed before the end: for some seconds ext4 passes over the places of removed files one by one, and
  /// the next run would be slowed down by it.
  private func coldRuns() throws(BenchError) -> (Measured, signaturesPerSecond: Figures, Registry) {
    var cold = Measured("coldReconcile", command: "partnerctl reconcile, the first")
    var rates: [Double] = []
    var registry = seed
    for number in 0..<runs {
      registry = try seed.copy(to: "\(tools.scratch)/cold-\(number)")
      rates.append(try OpenSSLSpeed.signaturesPerSecond(tools))
      cold.add(try moving(registry, mustMove: true) { () throws(BenchError) in try registry.partnerctl("reconcile") })
    }
    return (cold, Figures(rates), registry)
  }

  private func noopRuns(_ registry: Registry) throws(BenchError) -> (Measured, revParse: Measured) {
    var noop = Measured("noopReconcile", command: "partnerctl reconcile, nothing to do")
    var revParse = Measured("gitRevParse", command: "git rev-parse HEAD")
    for _ in 0..<runs {
      revParse.add(try registry.git("rev-parse", "HEAD"))
      noop.add(try moving(registry, mustMove: false) { () throws(BenchError) in try registry.partnerctl("reconcile") })
    }
    return (noop, revParse)
  }

  /// One more object, run after run: git commits its manifest, and partnerctl the result.
  private func changes(_ registry: Registry) throws(BenchError) -> (Measured, commitFile: Measured) {
    var change = Measured("oneChange", command: "partnerctl reconcile, one change")
    var commitFile = Measured("gitCommitFile", command: "git commit of that one file")
    for number in 0..<runs {
      let (path, text) = mix.change(number)
      try Files.write(text, to: "\(registry.workTree)/\(path)", appending: true)
      commitFile.add(try registry.git("commit", "-q", "-m", "One more", "--", path))
      change.add(try moving(registry, mustMove: true) { () throws(BenchError) in try registry.partnerctl("reconcile") })
    }
    return (change, commitFile)
  }

  /// What git takes for the files that the first run wrote, each time in a new repository.
  private func stateCommits(_ registry: Registry) throws(BenchError) -> Measured {
    let state = RegistrySettings().state
    var commit = Measured("gitCommitState", command: "git add -A && git commit of the same state")
    for number in 0..<runs {
      let other = Registry(folder: "\(tools.scratch)/state-\(number)", isBare: false, tools: tools)
      try tools.run("git", words: ["init", "-q", "-b", "main", other.repository])
      try registry.git(
        "--work-tree=\(other.workTree)", "checkout", "-q", "HEAD", "--", ":/\(state)",
        variables: ["GIT_INDEX_FILE": "\(other.folder)/index"])
      commit.add(try other.git("add", "-A") + other.git("commit", "-q", "-m", "State"))
    }
    return commit
  }

  /// Measures a run that must move the branch, or must not: otherwise something else was measured than is said.
  private func moving(
    _ registry: Registry, mustMove: Bool, body: () throws(BenchError) -> Measurement
  ) throws(BenchError) -> Measurement {
    let before = try registry.head()
    let cost = try body()
    guard try (registry.head() != before) == mustMove else {
      throw .system("partnerctl reconcile " + (mustMove ? "committed nothing" : "found something to do"))
    }
    return cost
  }
}
