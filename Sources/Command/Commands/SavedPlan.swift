import Engine
import Model
import Source
import Store
import Workspace

/// A plan that was saved by `plan --out`.
enum SavedPlan {
  /// Reads what a plan holds for and its digest, which must be that of the plan in the file: what was
  /// reviewed is what is carried out.
  static func read(
    _ file: String, in context: Context, by instruments: Instruments
  ) throws -> (base: Plan.Base, digest: String) {
    if WorkingTree(root: context.path(file)).isFolder {
      throw UsageError("\(file) is a folder, not a plan", hint: "plan --out FILE makes a plan")
    }
    guard
      let bytes = try WorkingTree(root: file.hasPrefix("/") ? "" : context.directory).bytes(of: file, limit: 1 << 30)
    else {
      throw UsageError("there is no plan file \(file)", hint: "plan --out \(file) makes one")
    }
    guard let node = try? JSONReader.read(bytes), node["formatVersion"]?.integer == 1,
      let commit = node["base"]?["commit"]?.text, let tree = node["base"]?["manifestsTree"]?.text,
      let digest = node["digest"]?.text
    else { throw UsageError("\(file) is not a plan", hint: "plan --out FILE makes one") }
    guard ExactString.same(Plan.digest(of: node, by: instruments), digest) else {
      throw WorkspaceError.refused(
        RunRefusal(
          rule: "plan.edited", message: "The plan \(file) has been edited since it was made",
          hint: "make and review a new plan"))
    }
    return (Plan.Base(commit: commit, manifestsTree: tree, state: node["base"]?["state"]?.text), digest)
  }
}
