import CommandSupport
import Foundation
import Kinds
import Model
import RegistrySupport
import Source

/// The manifests of a registry by their files, and random changes of them as people make them, good ones and bad ones.
///
/// Every change follows from the seed and the ids that are known: two with the same have the same manifests.
struct RandomManifests {
  /// The texts of manifests by file, and in a file by a word that tells them apart.
  private(set) var files: [String: [String: String]]
  private var others = ["registry.yaml": String.registry]
  private var random: SplitMix
  private var count = 0
  /// Ids that objects of the registry have, by kind.
  var knownIDs: [String: [String]] = [:]

  private static let base = "base.yaml"
  private static let places = ["a.yaml", "b.yaml", "c/d.yaml", "c/e.yaml", "f.yml"]

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    files = [RandomManifests.base: RandomManifests.surroundings]
  }

  /// What the samples of all kinds refer to, each object once: of two the later kind's, which may ask for an id.
  private static var surroundings: [String: String] {
    let texts = Catalog.standard.kinds.flatMap { $0.examplePrerequisites.components("---\n") }
    var known: [String: String] = [:]
    for text in texts where !text.allSatisfy(\.isWhitespace) {
      known[["kind:", "name:"].map { text.word(after: $0) }.joined(separator: " ")] = text
    }
    return known
  }

  /// The files with what they say.
  var texts: [String: String] {
    others.merging(
      files.filter { !$0.value.isEmpty }.mapValues { manifests in
        manifests.sorted { $0.key < $1.key }.map { $0.value.hasSuffix("\n") ? $0.value : $0.value + "\n" }
          .joined(separator: "---\n")
      }
    ) { $1 }
  }

  mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  // MARK: Changes

  /// Something that a person may do to a registry.
  mutating func change() {
    count += 1
    switch pick(25) {
    case 0...3: add(adoptsID: false)
    case 4, 5: add(adoptsID: true)
    case 6: toggle(RandomManifests.switches)
    case 7: toggle(RandomManifests.details)
    case 8: toggle(RandomManifests.faults)
    case 9: toggle(RandomManifests.claims)
    case 10, 11: remove()
    case 12: move(isCopy: false)
    case 13: move(isCopy: pick(3) == 0)
    case 14: renameFile()
    case 15: splitFile()
    case 16: changeKind()
    case 17: renameObject()
    case 18: addPolicyWithWarning()
    case 19: others["c/lost.YAML"] = others["c/lost.YAML"] == nil ? MISP.sample(1) : nil
    case 20: addWarnings()
    case 21: changeSettings()
    case 22: nameFile()
    case 23: others["certificates/root.pem"] = pick(4) == 0 ? nil : certificate()
    default: others["note-\(pick(2)).txt"] = "\(count)"
    }
  }

  private static let switches = [
    ("isActive: true", "isActive: false"), ("status: REGISTERED", "status: REVOKED"),
    ("approval: approved", "approval: rejected"),
    ("policyGroup: banking\n", "policyGroup: banking\n  status: De-Active\n"),
  ]
  private static let details = [
    ("address: India", "address: Bharat"), ("address: INDIA", "address: Hind"), ("desc: Desc", "desc: About"),
    ("make: MC01A", "make: MC02A"), ("contactNumber: \"9", "contactNumber: \"8"),
  ]
  private static let faults = [
    ("@example.org", "@example"), ("policy: insurance", "policy: unknown"), ("type: Finger", "type: Foot"),
    ("approval: approved", "approval: perhaps"), ("test-vendor", "nobody"),
  ]
  /// Names that only one object may have.
  private static let claims = [
    ("organizationName: MISP 1", "organizationName: MISP 2"),
    ("organizationName: Partner 1", "organizationName: Partner 2"),
    ("name: Group 1", "name: Group 2"), ("vendorName: Vendor 1", "vendorName: Vendor 2"),
    ("emailId: partner1", "emailId: partner2"),
  ]

  private mutating func file() -> String { RandomManifests.places[pick(RandomManifests.places.count)] }

  private mutating func place() -> (file: String, name: String)? {
    let places = files.keys.sorted().filter { $0 != RandomManifests.base }.flatMap { file in
      (files[file] ?? [:]).keys.sorted().map { (file, $0) }
    }
    return places.isEmpty ? nil : places[pick(places.count)]
  }

  private mutating func sample() -> (kind: any ResourceKind.Type, word: String, text: String) {
    let kinds = Catalog.standard.kinds
    // Devices are many, and the others are fewer.
    let kind = pick(3) == 0 ? Device.self : kinds[pick(kinds.count)]
    let number = pick(24)
    return (kind, "\(kind.prefix)-\(number)", kind.sample(number))
  }

  private mutating func add(adoptsID: Bool) {
    let (kind, word, text) = sample()
    let file = file()
    files[file, default: [:]][word] = adoptsID ? text.adopting(anyID(of: kind)) : text
  }

  /// An id that an object of the kind has, or that one may be given, here or elsewhere.
  private mutating func anyID(of kind: any ResourceKind.Type) -> String {
    let known = knownIDs[kind.name] ?? []
    if pick(4) > 0, !known.isEmpty { return known[pick(known.count)] }
    return "\((kind.name == "MISP" ? 100 : 100_000_000_000) + pick(8))"
  }

  private mutating func toggle(_ pairs: [(String, String)]) {
    guard let (file, name) = place() else { return }
    let text = files[file]?[name]?.toggled(pairs, count)
    files[file]?[name] = text
  }

  private mutating func remove() {
    if let (file, name) = place() { files[file]?[name] = nil }
  }

  private mutating func move(isCopy: Bool) {
    guard let (from, name) = place(), let text = files[from]?[name] else { return }
    if !isCopy { files[from]?[name] = nil }
    let file = file()
    files[file, default: [:]][name] = text
  }

  private mutating func renameFile() {
    guard let (from, _) = place(), let all = files.removeValue(forKey: from) else { return }
    let file = file()
    files[file, default: [:]].merge(all) { $1 }
  }

  private mutating func splitFile() {
    guard let (from, _) = place(), let all = files[from] else { return }
    let moved = Set(all.keys.sorted().prefix(all.count / 2))
    files[from] = all.filter { !moved.contains($0.key) }
    let file = file()
    files[file, default: [:]].merge(all.filter { moved.contains($0.key) }) { $1 }
  }

  /// Another object at the same place, with the same name.
  private mutating func changeKind() {
    guard let (file, name) = place(), let old = files[file]?[name]?.objectName else { return }
    let (_, _, text) = sample()
    files[file]?[name] = text.named(old)
  }

  private mutating func renameObject() {
    guard let (file, name) = place(), let text = files[file]?[name] else { return }
    let renamed = text.named("renamed-\(pick(6))")
    files[file]?[name] = renamed
  }

  /// A name that looks like another's, or a service that expires a few steps later.
  private mutating func addWarnings() {
    let number = pick(24)
    let file = file()
    if pick(2) == 0 {
      let text = MISP.sample(number).named("alike-\(number)")
      files[file, default: [:]]["alike"] = text.replacing("organizationName: MISP", with: "organizationName: misp")
    } else {
      let expiry = "swExpiryDateTime: 2024-0\(1 + number % 8)"
      files[file, default: [:]]["expiring"] = DeviceService.sample(number)
        .replacing("swExpiryDateTime: 2027-02", with: expiry).replacing(
          "swCreateDateTime: 2026", with: "swCreateDateTime: 2023")
    }
  }

  /// Other settings, or all defaults.
  private mutating func changeSettings() {
    let spec = RandomManifests.settings[pick(RandomManifests.settings.count)]
    others["registry.yaml"] = String.registry + (spec.isEmpty ? "" : "spec:\n  \(spec)\n")
  }

  private static let settings = [
    "", "misps: {licenseKeyValidityDays: 3}", "devices: {types: {Finger: [Single], Foot: [Single]}}",
    "devices: {types: {Iris: [Single]}, timestampWindowMinutes: 0}", "policies: {authTypes: [otp], validityDays: 1}",
    "partners: {apiKeyValidityDays: 1}", "environment: Staging", "devices: {receivedAt: merge}",
    "removals: {limit: 1%, minimum: 0}",
  ]

  /// A trust anchor whose certificate is in a file of its own.
  private mutating func nameFile() {
    let file = file()
    let path = file.contains("/") ? "../certificates/root.pem" : "certificates/root.pem"
    files[file, default: [:]]["root-\(pick(2))"] = """
      apiVersion: partnerctl/v1
      kind: TrustAnchor
      metadata: {name: root-\(pick(2))}
      spec: {domain: AUTH, certificateFile: \(path)}
      """
  }

  /// A certificate, or a text that is none.
  private mutating func certificate() -> String {
    if pick(4) == 0 { return "no certificate \(count)\n" }
    let lines = TrustAnchor.sample(3 * pick(2)).split(separator: "\n").drop { !$0.contains("BEGIN") }
    return lines.map { $0.drop { $0 == " " } + "\n" }.joined()
  }

  /// One whose content has a member that its schema does not know, of which a warning tells.
  private mutating func addPolicyWithWarning() {
    let more = pick(2) == 0 ? ", further: x" : ""
    files["b.yaml", default: [:]]["data-share"] = """
      apiVersion: partnerctl/v1
      kind: Policy
      metadata: {name: data-share}
      spec:
        policyGroup: banking
        name: P
        desc: D
        policyType: DataShare
        version: "1"
        policies:
          dataSharePolicies: {typeOfShare: direct, validForInMinutes: "1", transactionsAllowed: "1",
            encryptionType: none, shareDomain: x, source: y\(more)}
          shareableAttributes: []
      """
  }
}

extension String {
  /// The word that follows the first place of a text.
  fileprivate func word(after mark: String) -> String {
    let rest = components(mark).dropFirst().first ?? ""
    return String(rest.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "-" })
  }

  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }

  /// The first of the pairs that the text has, one for the other; which of them is tried first depends on the number.
  fileprivate func toggled(_ pairs: [(String, String)], _ number: Int) -> String {
    for offset in pairs.indices {
      let (old, new) = pairs[(offset + number) % pairs.count]
      if contains(new) { return replacing(new, with: old) }
      if contains(old) { return replacing(old, with: new) }
    }
    return self
  }

  /// Where `metadata.name` is in a manifest, in the one form or the other.
  private var nameRange: Range<String.Index>? {
    for mark in ["metadata: {name: ", "metadata:\n  name: "] {
      guard let start = range(of: mark)?.upperBound else { continue }
      return start..<(self[start...].firstIndex { !$0.isLetter && !$0.isNumber && $0 != "-" } ?? endIndex)
    }
    return nil
  }

  /// The manifest's `metadata.name`.
  var objectName: String? { nameRange.map { String(self[$0]) } }

  /// The manifest with another name.
  func named(_ name: String) -> String { nameRange.map { replacingCharacters(in: $0, with: name) } ?? self }

  /// The manifest with an id that it adopts.
  func adopting(_ id: String) -> String {
    guard let range = nameRange else { return self }
    let isInline = self[range.upperBound...].first == "}"
    return replacingCharacters(in: range, with: "\(self[range])\(isInline ? ", " : "\n  ")id: \"\(id)\"")
  }
}
