import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

@Suite struct LoadTests {
  /// What cannot be known of a document makes it unreadable, where the fault stands.
  @Test(arguments: [
    ("- a\n- b\n", "1:1 manifest.mapping - A manifest must be a mapping of apiVersion, kind, metadata and spec"),
    ("just text\n", "1:1 manifest.mapping - A manifest must be a mapping of apiVersion, kind, metadata and spec"),
    ("metadata: {name: a}\nspec: {}\n", "1:1 manifest.kind.required - The manifest has no kind"),
    ("kind:\nmetadata: {name: a}\n", "1:1 manifest.kind.required - The manifest has no kind"),
    ("kind: Misp\nmetadata: {name: a}\n", "1:7 manifest.kind.unknown - Unknown kind \"Misp\""),
    ("\nkind: misps\nmetadata: {name: a}\n", "2:7 manifest.kind.unknown - Unknown kind \"misps\""),
    (
      "kind: Registry\nmetadata: {name: a}\n",
      "1:7 manifest.kind.registry - Settings are allowed only in registry.yaml at the top of the registry"
    ),
    ("kind: MISP\nspec: {}\n", "1:1 metadata.name.required - The manifest has no name"),
    ("kind: MISP\nmetadata: {id: \"1\"}\n", "2:11 metadata.name.required - The manifest has no name"),
    ("kind: MISP\nmetadata: {name: }\n", "2:18 metadata.name.required - The manifest has no name"),
    ("kind: MISP\nmetadata: {name: [a]}\n", "2:18 metadata.name.required - The manifest has no name"),
    ("kind: MISP\nmetadata: {name: Telecom}\n", "2:18 metadata.name.format - Invalid name \"Telecom\""),
    ("kind: MISP\nmetadata: {name: \"\"}\n", "2:18 metadata.name.format - Invalid name \"\""),
    ("kind: MISP\nmetadata: {name: ../../etc}\n", "2:18 metadata.name.format - Invalid name \"../../etc\""),
    ("kind: MISP\nmetadata: {name: a-}\n", "2:18 metadata.name.format - Invalid name \"a-\""),
    ("kind: MISP\nmetadata: {name: \"a\\n\"}\n", "2:18 metadata.name.format - Invalid name \"a\n\""),
    ("kind: MISP\nmetadata: {name: café}\n", "2:18 metadata.name.format - Invalid name \"café\""),
  ])
  func `what has no known kind and name is unreadable`(_ text: String, _ expected: String) {
    let desired = load([("m/a.yaml", text)])
    #expect(desired.manifests.map(\.id.description) == [])
    #expect(desired.unreadable.map(\.brief) == ["m/a.yaml:" + expected])
  }

  @Test(arguments: ["a", "0", "a.b-c.9", String(repeating: "x", count: 128)])
  func `names of the alphabet are taken`(_ name: String) {
    let desired = load([("a.yaml", "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: \(name)}\nspec: {}\n")])
    #expect(desired.manifests.map(\.id) == [ObjectID(kind: "MISP", name: name)])
    #expect(desired.manifests.flatMap(\.faults).map(\.brief) == [] && desired.unreadable.isEmpty)
  }

  @Test func `a name of 129 characters is refused`() {
    let name = String(repeating: "x", count: 129)
    #expect(
      load([("a.yaml", "kind: MISP\nmetadata: {name: \(name)}\n")]).unreadable.map(\.rule) == ["metadata.name.format"])
  }

  /// Faults of the frame that leave the object known.
  @Test(
    arguments: [
      (
        "kind: MISP\nmetadata: {name: a}\nspec: {}\n",
        ["1:1 manifest.apiVersion - The apiVersion of the manifest is not partnerctl/v1"]
      ),
      (
        "apiVersion: partnerctl/v2\nkind: MISP\nmetadata: {name: a}\nspec: {}\n",
        ["1:13 manifest.apiVersion - The apiVersion of the manifest is not partnerctl/v1"]
      ),
      (
        "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: a}\n",
        ["1:1 manifest.spec.required - The manifest has no spec"]
      ),
      (
        "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: a}\nspec: []\n",
        ["4:7 manifest.spec.required - The manifest has no spec"]
      ),
      (
        "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: a}\nspec: {}\nSpec: {}\nstatus: {}\n",
        ["5:1 manifest.unknown - Unknown field \"Spec\"", "6:1 manifest.unknown - Unknown field \"status\""]
      ),
    ] as [(String, [String])])
  func `a faulty frame leaves the object known`(_ text: String, _ expected: [String]) {
    let desired = load([("a.yaml", text)])
    #expect(desired.unreadable.map(\.brief) == [])
    #expect(desired.manifests.map(\.id.description) == ["MISP a"])
    #expect(desired.manifests.flatMap(\.faults).map(\.brief) == expected.map { "a.yaml:" + $0 })
    #expect(desired.manifests.flatMap(\.faults).allSatisfy { $0.object == ObjectID(kind: "MISP", name: "a") })
  }

  @Test func `manifests follow the bytes of their paths, then the documents of a file`() {
    let desired = load([
      ("b.yaml", frame("b1") + "---\n" + frame("b2")), ("a/z.yaml", frame("z")), ("B.yaml", frame("b0")),
      ("a.yaml", frame("a")),
    ])
    #expect(desired.manifests.map(\.id.name) == ["b0", "a", "z", "b1", "b2"])
    #expect(
      desired.manifests.map { "\($0.location.file):\($0.location.mark.line)" }
        == ["B.yaml:1", "a.yaml:1", "a/z.yaml:1", "b.yaml:1", "b.yaml:6"])
  }

  @Test func `content is what is asked for, whatever its layout`() {
    func content(_ text: String) -> String {
      ManifestFile("a.yaml", text).documents.map { Manifest.content(of: $0.root, attachments: .none, by: .test) }
        .joined()
    }
    let plain = content("apiVersion: v\nkind: K\nmetadata: {name: a}\nspec: {a: 1, b: x}\n")
    #expect(plain == content("# words\nspec:\n  b: x\n  a: 1\nmetadata:\n  name: a\nkind: K\napiVersion: v\n"))
    #expect(plain == content("apiVersion: v\nkind: K\nmetadata: {name: a}\nspec: {a: 1, b: \"x\"}\nignored: 1\n"))
    #expect(plain != content("apiVersion: v\nkind: K\nmetadata: {name: a}\nspec: {a: \"1\", b: x}\n"))
    #expect(plain != content("apiVersion: v\nkind: K\nmetadata: {name: b}\nspec: {a: 1, b: x}\n"))
  }

  private func frame(_ name: String) -> String {
    "apiVersion: partnerctl/v1\nkind: MISP\nmetadata: {name: \(name)}\nspec: {}\n"
  }

  private func load(_ files: [(String, String)]) -> Desired {
    Desired.load(files.map { ManifestFile($0.0, $0.1) }, catalog: .standard)
  }
}
