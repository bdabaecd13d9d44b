import Kinds
import Model
import Source
import YAML

/// How many objects of which kinds a registry holds, and their manifests.
struct Mix {
  struct Part {
    let kind: any ResourceKind.Type
    let count: Int

    /// The `number`-th further object: the file it joins and the text behind it.
    func further(_ number: Int) -> (path: String, text: String) {
      (Mix.path(kind, number: count - 1), "---\n" + kind.sample(count + number))
    }

    /// The name of one of the objects.
    func name(_ number: Int) throws(BenchError) -> String {
      let document = YAMLReader.read(Array(kind.sample(number).utf8)).documents.first
      guard let name = document?.root["metadata"]?["name"]?.text else { throw .system("a sample has no name") }
      return name
    }
  }

  /// Whether people find objects by another value than the name and the id.
  static func hasFurtherNames<K: ResourceKind>(_ kind: K.Type) -> Bool { K.indexes.contains { $0.tellsObjects } }

  /// In the order of the catalogue.
  let parts: [Part]

  static let standard = Mix(parts: [Part(kind: Device.self, count: 1000)])

  /// As people who keep many of them would: neither a file for each nor one for all.
  private static let documentsPerFile = 100
}

extension Mix {
  /// Reads `device=10000,misp=100`.
  init(_ text: String) throws(BenchError) {
    var counts: [String: Int] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 2 else { throw .usage("--mix needs KIND=N, not \"\(part)\"") }
      guard let kind = Catalog.standard.kind(meantBy: words[0]) else {
        let names = Catalog.standard.kinds.map { $0.name }
        throw .usage("unknown kind \"\(words[0])\": the kinds are \(names.joined(separator: ", "))")
      }
      guard counts[kind.name] == nil else { throw .usage("--mix names \(kind.name) twice") }
      counts[kind.name] = try Arguments.number(words[1], range: 1...10_000_000, of: "--mix \(kind.name)")
    }
    parts = Catalog.standard.kinds.compactMap { kind in counts[kind.name].map { Part(kind: kind, count: $0) } }
  }

  /// Manifests of what the samples refer to, each text once.
  private var prerequisites: [String] {
    parts.reduce(into: []) { texts, part in
      let text = part.kind.examplePrerequisites
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
  }

  /// All of them, with those that the samples refer to.
  var objectCount: Int {
    let others = prerequisites.reduce(0) { $0 + YAMLReader.read(Array($1.utf8)).documents.count }
    return parts.reduce(others) { $0 + $1.count }
  }

  /// The number of signatures that registering them takes.
  var signatureCount: Int { parts.reduce(0) { $0 + ($1.kind.signsResponses ? $1.count : 0) } }

  /// Hands out the path and the text of one manifest file after the other: memory holds one of them at a time.
  func eachFile(_ body: (_ path: String, _ text: String) throws(BenchError) -> Void) throws(BenchError) {
    for (number, text) in prerequisites.enumerated() { try body("before/\(number).yaml", text) }
    for part in parts {
      for start in stride(from: 0, to: part.count, by: Mix.documentsPerFile) {
        let numbers = start..<min(start + Mix.documentsPerFile, part.count)
        let text = numbers.map { part.kind.sample($0) }.joined(separator: "---\n")
        try body(Mix.path(part.kind, number: start), text)
      }
    }
  }

  /// The `number`-th further object, of the kind of which there are most: the file it joins and the text behind it.
  func change(_ number: Int) -> (path: String, text: String) {
    guard let most = parts.max(by: { $0.count < $1.count }) else { preconditionFailure("a mix must name a kind") }
    return most.further(number)
  }

  /// The same kinds with more objects.
  func multiplied(by factor: Int) -> Mix {
    Mix(parts: parts.map { Part(kind: $0.kind, count: $0.count * factor) })
  }

  /// A manifest that breaks a rule.
  static let faulty = "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: faulty}\nspec: {}\n"

  /// Settings by which licence keys end after a day.
  static let shortKeys = """
    apiVersion: partnerctl/v1
    kind: Registry
    metadata: {name: growth}
    spec: {misps: {licenseKeyValidityDays: 1}}

    """

  /// The manifest of a MISP with a licence key.
  static func expiring(issue: Int) -> String {
    """
    apiVersion: partnerctl/v1
    kind: MISP
    metadata: {name: expiring}
    spec:
      organizationName: Expiring
      contactNumber: "9876998888"
      emailId: expiring@example.org
      address: India
      approval: approved
      licenseKey: {issue: \(issue)}

    """
  }

  private static func path(_ kind: any ResourceKind.Type, number: Int) -> String {
    "\(kind.folder)/\(number / documentsPerFile).yaml"
  }
}
