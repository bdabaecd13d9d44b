import Glibc
import Model

/// Compares the cost of small pieces of work between registries that hold more and more objects.
///
/// What is measured is processor time: such work waits for the disk as long as it computes, and disks vary.
struct Growth {
  /// One piece of work, and its cost in each registry.
  struct Row {
    let name: String
    let command: String
    var cost: [Measured] = []

    /// How many times as much the last registry costs as the first.
    var ratio: Double {
      guard let first = cost.first, let last = cost.last else { return 1 }
      return last.cpuSeconds.median / first.cpuSeconds.median
    }
  }

  /// The most that a row's ratio may be.
  static let limit = 1.3

  let program: String
  let runs: Int
  let isBare: Bool
  /// The mixes of the registries, the smallest first.
  let mixes: [Mix]
  private(set) var rows: [Row] = []

  init(_ arguments: Arguments, tools: Tools) throws(BenchError) {
    program = try tools.output(of: tools.partnerctl, words: ["version"])
    runs = arguments.runs
    isBare = arguments.isBare
    mixes = arguments.growth.sorted().map { arguments.mix.multiplied(by: $0) }
    for (number, mix) in mixes.enumerated() {
      let registry = Registry(folder: "\(tools.scratch)/growth-\(number)", isBare: isBare, tools: tools)
      try registry.make(mix)
      try registry.partnerctl("reconcile")
      try measure(GrowingRegistry(registry: registry, mix: mix))
    }
  }

  private mutating func measure(_ subject: GrowingRegistry) throws(BenchError) {
    var subject = subject
    try add("noop", command: "reconcile, nothing to do") { _ throws(BenchError) in try subject.registry.reconcile() }
    for part in subject.mix.parts {
      let kind = part.kind.name
      try add("change\(kind)", command: "reconcile, one more \(kind)") { _ throws(BenchError) in
        try subject.addObject(part)
        return try subject.registry.reconcile()
      }
      for word in try subject.words(for: part) {
        try add("get\(kind)By\(word.column)", command: "get \(kind), by \(word.title)") { _ throws(BenchError) in
          try subject.registry.partnerctl("get", kind, word.value)
        }
      }
    }
    try subject.addFault()
    try add("standingFault", command: "reconcile, a standing fault") { _ throws(BenchError) in
      try subject.registry.reconcile(expecting: 1)
    }
    for part in subject.mix.parts {
      let kind = part.kind.name
      try add("change\(kind)BesideFault", command: "reconcile, one more \(kind) beside it") { _ throws(BenchError) in
        try subject.addObject(part)
        return try subject.registry.reconcile(expecting: 1)
      }
    }
    try subject.removeFault()
    try subject.shortenKeys()
    try add("deadline", command: "reconcile, a deadline has passed") { number throws(BenchError) in
      try subject.issueKey(number)
      return try subject.passDeadline(number)
    }
  }

  private mutating func add(
    _ name: String, command: String, body: (_ number: Int) throws(BenchError) -> Measurement
  ) throws(BenchError) {
    var measured = Measured(name, command: command)
    for number in 0..<runs { measured.add(try body(number)) }
    if let row = rows.firstIndex(where: { $0.name == name }) {
      rows[row].cost.append(measured)
    } else {
      rows.append(Row(name: name, command: command, cost: [measured]))
    }
  }
}

/// A registry to which objects are added while it is measured.
private struct GrowingRegistry {
  /// A word by which `get` finds an object.
  struct Word {
    let column: String
    let title: String
    let value: String
  }

  /// The time after which a licence key has ended.
  private static let keyDays = 2

  let registry: Registry
  let mix: Mix
  private let start = Instant(seconds: Int64(time(nil)))
  /// How many objects of each kind were added.
  private var added: [String: Int] = [:]

  init(registry: Registry, mix: Mix) {
    self.registry = registry
    self.mix = mix
  }

  /// Commits the manifest of one more object of a kind.
  mutating func addObject(_ part: Mix.Part) throws(BenchError) {
    let (path, text) = part.further(added[part.kind.name, default: 0])
    added[part.kind.name, default: 0] += 1
    try registry.commit(text, to: path, appending: true)
  }

  /// The words by which `get` finds the object in the middle of a kind.
  func words(for part: Mix.Part) throws(BenchError) -> [Word] {
    let number = part.count / 2
    let name = try part.name(number)
    let stored = try registry.output("get", part.kind.name, name, "-o", "json")
    var words = [
      Word(column: "Name", title: "name", value: name),
      Word(column: "ID", title: "id", value: try GrowingRegistry.id(of: stored)),
    ]
    // The samples of such kinds have their number as that value.
    if part.hasFurtherNames {
      words.append(Word(column: "SerialNumber", title: "serial number", value: String(number)))
    }
    return words
  }

  /// The first `id` in JSON.
  private static func id(of json: String) throws(BenchError) -> String {
    let parts = json.split(separator: "\"", omittingEmptySubsequences: false)
    guard let place = parts.firstIndex(of: "id"), place + 2 < parts.count else { throw .system("get shows no id") }
    return String(parts[place + 2])
  }

  func addFault() throws(BenchError) {
    try registry.commit(Mix.faulty, to: "faulty.yaml")
    try registry.reconcile(expecting: 1)
  }

  func removeFault() throws(BenchError) {
    try registry.commit("", to: "faulty.yaml")
    try registry.reconcile()
  }

  /// Has licence keys end after a day: other things of the samples end after three months, of all objects at once.
  func shortenKeys() throws(BenchError) {
    try registry.commit(Mix.shortKeys, to: "registry.yaml")
    try registry.reconcile()
  }

  /// Has one more key issued.
  func issueKey(_ number: Int) throws(BenchError) {
    try registry.commit(Mix.expiring(issue: number + 1), to: "expiring.yaml")
    try registry.reconcile(at: start.adding(days: GrowingRegistry.keyDays * number))
  }

  /// Reconciles after the end of that key.
  func passDeadline(_ number: Int) throws(BenchError) -> Measurement {
    try registry.reconcile(at: start.adding(days: GrowingRegistry.keyDays * (number + 1)))
  }
}
