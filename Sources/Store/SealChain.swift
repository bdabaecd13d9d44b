package import Model

/// Verifies the seals of a state, from the last one back to the first, or to one that is known to be verified.
package struct SealChain {
  private let instruments: Instruments
  /// Reads the file of a run's seal; nil if there is none.
  private let bytes: (_ serial: Int) throws(Mismatch) -> [UInt8]?
  /// Tells whether the seal with this digest, and hence each before it, was verified earlier.
  private let isKnown: (_ digest: String) -> Bool
  /// Finds the lowest number of a run whose seal is there; nil if there is none.
  private let lowest: () throws(Mismatch) -> Int?

  /// Creates a reader of one state's seals.
  package init(
    by instruments: Instruments, isKnown: @escaping (_ digest: String) -> Bool = { _ in false },
    lowest: @escaping () throws(Mismatch) -> Int?, bytes: @escaping (_ serial: Int) throws(Mismatch) -> [UInt8]?
  ) {
    self.lowest = lowest
    self.instruments = instruments
    self.isKnown = isKnown
    self.bytes = bytes
  }

  /// Reads the seal of a run and verifies its signature; nil if there is none.
  package func seal(_ serial: Int) throws(Mismatch) -> Seal.Found? {
    guard let bytes = try bytes(serial) else { return nil }
    return try Seal.read(bytes, serial: serial, by: instruments)
  }

  /// Verifies that each seal up to that of a run was signed by a key that the seal before it names; the first by one
  /// that it names itself. The first is the one with the lowest number of all that are there: otherwise a chain could
  /// begin anew behind the seals of others.
  ///
  /// - Returns: The last seal.
  package func verify(upTo serial: Int) throws(Mismatch) -> Seal.Found {
    guard let last = try seal(serial) else {
      throw Mismatch(Seal.path(serial: serial), message: "the seal of run \(serial) is missing")
    }
    var found = last
    while !isKnown(found.digest) {
      guard let digest = found.seal.previous else {
        guard try lowest() == found.seal.serial else {
          throw Mismatch(
            Seal.path(serial: found.seal.serial), message: "it begins a chain of its own behind seals of other runs")
        }
        try check(found, mayBeSignedBy: found.seal.runners, namedBy: "it names itself")
        return last
      }
      let file = Seal.path(serial: found.seal.serial)
      guard let before = try seal(found.seal.serial - 1) else {
        throw Mismatch(file, message: "the seal before it is missing")
      }
      guard before.digest == digest, before.seal.lineage == found.seal.lineage else {
        throw Mismatch(file, message: "it does not follow the seal before it")
      }
      guard before.seal.time < found.seal.time else {
        throw Mismatch(file, message: "its time is not later than that of the seal before it")
      }
      try check(found, mayBeSignedBy: before.seal.runners, namedBy: "seal \(before.seal.serial) names")
      found = before
    }
    return last
  }

  private func check(
    _ found: Seal.Found, mayBeSignedBy runners: [Seal.Runner], namedBy words: String
  ) throws(Mismatch) {
    guard runners.contains(where: { $0.key == found.signer }) else {
      throw Mismatch(
        Seal.path(serial: found.seal.serial), message: "it is signed by a key that is not one that \(words)")
    }
  }

  /// Verifies that the last seal covers a state, and that the chain leads back to its beginning.
  ///
  /// - Parameters:
  ///   - header: what `state.json` says.
  ///   - digest: the digest of `state.json`.
  ///   - tree: the id of the tree that the state folder has without the last seal.
  package func verify(
    _ header: StateHeader, digest: String, tree: String
  ) throws(Mismatch) -> Seal.Found {
    let found = try verify(upTo: header.serial)
    let seal = found.seal
    guard seal.lineage == header.lineage, seal.time == header.runAt, seal.ledgerHead == header.ledgerHead,
      seal.manifestsTree == header.manifestsTree, seal.stateDigest == digest
    else { throw Mismatch(StateHeader.file, message: "it is not the one that seal \(seal.serial) covers") }
    guard seal.tree == tree else {
      throw Mismatch("", message: "the folder is not as run \(seal.serial) left it")
    }
    return found
  }

  /// The keys that sealed the runs of a chain by which a seal was given up.
  package func signers(givingUp head: Seal.Head, upTo serial: Int) throws(Mismatch) -> [String] {
    var signers: [String] = []
    var number = serial
    while number > 0, let found = try seal(number) {
      if found.seal.givesUp.contains(head) { signers.append(found.signer) }
      if found.seal.previous == nil { break }
      number -= 1
    }
    return signers
  }

  /// Tells whether a seal is part of the chain that ends with another one, by the digests in which each names the one
  /// before: that a file has its place tells nothing.
  package func contains(_ head: Seal.Head, upTo last: Seal.Head) throws(Mismatch) -> Bool {
    guard head.serial <= last.serial, head.lineage == last.lineage else { return false }
    var digest = last.digest
    var number = last.serial
    while number > head.serial {
      guard let bytes = try bytes(number), instruments.digest(bytes) == digest,
        let previous = try Seal.parse(bytes, serial: number).seal.previous
      else { return false }
      digest = previous
      number -= 1
    }
    return digest == head.digest
  }
}
