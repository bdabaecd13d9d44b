import Model
import Source

extension Report {
  /// For programs: `formatVersion` 1, every figure with its unit in its name.
  var json: String { String(decoding: JSONWriter.document(node, secrets: .masked), as: UTF8.self) }

  private var node: Node {
    .object([
      "formatVersion": .integer(1), "subject": subject.node, "measurements": .list(work.all.map(\.node)),
      "limits": .list(limits.all.map(\.node) + [signing]), "targets": .list(targets.map(\.node)),
    ])
  }

  private var signing: Node {
    .object([
      "name": .text("opensslSpeed"), "command": .text("openssl speed -elapsed -multi \(subject.threads) rsa2048"),
      "signaturesPerSecond": limits.signaturesPerSecond.node(decimals: 1),
      "signatures": .integer(subject.mix.signatureCount),
      "wallSeconds": .number(limits.signingSeconds(subject.mix.signatureCount), decimals: 6),
    ])
  }
}

extension Growth {
  /// For programs: `formatVersion` 1, every figure with its unit in its name.
  var json: String { String(decoding: JSONWriter.document(node, secrets: .masked), as: UTF8.self) }

  private var node: Node {
    .object([
      "formatVersion": .integer(1), "program": .text(Words.line(program)), "runs": .integer(runs),
      "isBare": .boolean(isBare), "objects": .list(mixes.map { .integer($0.objectCount) }),
      "growth": .list(
        rows.map { row in
          .object([
            "name": .text(row.name), "command": .text(row.command), "measurements": .list(row.cost.map(\.node)),
            "ratio": .number(row.ratio, decimals: 3), "isMet": .boolean(row.ratio <= Growth.limit),
          ])
        }),
    ])
  }
}

extension Subject {
  fileprivate var node: Node {
    .object([
      "program": .text(Words.line(program)),
      "mix": .list(mix.parts.map { .object(["kind": .text($0.kind.name), "objects": .integer($0.count)]) }),
      "objects": .integer(mix.objectCount), "signatures": .integer(mix.signatureCount),
      "manifestFiles": .integer(manifests.files), "manifestBytes": .integer(manifests.bytes),
      "runs": .integer(runs), "isBare": .boolean(isBare), "processors": .integer(processors),
      "threads": .integer(threads),
    ])
  }
}

extension Measured {
  fileprivate var node: Node {
    .object([
      "name": .text(name), "command": .text(command), "wallSeconds": wallSeconds.node(decimals: 6),
      "cpuSeconds": cpuSeconds.node(decimals: 6), "peakBytes": peakBytes?.node(decimals: 0) ?? .null,
    ])
  }
}

extension Figures {
  fileprivate func node(decimals: Int) -> Node {
    .object([
      "median": .number(median, decimals: decimals), "least": .number(least, decimals: decimals),
      "most": .number(most, decimals: decimals),
    ])
  }
}

extension Target {
  fileprivate var node: Node {
    let (figure, bound) =
      unit == .seconds ? ("measuredSeconds", "limitSeconds") : ("measuredBytes", "limitBytes")
    let decimals = unit == .seconds ? 6 : 0
    return .object([
      ("name", .text(name)), ("rule", .text(rule)), (figure, .number(measured, decimals: decimals)),
      (bound, .number(limit, decimals: decimals)), ("ratio", .number(ratio, decimals: 3)), ("isMet", .boolean(isMet)),
    ])
  }
}

extension Node {
  fileprivate static func number(_ value: Double, decimals: Int) -> Node {
    Node(.scalar(Scalar(text: Words.fixed(value, decimals: decimals), isPlain: true)))
  }
}
