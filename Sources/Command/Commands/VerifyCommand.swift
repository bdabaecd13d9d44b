import Engine
import Report
import Source
import Store
import Workspace

enum VerifyCommand: Subcommand {
  static let name = "verify"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Verify the whole audit trail offline: hash chain, state against ledger, runs against history."
  static let details = """
    Recomputes the digest of every line of the ledger, checks the invariants of every stored object, such as that a MISP
    has at most one active licence key, and compares the commit of every run with the run's first line in the ledger.
    Reports the first mismatch and exits with 3.
    """
  static let revision = Option("rev", value: "REV", "Verify at a commit instead of HEAD.")
  static let extends = Option(
    "extends", value: "LINE", "Require that the history contains the run of a line that checkpoint printed.")
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [revision, extends, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let workspace = try context.openWorkspace(try context.registryFolder())
    if let line = context.invocation.value(extends) {
      guard let checkpoint = Seal.Head(line) else {
        throw UsageError("--extends needs a line that partnerctl checkpoint printed")
      }
      workspace.checkpoints.append(checkpoint)
    }
    let tip = try workspace.revision(context.invocation.value(revision) ?? "HEAD")
    switch try Verification(tip).verify() {
    case .success(let found):
      print(found, of: workspace, as: format, in: context)
      return .done
    case .failure(let mismatch):
      print(mismatch, as: format, in: context)
      return .refused
    }
  }

  private static func print(
    _ found: Verification.Findings, of workspace: Workspace, as format: OutputFormat, in context: Context
  ) {
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "valid": .boolean(true), "runs": .integer(found.runs),
          "lines": .integer(found.lines), "objects": .integer(found.objects), "commits": .integer(found.commits),
          "partial": .boolean(found.isPartial), "rewritten": .boolean(found.isRewritten),
          "sealed": .integer(found.sealed), "mended": .list(found.mended.map { .text($0) }), "mismatch": .null,
        ]))
      return
    }
    // Whether the state was taken back is not told by a part of the history.
    let fine = context.style.green(found.isPartial && found.sealed > 0 ? "intact" : "valid")
    let parts = [
      counted(found.runs, "run"), counted(found.lines, "ledger line"), counted(found.objects, "object"),
      counted(found.commits, "commit"),
    ]
    context.print("\(fine): \(parts.joined(separator: ", "))")
    for checkpoint in workspace.checkpoints {
      context.remark("it contains run \(checkpoint.serial) of the checkpoint")
    }
    if found.sealed < found.runs {
      context.remark(
        found.sealed == 0
          ? "no run is sealed, so that anybody may have made them: partnerctl reconcile --seal seals what is stored"
          : "\(counted(found.runs - found.sealed, "run")) before the first seal: anybody may have made them")
    }
    for commit in found.mended {
      context.remark(
        "commit \(commit.prefix(12)) restored a state that was edited, lost, taken back or forked before it")
    }
    if found.isRewritten { context.remark("the history was rewritten; runs were compared by content") }
    if found.isPartial {
      context.remark(
        "the history is cut off: whether the state was taken back or replaced cannot be told before git fetch --unshallow"
      )
    }
  }

  private static func print(_ mismatch: Mismatch, as format: OutputFormat, in context: Context) {
    let place = mismatch.file + (mismatch.line.map { ":\($0)" } ?? "")
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "valid": .boolean(false),
          "mismatch": .object([
            "file": .text(mismatch.file), "line": mismatch.line.map { .integer($0) } ?? .null,
            "message": .text(mismatch.message),
          ]),
        ]))
    }
    context.say(
      RunRefusal(
        rule: "verify.mismatch", message: "\(place): \(mismatch.message)",
        hint: mismatch.hint
          ?? "git log -p on that file shows who changed it; do not trust anything recorded after it"))
  }
}
