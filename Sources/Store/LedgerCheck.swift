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
    package let trees: Recording.Trees
    /// The digest of the file's last line.
    package let head: String
    /// The audit events, which are the lines after the first.
    package let events: [Node]
  }

  private let instruments: Instruments
  private var head: String?
  private var serial = 0
  /// The runs whose files were checked, in the order of their serials.
  package private(set) var runs: [Run] = []
  /// The number of lines in these files.
  package private(set) var lineCount = 0

  /// Creates a check that expects the file of the first run.
  package init(_ instruments: Instruments) {
    self.instruments = instruments
  }

  /// Checks the file of the next run; files must be given in the order of their serials.
  package mutating func follow(_ file: String, bytes: [UInt8]) throws(Mismatch) {
    guard bytes.last == UInt8(ascii: "\n") else { throw Mismatch(file, message: "the last line is not complete") }
    var run: Run?
    var events: [Node] = []
    for (index, line) in bytes.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      let node = try read(Array(line), file: file, index: index)
      try checkChain(of: node, file: file, index: index)
      if index == 0 { run = try header(of: node, file: file) } else { events.append(node) }
      head = instruments.digest(Array(line))
      lineCount += 1
    }
    guard let run else { throw Mismatch(file, message: "the file is empty") }
    serial += 1
    runs.append(
      Run(
        serial: run.serial, file: file, at: run.at, commit: run.commit, isReconciliation: run.isReconciliation,
        trees: run.trees, head: head ?? "",
        events: events))
  }

  /// Checks that the ledger ends as `state.json` says, and that the folders are as the last run left them.
  package func finish(at header: StateHeader, trees: Recording.Trees) throws(Mismatch) {
    guard header.serial == serial else {
      throw Mismatch(StateHeader.file, message: "serial is \(header.serial), but the ledger ends with run \(serial)")
    }
    guard let last = runs.last, header.ledgerHead == last.head else {
      throw Mismatch(StateHeader.file, message: "ledgerHead is not the digest of the ledger's last line")
    }
    if let part = Recording.Trees.difference(last.trees, from: trees) {
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

  private func checkChain(of node: Node, file: String, index: Int) throws(Mismatch) {
    guard node["serial"]?.integer == serial + 1 else {
      throw Mismatch(file, line: index + 1, message: "serial must be \(serial + 1)")
    }
    guard node["sequence"]?.integer == index else {
      throw Mismatch(file, line: index + 1, message: "sequence must be \(index)")
    }
    guard let previous = node["previous"], previous.isNull ? head == nil : previous.text == head else {
      throw Mismatch(file, line: index + 1, message: "previous is not the digest of the line before")
    }
  }

  private func header(of node: Node, file: String) throws(Mismatch) -> Run {
    guard let run = node["run"], let at = run["at"]?.text.flatMap(Instant.init), let commit = run["commit"]?.text,
      let trees = run["trees"]
    else { throw Mismatch(file, line: 1, message: "the first line does not describe the run") }
    let path = "audit/\(Instant.padded(at.year, 4))/\(Instant.padded(at.month, 2))/\(serial + 1).jsonl"
    guard ExactString.same(path, file) else {
      throw Mismatch(file, line: 1, message: "a run of that time belongs in \(path)")
    }
    return Run(
      serial: serial + 1, file: file, at: at, commit: commit,
      isReconciliation: run["planDigest"]?.isNull == false, trees: Recording.Trees(reading: trees), head: "",
      events: [])
  }
}
