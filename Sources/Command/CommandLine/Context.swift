import Engine
import Git
import Glibc
import Kinds
import Model
import Report
import Source
import Store
import Workspace

/// A command while it runs: what was typed, given meaning, and the ways to answer.
struct Context {
  let terminal: Terminal
  let invocation: Invocation
  let catalog: Catalog
  private let isColored: Bool
  let secrets: KnownSecrets

  init(_ terminal: Terminal, invocation: Invocation, secrets: KnownSecrets) throws(UsageError) {
    self.terminal = terminal
    self.invocation = invocation
    catalog = .standard
    self.secrets = secrets
    isColored = try Style(invocation.value(.color), terminal: terminal, redaction: secrets.redaction).isColored
    secrets.directory = directory
  }

  /// Colour as requested; hides all secrets that are known so far.
  var style: Style { Style(isColored: isColored, redaction: secrets.redaction) }

  // MARK: Input

  /// `-C DIR`, relative to where the program was started.
  var directory: String {
    guard let given = invocation.value(.directory) else { return terminal.workingDirectory }
    return given.hasPrefix("/") ? given : terminal.workingDirectory + "/" + given
  }

  /// A file that was named on the command line, as an absolute path.
  func path(_ file: String) -> String { file.hasPrefix("/") ? file : directory + "/" + file }

  ///
  /// - Parameter isPreview: whether objects that are written are only kept in memory.
  func openWorkspace(_ folder: String?, isPreview: Bool = false) throws -> Workspace {
    let workspace = try Workspace(
      directory, folder: folder, catalog: catalog, instruments: .system(threads: threads), isPreview: isPreview)
    if let line = terminal.variables["PARTNERCTL_TRUST"], !line.isEmpty {
      guard let checkpoint = Seal.Head(line) else {
        throw UsageError(
          "PARTNERCTL_TRUST is not a line that partnerctl checkpoint printed", hint: "set it to the whole line")
      }
      workspace.checkpoints.append(checkpoint)
    }
    secrets.workspace = workspace
    return workspace
  }

  /// The most threads that work at once: the number of processors, or `PARTNERCTL_THREADS` if it is set.
  private var threads: Int {
    guard let given = terminal.variables["PARTNERCTL_THREADS"].flatMap(Int.init), given > 0 else {
      return processorCount
    }
    return min(given, 256)
  }

  /// The one optional positional of commands on a whole registry.
  func registryFolder() throws(UsageError) -> String? { try arguments(0...0).folder }

  /// The words a command takes, and the registry folder behind them: one word too many, or one with a slash.
  func arguments(_ count: ClosedRange<Int>) throws(UsageError) -> (words: [String], folder: String?) {
    var words = invocation.positionals
    var folder: String?
    if words.count > count.upperBound || (words.count > count.lowerBound && words.last?.contains("/") == true) {
      folder = words.removeLast()
    }
    guard words.count <= count.upperBound else {
      throw UsageError(
        "too many arguments: \(invocation.positionals.dropFirst(count.upperBound + 1).joined(separator: " "))")
    }
    return (words, folder)
  }

  func kind(_ word: String) throws(UsageError) -> any ResourceKind.Type {
    if let kind = catalog.kind(meantBy: word) { return kind }
    let names = catalog.kinds.map { $0.name }
    let meant = suggestion(for: word, among: names + catalog.kinds.map { $0.folder }).map { "did you mean \($0)?" }
    throw UsageError("unknown kind \"\(word)\"", hint: meant ?? "the kinds are \(names.joined(separator: ", "))")
  }

  /// The format asked for, the first of `formats` by default.
  func format(_ formats: [OutputFormat]) throws(UsageError) -> OutputFormat {
    guard let word = invocation.value(.output([])) else { return formats[0] }
    guard let format = OutputFormat(rawValue: word), formats.contains(format) else {
      throw UsageError(
        "unknown output format \"\(word)\"",
        hint: "the formats are \(formats.map(\.rawValue).joined(separator: ", "))")
    }
    return format
  }

  /// Throws if standard input has further lines that are not blank, which would be ignored. A terminal is not read.
  func refuseFurtherInput(_ message: String, hint: String) throws(UsageError) {
    if terminal.isInputTerminal { return }
    while let line = terminal.readLine() {
      let isBlank = line.unicodeScalars.allSatisfy { $0.properties.isWhitespace }
      guard isBlank else { throw UsageError(message, hint: hint) }
    }
  }

  /// Creates the inputs of a run; a plan gets placeholders for generated values.
  func run(_ workspace: Workspace, isPlanning: Bool = false) throws(UsageError) -> Run {
    let host = Host(terminal.variables)
    return Run(
      time: try time(), tool: Version.tool, actor: actor(workspace),
      hostName: host.name, hostAddress: host.address, ids: isPlanning ? PlaceholderIDs() : terminal.ids())
  }

  /// The present moment, or what `--now` takes for it.
  func time() throws(UsageError) -> Instant { try now() ?? terminal.now() }

  /// `--now`, of the years that a time in an audit event can be of.
  private func now() throws(UsageError) -> Instant? {
    guard let time = try invocation.time(.now) else { return nil }
    guard (0..<253_402_300_800_000).contains(time.milliseconds) else {
      throw UsageError("--now must be between 1970 and 9999")
    }
    return time
  }

  /// Who started the program: as the environment tells git, as git knows the user, else the committer.
  private func actor(_ workspace: Workspace) -> Actor {
    let committer = Committer(terminal.variables)
    func known(_ variable: String, orConfigured key: String) -> String? {
      if let value = terminal.variables[variable], !value.isEmpty { return value }
      return workspace.objects.repository.configValue(key)
    }
    return Actor(
      authorName: known("GIT_AUTHOR_NAME", orConfigured: "user.name") ?? committer.name,
      email: known("GIT_AUTHOR_EMAIL", orConfigured: "user.email") ?? committer.email)
  }

  /// Where the key is that signs, if anything is to be signed.
  func keyStore(_ workspace: Workspace) -> KeyStore {
    KeyStore(
      option: invocation.value(.signingKey), variables: terminal.variables,
      repository: workspace.objects.repository.commonDirectory,
      absolute: path)
  }

  /// Where the key is that seals a run, if anything is to be recorded.
  var runnerKeys: RunnerKeys { RunnerKeys(terminal.variables, absolute: path) }

  // MARK: Output

  func print(_ text: String) { terminal.write(text.hasSuffix("\n") ? text : text + "\n") }

  func print(_ node: Node) {
    terminal.write(escapedJSON(String(decoding: JSONWriter.document(node, secrets: .masked), as: UTF8.self)))
  }

  /// Writes a note to standard error, unless `--quiet` is given.
  func remark(_ text: String) {
    if !invocation.has(.quiet) { terminal.writeError(text + "\n") }
  }

  /// Prints the error of a query, with its code if it is documented; as JSON also on standard output.
  func fail(_ error: (code: String?, message: String), as format: OutputFormat, members: KeyValuePairs<String, Node>) {
    terminal.writeError(FailureText(style).text(error))
    guard format == .json else { return }
    let node = Node.object([
      "errorCode": .text(error.code), "message": .text(secrets.redaction.hiding(error.message)),
    ])
    let hidden = members.map { ($0.key, secrets.redaction.hidingKeys(in: $0.value)) }
    print(.object([("formatVersion", .integer(1))] + hidden + [("errors", .list([node]))]))
  }

  /// Says why a run declines.
  func say(_ refusal: RunRefusal) {
    terminal.writeError(style.bold(style.red("refused")) + ": " + style.shown(refusal.message) + "\n")
    say(hint: refusal.hint)
  }

  func say(hint: String) { terminal.writeError("  " + style.cyan("hint") + ": " + style.shown(hint) + "\n") }
}
