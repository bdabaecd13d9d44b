/// Everything that was measured, and on what.
struct Report {
  let subject: Subject
  let work: Work
  let limits: Limits
}

struct Subject {
  /// `partnerctl version`'s answer.
  let program: String
  let mix: Mix
  let manifests: LibyamlEvents.Size
  let runs: Int
  let isBare: Bool
  let processors: Int
  let threads: Int
}

/// What partnerctl did.
struct Work {
  let version: Measured
  let validate: Measured
  /// On one thread.
  let validateAlone: Measured
  let cold: Measured
  let noop: Measured
  let plan: Measured
  let verify: Measured
  let change: Measured

  var all: [Measured] { [version, validate, validateAlone, cold, noop, plan, verify, change] }
}

/// What the machine can do.
struct Limits {
  let events: Measured
  let signaturesPerSecond: Figures
  let commitState: Measured
  let revParse: Measured
  let commitFile: Measured

  var all: [Measured] { [events, commitState, revParse, commitFile] }

  /// How long as many signatures take, and nothing else.
  func signingSeconds(_ signatures: Int) -> Double { Double(signatures) / signaturesPerSecond.median }
}
