import Git
import Kinds
import Model
import RegistrySupport
import Source
import TestSupport
import Testing

@testable import Workspace

/// Each folder of a commit is read once, however many files are looked up in it.
@Suite struct TreeLookupTests {
  @Test(arguments: [20, 40]) func `validate reads a folder once for all of its manifests`(_ count: Int) throws {
    let manifests = (0..<count).map { ("all/\($0).yaml", MISP.sample($0)) }
    let registry = "apiVersion: partnerctl/v1\nkind: Registry\nmetadata: {name: country}\n"
    let sandbox = try Sandbox.repository(
      Dictionary(uniqueKeysWithValues: manifests + [("registry.yaml", registry)]))
    let workspace = try Workspace(
      sandbox.path("repo"), folder: nil, catalog: .standard, instruments: .system(threads: 1))
    let run = TestRegistry().run(PlaceholderIDs())
    let validation = try Validation(workspace, run: run).validateWorkingTree()
    #expect(validation.objects == count && validation.list.errorCount == 0)
    #expect(workspace.objects.repository.trees.missCount == 2, "the root and the folder")
  }
}
