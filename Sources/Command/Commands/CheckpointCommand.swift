import Engine
import Model
import Source
import Store
import Workspace

enum CheckpointCommand: Subcommand {
  static let name = "checkpoint"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Print a line by which others can tell later that the history still has the last run."
  static let details = """
    The line names the last run and the digest of its seal. Keep it where nobody who can write the repository can change
    it. With the line in PARTNERCTL_TRUST, every command refuses a stored state that does not contain that run; partnerctl
    verify --extends LINE tells it once. It stays valid for every later run, whoever makes them.
    """
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [.output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let workspace = try context.openWorkspace(try context.registryFolder())
    guard let head = try Runners(try workspace.revision("HEAD")).lastSeal() else {
      throw WorkspaceError.refused(
        RunRefusal(
          rule: "checkpoint.none", message: "No run is sealed here yet", hint: "run partnerctl reconcile first"))
    }
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "checkpoint": .text(head.text), "lineage": .text(head.lineage),
          "serial": .integer(head.serial), "digest": .text(head.digest),
        ]))
    } else {
      context.print(head.text)
    }
    return .done
  }
}
