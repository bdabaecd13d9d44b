import Model

extension Report {
  /// For people.
  var text: String {
    """
    \(subject.text)

    \(measurements)

    \(machine)

    \(judgement)

    """
  }

  private var measurements: String {
    let rows = work.all.map { [$0.command] + Report.cells($0.wallSeconds) + Report.costs($0) }
    return Table(["partnerctl", "wall", "least", "most", "CPU", "peak"], rows: rows).text
  }

  private var machine: String {
    let rows = limits.all.map { [$0.command] + Report.cells($0.wallSeconds) + Report.costs($0) }
    let speed = limits.signaturesPerSecond
    let signatures = subject.mix.signatureCount
    let signing = [
      "\(Words.counted(signatures, "signature")), openssl speed rsa2048",
      Words.seconds(limits.signingSeconds(signatures)), Words.seconds(Double(signatures) / speed.most),
      Words.seconds(Double(signatures) / speed.least), "\(Words.grouped(Int(speed.median)))/s", "",
    ]
    return Table(["the machine", "wall", "least", "most", "CPU", "peak"], rows: rows + [signing]).text
  }

  private var judgement: String {
    let rows = targets.map { target in
      let word = target.unit == .seconds ? Words.seconds : Words.bytes
      return [
        target.title, word(target.measured), word(target.limit), Words.fixed(target.ratio, decimals: 2),
        target.isMet ? "met" : "missed", target.rule,
      ]
    }
    return Table(["target", "measured", "at most", "ratio", "", ""], rows: rows, leftAligned: [0, 4, 5]).text
  }

  private static func cells(_ figures: Figures) -> [String] {
    [figures.median, figures.least, figures.most].map(Words.seconds)
  }

  private static func costs(_ measured: Measured) -> [String] {
    [Words.seconds(measured.cpuSeconds.median), measured.peakBytes.map { Words.bytes($0.median) } ?? ""]
  }
}

extension Subject {
  fileprivate var text: String {
    let kinds = mix.parts.map { "\($0.kind.name) \(Words.grouped($0.count))" }.joined(separator: ", ")
    let place = isBare ? "bare repository" : "working tree"
    return """
      \(Words.line(program)) on \(Words.counted(processors, "processor")), \(Words.counted(threads, "thread")), \(place)
      \(kinds): \(Words.counted(mix.objectCount, "object")), \(Words.counted(mix.signatureCount, "signature")), \
      \(Words.counted(manifests.files, "manifest file")), \(Words.bytes(Double(manifests.bytes)))
      medians of \(Words.counted(runs, "run"))
      """
  }
}

extension Growth {
  /// For people.
  var text: String {
    """
    \(Words.line(program)), \(isBare ? "bare repositories" : "working trees")
    processor time, the least of \(Words.counted(runs, "run"))

    \(table)

    """
  }

  private var table: String {
    let heads = mixes.map { Words.counted($0.objectCount, "object") }
    let rows = rows.map { row in
      [row.command] + row.cost.map { Words.seconds($0.cpuSeconds.least) }
        + [Words.fixed(row.ratio, decimals: 2), row.ratio <= Growth.limit ? "met" : "missed"]
    }
    let limit = Words.fixed(Growth.limit, decimals: 1)
    return Table(
      ["partnerctl"] + heads + ["ratio", "at most \(limit)"], rows: rows, leftAligned: [0, heads.count + 2]
    ).text
  }
}

/// Columns of words, numbers to the right.
private struct Table {
  private let rows: [[String]]
  private let leftAligned: Set<Int>

  init(_ head: [String], rows: [[String]], leftAligned: Set<Int> = [0]) {
    self.rows = [head] + rows
    self.leftAligned = leftAligned
  }

  var text: String {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let blank = String(repeating: " ", count: widths[column] - row[column].count)
        return leftAligned.contains(column) ? row[column] + blank : blank + row[column]
      }
      return Words.line(cells.joined(separator: "  "))
    }
    .joined(separator: "\n")
  }
}
