import Git
import Glibc
import Kinds
import Model
import Reconciler
import Source
import Workspace

/// A command while it runs: what was typed, given meaning, and the ways to answer.
struct Context {
  let terminal: Terminal
  let invocation: Invocation
  let catalog: Catalog
  let style: Style

  init(_ terminal: Terminal, _ invocation: Invocation) throws(UsageError) {
    self.terminal = terminal
    self.invocation = invocation
    catalog = .standard
    style = try Style(invocation.value(.color), terminal)
  }

  // MARK: Input

  /// `-C DIR`, relative to where the program was started.
  var directory: String {
    guard let given = invocation.value(.directory) else { return terminal.workingDirectory }
    return given.hasPrefix("/") ? given : terminal.workingDirectory + "/" + given
  }

  func openWorkspace(_ folder: String?) throws(WorkspaceError) -> Workspace {
    try Workspace(directory, folder: folder, catalog, .system)
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
  func format(_ formats: [String]) throws(UsageError) -> String {
    guard let format = invocation.value(.output([])) else { return formats[0] }
    guard formats.contains(format) else {
      throw UsageError(
        "unknown output format \"\(format)\"", hint: "this command has \(formats.joined(separator: ", "))")
    }
    return format
  }

  /// What one execution brings in; a run that only shows what would be done generates nothing real.
  func run(_ workspace: Workspace, isPlanning: Bool = false) throws(UsageError) -> Run {
    let host = Host(terminal.variables)
    return Run(
      time: try invocation.time(.now) ?? terminal.now(), tool: Version.tool, actor: actor(workspace),
      hostName: host.name, hostAddress: host.address, ids: isPlanning ? PlaceholderIDs() : terminal.ids())
  }

  /// Who started the program: as git knows the user, else the committer.
  private func actor(_ workspace: Workspace) -> Actor {
    let committer = Committer(terminal.variables)
    return Actor(
      name: workspace.repository.configValue("user.name") ?? committer.name,
      email: workspace.repository.configValue("user.email") ?? committer.email)
  }

  // MARK: Output

  func print(_ text: String) { terminal.write(text.hasSuffix("\n") ? text : text + "\n") }

  func print(_ node: Node) {
    terminal.write(String(decoding: JSONWriter.document(node, secrets: .masked), as: UTF8.self))
  }

  /// Says something that is no result.
  func remark(_ text: String) {
    if !invocation.has(.quiet) { terminal.writeError(text + "\n") }
  }

  /// Says why a run declines.
  func say(_ refusal: RunRefusal) {
    terminal.writeError(style.bold(style.red("refused")) + ": " + visible(refusal.message) + "\n")
    terminal.writeError("  " + style.cyan("hint") + ": " + visible(refusal.hint) + "\n")
  }
}
