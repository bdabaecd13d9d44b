/// What one piece of work cost.
struct Measurement {
  /// From the start to the end, by the wall clock.
  var wallSeconds: Double
  /// Of all processors, in user and in system mode.
  var cpuSeconds: Double
  /// The most memory that was resident; zero where it is not the work's own.
  var peakBytes: Int

  /// Two pieces of work, one after the other.
  static func + (first: Measurement, second: Measurement) -> Measurement {
    Measurement(
      wallSeconds: first.wallSeconds + second.wallSeconds, cpuSeconds: first.cpuSeconds + second.cpuSeconds,
      peakBytes: max(first.peakBytes, second.peakBytes))
  }
}

/// The same figure of several runs.
struct Figures {
  let least: Double
  let median: Double
  let most: Double

  init(_ samples: [Double]) {
    precondition(!samples.isEmpty, "there must have been a run")
    let sorted = samples.sorted()
    let middle = sorted.count / 2
    least = sorted[0]
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    most = sorted[sorted.count - 1]
  }
}

/// A piece of work that was measured several times.
struct Measured {
  /// As JSON names it.
  let name: String
  /// What was done, as the person at the keyboard would type it.
  let command: String
  private(set) var samples: [Measurement] = []

  init(_ name: String, command: String) {
    self.name = name
    self.command = command
  }

  mutating func add(_ sample: Measurement) { samples.append(sample) }

  var wallSeconds: Figures { Figures(samples.map(\.wallSeconds)) }
  var cpuSeconds: Figures { Figures(samples.map(\.cpuSeconds)) }
  /// Nil where it was not measured.
  var peakBytes: Figures? {
    samples.contains { $0.peakBytes == 0 } ? nil : Figures(samples.map { Double($0.peakBytes) })
  }
}
