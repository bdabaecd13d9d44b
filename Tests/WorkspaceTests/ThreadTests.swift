import Command
import CommandSupport
import Crypto
import Kinds
import Model
import Source
import Testing

/// One thread and several say and do the same.
struct ThreadTests {
  /// Files of several manifests, with faults of every sort among them.
  private var files: [String: String] {
    var files: [String: String] = [:]
    for number in 0..<40 {
      let names = (0..<5).map { "m\(number)-\($0)" }
      var text = names.map { "---\n" + .misp($0, "contactNumber: \(number)") }.joined()
      switch number % 8 {
      case 1: text += "---\nkind: [\n"
      case 2: text += "---\n" + .misp("Bad Name")
      case 3: text += "---\n" + .misp("e\(number)", email: "no address")
      case 4: text += "---\n" + .misp("twice")
      case 5: text += "---\n" + .misp("o\(number)", of: "one name")
      case 6: text += "---\n" + .misp("u\(number)", "unknwon: \(number)")
      default: break
      }
      files["folder\(number % 3)/\(number).yaml"] = text
    }
    return files
  }

  private func said(_ registry: RegistrySandbox, threads: String) -> [Ran] {
    registry.variables["PARTNERCTL_THREADS"] = threads
    return [
      registry.run("validate", "-o", "json"), registry.run("validate", "--rev", "HEAD", "-o", "json"),
      registry.run("plan", "-o", "json"), registry.run("plan", "--worktree", "--full", "-o", "json"),
      registry.run("get", "MISP", "-o", "json"),
    ]
  }

  @Test func `any number of threads says the same`() throws {
    try withRegistry(files) { registry in
      let alone = said(registry, threads: "1")
      #expect(try alone[0].json.at("diagnostics").items?.count ?? 0 > 20)
      #expect(said(registry, threads: "3") == alone)
      #expect(said(registry, threads: "none") == alone)
      registry.run("reconcile")
      try registry.commit(["folder1/1.yaml": .misp("m1-0", "contactNumber: 7"), "late.yaml": .misp("late")])
      let later = said(registry, threads: "1")
      #expect(later != alone)
      #expect(said(registry, threads: "3") == later)
    }
  }

  @Test func `any number of threads records and signs the same bytes`() throws {
    var files = files
    files["vendor.yaml"] = Device.examplePrerequisites
    files["devices.yaml"] = (0..<150).map { Device.sample($0) }.joined(separator: "---\n")
    let key = String(decoding: try SigningKey.generate().pem(), as: UTF8.self)
    let trees = try ["1", "3"].map { threads in
      let registry = try RegistrySandbox(files)
      registry.variables["PARTNERCTL_THREADS"] = threads
      registry.variables["PARTNERCTL_SIGNING_KEY"] = key
      #expect(registry.run("reconcile").code == .faults)
      return try registry.git("rev-parse", "HEAD^{tree}")
    }
    #expect(trees[0] == trees[1])
  }
}
