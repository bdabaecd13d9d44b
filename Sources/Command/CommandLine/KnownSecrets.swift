import Kinds
import Model
import Source
import Workspace

/// What one execution must not quote: the secrets it was given, and the keys of the registry.
///
/// The registry is opened, and its keys are read, when the first word of eight or more characters is to be quoted. Where
/// that fails, shapes alone decide.
final class KnownSecrets {
  /// The workspace that the command opened; without one, the registry around `directory` is looked at, or
  /// else the one where the program was started.
  var workspace: Workspace? { didSet { keys = nil } }
  var directory: String { didSet { keys = nil } }
  private let start: String
  private var given: [Secret]
  /// Tells whether a text is a stored key; nil until that is asked.
  ///
  /// It is assigned once: a closure that is read from an optional and stored again is wrapped each time, so that calls
  /// would become slower and slower, and deeper.
  private var keys: ((Secret) -> Bool)?

  init(_ terminal: Terminal) {
    start = terminal.workingDirectory
    directory = start
    let arguments = Catalog.standard.kinds.flatMap { $0.queries }.flatMap(\.arguments)
    given = Set(arguments.compactMap(\.secret?.variable)).compactMap { terminal.variables[$0] }.map { Secret($0) }
  }

  /// Takes note of a value that was given as a secret.
  func add(_ secret: String) { given.append(Secret(secret)) }

  var redaction: Redaction {
    Redaction(given: given) { [self] word in
      if keys == nil { keys = stored() }
      return keys?(word) ?? false
    }
  }

  private func stored() -> (Secret) -> Bool {
    func open(_ directory: String) -> Workspace? {
      try? Workspace(directory, folder: nil, catalog: .standard, instruments: .system(threads: 1))
    }
    guard let workspace = workspace ?? open(directory) ?? open(start),
      let revision = try? workspace.revision("HEAD"), let keys = try? StoredState.keyTest(at: revision)
    else { return { _ in false } }
    return keys
  }
}
