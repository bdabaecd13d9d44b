package import Model
package import Source

/// Reads the ledger from its first line on, and recomputes every digest.
package struct LedgerCheck: Sendable {
  /// One recorded run, as its first line describes it.
  package struct Run: Sendable {
    /// The serial of the run, counted from 1.
    package let serial: Int
    /// The file of the run, relative to the state folder.
    package let file: String
    /// The time of the run.
    package let at: Instant
    /// The commit that was reconciled, in hexadecimal digits.
    package let commit: String
    /// Whether the run reconciled; false for one that only recorded a query.
    package let isReconciliation: Bool
    /// The ids of the state folder's parts after the run.
    package let trees: StateTrees
    /// The digest of the run's last line.
    package internal(set) var head: String
    /// The audit events, which are the lines after the first.
    package internal(set) var events: [Node]
    /// The number of the last part, counted from 1, and its length in bytes.
    fileprivate var lastPart = (number: 1, length: 0)
  }

  private let instruments: Instruments
  private var head: String?
  private var serial = 0
  /// The runs whose files were checked so far, in the order of their serials.
  package private(set) var runs: [Run] = []
  /// The number of lines in these files.
  package private(set) var lineCount = 0

  /// Creates a check that expects the file of the first run.
  package init(_ instruments: Instruments) {
    self.instruments = instruments
  }

  /// Checks the next file of the ledger; files must be given in the order of their serials and parts.
  package mutating func follow(_ file: String, bytes: [UInt8]) throws(Mismatch) {
    guard bytes.last == UInt8(ascii: "\n") else { throw Mismatch(file, message: "the last line is not complete") }
    let lines = bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let part = file.split(separator: "/").last.flatMap { LedgerFile(String($0)) }
    if let part, part.part > 1 {
      try continueRun(part, file: file, length: bytes.count, firstLine: lines.first?.count ?? 0)
    } else {
      try startRun(file, firstLine: lines.first ?? [])
    }
    let first = runs[runs.count - 1].lastPart.number == 1 ? 0 : runs[runs.count - 1].events.count + 1
    for (index, line) in lines.enumerated() {
      let node = try read(Array(line), file: file, index: index)
      try checkChain(of: node, file: file, index: index, sequence: first + index)
      if first + index > 0 { runs[runs.count - 1].events.append(node) }
      head = instruments.digest(Array(line))
      lineCount += 1
    }
    runs[runs.count - 1].head = head ?? ""
    runs[runs.count - 1].lastPart.length = bytes.count
  }

  private mutating func startRun(_ file: String, firstLine: ArraySlice<UInt8>) throws(Mismatch) {
    guard !firstLine.isEmpty else { throw Mismatch(file, message: "the file is empty") }
    let node = try read(Array(firstLine), file: file, index: 0)
    serial += 1
    try checkChain(of: node, file: file, index: 0, sequence: 0)
    runs.append(try header(of: node, file: file))
  }

  /// Checks that a file is the next part of the last run, and begins where the part before it was full.
  private mutating func continueRun(
    _ part: LedgerFile, file: String, length: Int, firstLine: Int
  ) throws(Mismatch) {
    guard let run = runs.last, run.serial == part.serial, run.lastPart.number + 1 == part.part,
      ExactString.same(part.path(at: run.at), file)
    else { throw Mismatch(file, message: "it does not continue the file before it") }
    guard run.lastPart.length + firstLine + 1 > LedgerFile.limit else {
      throw Mismatch(file, message: "its first line belongs in the part before it, which has room for it")
    }
    runs[runs.count - 1].lastPart.number = part.part
  }

  /// Checks that the ledger ends as `state.json` says, and that the folders are as the last run left them.
  package func finish(at header: StateHeader, trees: StateTrees) throws(Mismatch) {
    guard header.serial == serial else {
      throw Mismatch(StateHeader.file, message: "serial is \(header.serial), but the ledger ends with run \(serial)")
    }
    guard let last = runs.last, header.ledgerHead == last.head else {
      throw Mismatch(StateHeader.file, message: "ledgerHead is not the digest of the ledger's last line")
    }
    if let named = header.trees, let part = StateTrees.difference(named, from: last.trees) {
      throw Mismatch(StateHeader.file, message: "trees names another folder \(part) than run \(last.serial)")
    }
    if let part = StateTrees.difference(last.trees, from: trees) {
      throw Mismatch(last.file, line: 1, message: "the folder \(part) differs from what this run left")
    }
  }

  /// Tells whether a line has the serial, sequence and previous digest that it must have, from its bytes and without
  /// parsing it.
  ///
  /// - Parameter previous: the digest of the line before; nil for the first line, whose `previous` is in another file
  ///   and is not checked.
  package static func fits(_ line: ArraySlice<UInt8>, serial: Int, sequence: Int, previous: String?) -> Bool {
    let chain = "\"serial\":\(serial),\"sequence\":\(sequence),\"previous\":"
    guard let previous else { return line.starts(with: Array("{\(chain)".utf8)) }
    let end = Array(",\(chain)\"\(previous)\"}".utf8)
    return line.count > end.count && line.suffix(end.count).elementsEqual(end)
  }

  private func read(_ line: [UInt8], file: String, index: Int) throws(Mismatch) -> Node {
    do {
      return try JSONReader.read(line)
    } catch {
      throw Mismatch(file, line: index + 1, message: "the line is not valid JSON: \(error.message)")
    }
  }

  private func checkChain(of node: Node, file: String, index: Int, sequence: Int) throws(Mismatch) {
    guard node["serial"]?.integer == serial else {
      throw Mismatch(file, line: index + 1, message: "serial must be \(serial)")
    }
    guard node["sequence"]?.integer == sequence else {
      throw Mismatch(file, line: index + 1, message: "sequence must be \(sequence)")
    }
    guard let previous = node["previous"], previous.isNull ? head == nil : previous.text == head else {
      throw Mismatch(file, line: index + 1, message: "previous is not the digest of the line before")
    }
  }

  private func header(of node: Node, file: String) throws(Mismatch) -> Run {
    guard let run = node["run"], let at = run["at"]?.text.flatMap(Instant.init), let commit = run["commit"]?.text,
      let trees = run["trees"]
    else { throw Mismatch(file, line: 1, message: "the first line does not describe the run") }
    let path = LedgerFile(serial: serial, part: 1).path(at: at)
    guard ExactString.same(path, file) else {
      throw Mismatch(file, line: 1, message: "a run of that time belongs in \(path)")
    }
    return Run(
      serial: serial, file: file, at: at, commit: commit,
      isReconciliation: run["planDigest"]?.isNull == false, trees: StateTrees(reading: trees), head: "",
      events: [])
  }
}
