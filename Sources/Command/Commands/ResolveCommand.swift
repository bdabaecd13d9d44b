import Engine
import Git
import Model
import Report
import Source
import Store
import Workspace

enum ResolveCommand: Subcommand {
  static let name = "resolve"
  static let arguments = "[REGISTRY_FOLDER]"
  static let summary = "Lead out of a stored state that was edited, taken back, or recorded on two sides."
  static let details = """
    If the stored state was edited, deleted or taken back, the state of the last commit that a trusted run made is
    restored, in a commit. Manifests are left as they are.

    If runs were made on two sides that were merged, only the runs of one side can be kept: ids and keys that the other
    handed out are given up, and their objects are created anew by the next run if their manifests are there. The side
    that the remote-tracking branch has is kept; if that does not tell, the sides are shown, and --keep names one.
    """
  static let keep = Option("keep", value: "REV", "Keep the runs of the side that this commit belongs to.")
  static let formats: [OutputFormat] = [.text, .json]
  static let options: [Option] = [keep, .now, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let workspace = try context.openWorkspace(try context.registryFolder())
    let branch = try workspace.headCommit().branch
    let session = Session(
      run: try context.run(workspace), committer: Committer(context.terminal.variables),
      keys: context.keyStore(workspace), runners: context.runnerKeys)
    let keep = try context.invocation.value(keep).map { try workspace.commit($0) }
    let result = try Resolution(workspace).resolve(branch, keep: keep, session: session)
    if format == .json {
      context.print(node(result))
    } else {
      print(result, in: context)
    }
    guard result.sides.isEmpty else {
      context.say(
        RunRefusal(
          rule: "resolve.choice", message: "Nothing here tells which side's runs were handed out",
          hint: "partnerctl resolve --keep \(result.sides[0].commit.id.hex.prefix(12)) keeps the first side"))
      return .refused
    }
    return .done
  }

  private static func print(_ result: Resolution.Result, in context: Context) {
    for side in result.sides {
      context.print("side \(side.commit.id.hex.prefix(12)): \(words(of: side))")
      for (object, id) in side.objects.prefix(20) { context.print("  \(context.style.shown("\(object)")), id \(id)") }
      if side.objects.count > 20 { context.print("  and \(side.objects.count - 20) more") }
    }
    for (commit, words) in result.commits { context.print("commit \(commit.hex.prefix(12)): \(words)") }
    for side in result.givenUp where !side.objects.isEmpty {
      context.print("given up, with all that was handed out for them:")
      for (object, id) in side.objects.prefix(20) { context.print("  \(context.style.shown("\(object)")), id \(id)") }
      if side.objects.count > 20 { context.print("  and \(side.objects.count - 20) more") }
    }
    if result.commits.isEmpty, result.sides.isEmpty {
      context.print("nothing to resolve: the stored state was made by trusted runs")
    } else if result.sides.isEmpty {
      context.print("next: partnerctl plan, then partnerctl reconcile")
    }
  }

  private static func words(of side: Resolution.Side) -> String {
    let serials = side.seals.map(\.seal.serial)
    let runs =
      serials.count == 1
      ? "run \(serials[0])"
      : serials.isEmpty ? "no run of its own" : "runs \(serials[serials.count - 1]) to \(serials[0])"
    let time = side.seals.first.map { ", the last at \($0.seal.time)" } ?? ""
    return runs + time + (side.publishedAs.map { ", published as \($0)" } ?? "")
  }

  private static func node(_ result: Resolution.Result) -> Node {
    func sides(_ sides: [Resolution.Side]) -> Node {
      .list(
        sides.map { side in
          .object([
            "commit": .text(side.commit.id.hex), "serial": .integer(side.head.serial),
            "runs": .list(side.seals.map { .integer($0.seal.serial) }), "published": .text(side.publishedAs),
            "objects": .list(
              side.objects.map {
                .object(["kind": .text($0.object.kind), "name": .text($0.object.name), "id": .text($0.id)])
              }),
          ])
        })
    }
    return .object([
      "formatVersion": .integer(1), "commits": .list(result.commits.map { .text($0.commit.hex) }),
      "sides": sides(result.sides), "kept": .text(result.kept?.commit.id.hex), "givenUp": sides(result.givenUp),
    ])
  }
}
