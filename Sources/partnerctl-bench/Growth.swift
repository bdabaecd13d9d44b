import Glibc
import Model

/// Compares the cost of small pieces of work between registries that hold more and more objects.
///
/// What is measured is processor time, the least of several runs: such work waits for the disk as long as it computes,
/// and whatever else the machine does only adds to it.
struct Growth {
  /// One piece of work, and its cost in each registry.
  struct Row {
    let name: String
    let command: String
    var cost: [Measured] = []

    /// How many times as much the last registry costs as the first.
    var ratio: Double {
      guard let first = cost.first, let last = cost.last else { return 1 }
      return last.cpuSeconds.least / first.cpuSeconds.least
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
    var subjects: [GrowingRegistry] = []
    for (number, mix) in mixes.enumerated() {
      let registry = Registry(folder: "\(tools.scratch)/growth-\(number)", isBare: isBare, tools: tools)
      try registry.make(mix)
      try registry.reconcile()
      subjects.append(GrowingRegistry(registry: registry, mix: mix))
    }
    try measure(&subjects)
  }

  private mutating func measure(_ subjects: inout [GrowingRegistry]) throws(BenchError) {
    let kinds = mixes.first?.parts.map(\.kind) ?? []
    try add("noop", command: "reconcile, nothing to do", to: &subjects) { subject, _ throws(BenchError) in
      try subject.registry.reconcile()
    }
    for (index, kind) in kinds.enumerated() {
      let name = kind.name
      try add("change\(name)", command: "reconcile, one more \(name)", to: &subjects) {
        subject, _ throws(BenchError) in
        try subject.addObject(subject.mix.parts[index])
        return try subject.registry.reconcile()
      }
      for way in GrowingRegistry.ways(of: kind) {
        try add("get\(name)By\(way.name)", command: "get \(name), by \(way.title)", to: &subjects) {
          subject, _ throws(BenchError) in
          let word = try subject.word(way, for: subject.mix.parts[index])
          return try subject.registry.partnerctl("get", name, word)
        }
      }
    }
    for subject in subjects { try subject.addFault() }
    try add("standingFault", command: "reconcile, a standing fault", to: &subjects) {
      subject, _ throws(BenchError) in
      try subject.registry.reconcile(expecting: 1)
    }
    for (index, kind) in kinds.enumerated() {
      let name = kind.name
      try add("change\(name)BesideFault", command: "reconcile, one more \(name) beside it", to: &subjects) {
        subject, _ throws(BenchError) in
        try subject.addObject(subject.mix.parts[index])
        return try subject.registry.reconcile(expecting: 1)
      }
    }
    for subject in subjects {
      try subject.removeFault()
      try subject.shortenKeys()
    }
    try add("deadline", command: "reconcile, a deadline has passed", to: &subjects) {
      subject, number throws(BenchError) in
      try subject.issueKey(number)
      return try subject.passDeadline(number)
    }
  }

  /// Measures a piece of work in each registry in turn, so that whatever else the machine does concerns all of them.
  private mutating func add(
    _ name: String, command: String, to subjects: inout [GrowingRegistry],
    body: (_ subject: inout GrowingRegistry, _ number: Int) throws(BenchError) -> Measurement
  ) throws(BenchError) {
    var row = Row(name: name, command: command)
    row.cost = subjects.map { _ in Measured(name, command: command) }
    for number in 0..<runs {
      for index in subjects.indices { row.cost[index].add(try body(&subjects[index], number)) }
    }
    rows.append(row)
  }
}

/// A registry to which objects are added while it is measured.
private struct GrowingRegistry {
  /// A way by which `get` finds an object.
  enum Way {
    case name, id, serialNumber

    var name: String {
      switch self {
      case .name: "Name"
      case .id: "ID"
      case .serialNumber: "SerialNumber"
      }
    }

    var title: String {
      switch self {
      case .name: "name"
      case .id: "id"
      case .serialNumber: "serial number"
      }
    }
  }

  /// The ways that a kind has.
  static func ways(of kind: any ResourceKind.Type) -> [Way] {
    [.name, .id] + (Mix.hasFurtherNames(kind) ? [.serialNumber] : [])
  }

  /// The time after which a licence key has ended.
  private static let keyDays = 2

  let registry: Registry
  let mix: Mix
  /// The time of the first key: later than every run before it.
  private let start = Instant(seconds: Int64(time(nil))).adding(days: 1)
  /// How many objects of each kind were added.
  private var added: [String: Int] = [:]
  /// The ids of the objects that are found by them, by kind.
  private var ids: [String: String] = [:]

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

  /// The word by which `get` finds the object in the middle of a kind.
  mutating func word(_ way: Way, for part: Mix.Part) throws(BenchError) -> String {
    let number = part.count / 2
    switch way {
    case .name: return try part.name(number)
    // The samples of such kinds have their number as that value.
    case .serialNumber: return String(number)
    case .id:
      if let known = ids[part.kind.name] { return known }
      let stored = try registry.output("get", part.kind.name, try part.name(number), "-o", "json")
      let id = try GrowingRegistry.id(of: stored)
      ids[part.kind.name] = id
      return id
    }
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
