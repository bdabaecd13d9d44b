/// What may be expected of partnerctl, given what the machine can do.
struct Target {
  enum Unit { case seconds, bytes }

  /// As JSON names it.
  let name: String
  let title: String
  /// Where the limit comes from.
  let rule: String
  let measured: Double
  let limit: Double
  var unit = Unit.seconds

  var ratio: Double { measured / limit }
  var isMet: Bool { measured <= limit }
}

extension Report {
  /// Medians beside medians of the same run.
  var targets: [Target] {
    [
      Target(
        name: "coldReconcile", title: "cold reconcile",
        rule: (subject.isBare ? "" : "1.1 × (") + "1.15 × signatures ÷ rate + 0.3 s per 10,000 objects"
          + (subject.isBare ? "" : ")"),
        measured: work.cold.wallSeconds.median, limit: coldLimit),
      Target(
        name: "validateOneThread", title: "validate, one thread", rule: "1.6 × libyaml's events",
        measured: work.validateAlone.wallSeconds.median, limit: 1.6 * limits.events.wallSeconds.median),
      Target(
        name: "validate", title: "validate, \(Words.counted(subject.threads, "thread"))",
        rule: subject.threads > 1 ? "1.0 × libyaml's events on one core" : "1.6 × libyaml's events",
        measured: work.validate.wallSeconds.median,
        limit: (subject.threads > 1 ? 1.0 : 1.6) * limits.events.wallSeconds.median),
      Target(
        name: "noopReconcile", title: "no-op reconcile", rule: "git rev-parse HEAD + 5 ms",
        measured: work.noop.wallSeconds.median, limit: limits.revParse.wallSeconds.median + 0.005),
      Target(
        name: "oneChange", title: "one change",
        rule: (subject.isBare ? "" : "1.3 × ") + "git commit of one file, same repository",
        measured: work.change.wallSeconds.median,
        limit: (subject.isBare ? 1 : 1.3) * limits.commitFile.wallSeconds.median),
      Target(
        name: "coldPeakBytes", title: "cold reconcile's memory", rule: "300 MB, up to 1,000,000 objects",
        measured: work.cold.peakBytes?.median ?? 0, limit: 300e6, unit: .bytes),
      Target(
        name: "version", title: "version", rule: "5 ms", measured: work.version.wallSeconds.median, limit: 0.005),
    ]
  }

  private var coldLimit: Double {
    let rest = 0.3 * Double(subject.mix.objectCount) / 10_000
    return (subject.isBare ? 1 : 1.1) * (1.15 * limits.signingSeconds(subject.mix.signatureCount) + rest)
  }
}
