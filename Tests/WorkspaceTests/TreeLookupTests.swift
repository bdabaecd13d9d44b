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
  @Test func `a path is found as git finds it`() throws {
    let sandbox = try Sandbox.repository(["a.txt": "1", "b/c.txt": "2", "b/d/e.txt": "3"])
    let repository = try sandbox.open()
    let tree = try repository.commit(try sandbox.hash("HEAD")).tree
    let lookup = TreeLookup()
    for path in ["a.txt", "b", "b/c.txt", "b/d/e.txt", "b/x", "a.txt/x", "x/y", "", "/a.txt", "b//c.txt", "b/"] {
      #expect(
        try lookup.entry(at: path, in: tree, of: repository) == repository.entry(at: path, inTree: tree), "\(path)")
    }
    #expect(lookup.readCount == 3)
  }

  @Test func `a folder that two trees have is read once`() throws {
    let sandbox = try Sandbox.repository(["a.txt": "1", "b/c.txt": "2"])
    let repository = try sandbox.open()
    let first = try repository.commit(try sandbox.hash("HEAD")).tree
    let second = try repository.commit(try sandbox.commit(["a.txt": "2"])).tree
    let lookup = TreeLookup()
    for tree in [first, second, first] {
      for path in ["a.txt", "b/c.txt"] {
        #expect(try lookup.entry(at: path, in: tree, of: repository) == repository.entry(at: path, inTree: tree))
      }
    }
    #expect(lookup.readCount == 3, "two roots and the folder")
  }

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
    #expect(workspace.objects.lookup.readCount == 2, "the root and the folder")
  }
}
