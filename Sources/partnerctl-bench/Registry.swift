import Model

/// A git repository with a registry at its root.
struct Registry {
  /// A folder that holds nothing else.
  let folder: String
  let isBare: Bool
  let tools: Tools

  /// Where the manifests are written: a bare repository has this folder apart from it.
  var workTree: String { "\(folder)/registry" }
  /// Where partnerctl works.
  var repository: String { isBare ? "\(folder)/registry.git" : workTree }

  /// Makes it, with the manifests of a mix committed, and with a key, so that making one is not measured.
  func make(_ mix: Mix) throws(BenchError) {
    try Files.write(
      try tools.output(of: tools.partnerctl, words: ["new", "registry"]), to: "\(workTree)/registry.yaml")
    try mix.eachFile { path, text throws(BenchError) in try Files.write(text, to: "\(workTree)/\(path)") }
    try tools.run("git", words: ["init", "-q", "-b", "main"] + (isBare ? ["--bare"] : []) + [repository])
    // Housekeeping in the background would be measured with whatever runs then.
    try git("config", "gc.auto", "0")
    try git("config", "maintenance.auto", "false")
    try git("add", "-A")
    try git("commit", "-q", "-m", "Manifests")
    try partnerctl("key", "new")
  }

  /// A copy in another folder, which git finds unchanged.
  func copy(to folder: String) throws(BenchError) -> Registry {
    try tools.copy(self.folder, to: folder)
    let copy = Registry(folder: folder, isBare: isBare, tools: tools)
    try copy.git("update-index", "-q", "--refresh")
    return copy
  }

  @discardableResult
  func git(_ words: String..., variables: [String: String] = [:]) throws(BenchError) -> Measurement {
    try tools.run("git", words: place + words, variables: variables)
  }

  @discardableResult
  func partnerctl(_ words: String..., variables: [String: String] = [:]) throws(BenchError) -> Measurement {
    try tools.run(tools.partnerctl, words: ["-C", repository] + words, variables: variables)
  }

  /// Reconciles, as if at another time if one is given. Another exit code than the expected one throws.
  @discardableResult
  func reconcile(at time: Instant? = nil, expecting code: Int32 = 0) throws(BenchError) -> Measurement {
    let words = ["-C", repository, "reconcile"] + (time.map { ["--now", $0.description] } ?? [])
    return try tools.run(tools.partnerctl, words: words, expecting: code)
  }

  /// What a command of partnerctl prints.
  func output(_ words: String...) throws(BenchError) -> String {
    try tools.output(of: tools.partnerctl, words: ["-C", repository] + words)
  }

  /// Writes a file, or more behind what is there, and commits it.
  func commit(_ text: String, to path: String, appending: Bool = false) throws(BenchError) {
    try Files.write(text, to: "\(workTree)/\(path)", appending: appending)
    try git("add", "--", path)
    try git("commit", "-q", "-m", path, "--", path)
  }

  /// The tip of the branch.
  func head() throws(BenchError) -> String { try tools.output(of: "git", words: place + ["rev-parse", "HEAD"]) }

  /// Tells git which repository is meant, and where its files are.
  private var place: [String] {
    ["-C", workTree] + (isBare ? ["--git-dir=\(repository)", "--work-tree=\(workTree)"] : [])
  }
}
