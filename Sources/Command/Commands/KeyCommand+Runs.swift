import Crypto
import Engine
import Model
import Report
import Source
import Store
import Workspace

/// The keys that seal runs: shows them, and writes who is trusted into `registry.yaml`.
extension KeyCommand {
  /// Shows the key of this machine, and those that may seal the next run.
  static func showRunners(_ context: Context, folder: String?, as format: OutputFormat) throws -> ExitCode {
    let workspace = try context.openWorkspace(folder)
    let own = try context.runnerKeys.present().map { SSHPublicKey($0.publicKey) }
    let runners = try Runners(try workspace.revision("HEAD")).trusted()
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "key": .text(own?.text), "fingerprint": .text(own?.fingerprint),
          "runners": .list(
            runners.map { runner in
              .object([
                "name": .text(runner.name), "key": .text(runner.key),
                "fingerprint": .text(SSHPublicKey(runner.key)?.fingerprint),
              ])
            }),
        ]))
      return .done
    }
    context.print("seals    \(own.map { "\($0.text)\n         \($0.fingerprint)" } ?? "no key here yet")")
    for runner in runners {
      let fingerprint = SSHPublicKey(runner.key)?.fingerprint ?? "unknown key"
      context.print("trusted  \(context.style.shown(runner.name)): \(fingerprint)")
    }
    if runners.isEmpty { context.print("trusted  nobody yet: the first run names its key") }
    return .done
  }

  /// Lists the keys that may seal the next run as `ssh-keygen -Y verify` reads them.
  static func listRunners(_ context: Context, folder: String?) throws -> ExitCode {
    let workspace = try context.openWorkspace(folder)
    for runner in try Runners(try workspace.revision("HEAD")).trusted() {
      let name = String(runner.name.map { $0.isWhitespace || $0 == "\"" || $0 == "," ? "-" : $0 })
      context.print("\(name) namespaces=\"\(Seal.purpose)\" \(runner.key)")
    }
    return .done
  }

  /// Adds a key to those that `registry.yaml` trusts, with those that are trusted now.
  static func trust(_ context: Context, line: String?, folder: String?) throws -> ExitCode {
    guard let line, let key = SSHPublicKey(line) else {
      throw UsageError(
        "key trust needs a public key of the type ssh-ed25519",
        hint: "partnerctl key show --for runs prints it on the machine that is to run")
    }
    guard let name = context.invocation.value(holder) ?? comment(of: line) else {
      throw UsageError("key trust needs --name", hint: "name the key's holder, such as --name ci")
    }
    let workspace = try context.openWorkspace(folder)
    let revision = try workspace.revision("HEAD")
    let path = workspace.path(RegistryFile.name)
    let present = try Runners(revision).trusted()
    if let same = present.first(where: { $0.key == key.text }) {
      context.print("nothing to do: the key is trusted already, as \(context.style.shown(same.name))")
      return .done
    }
    let settings = workspace.isBare ? revision.settings : try SettingsFile(workspace).settingsInWorkingTree()
    var keys = settings.registry.trust.runners
    if keys.isEmpty { for runner in present { keys[ExactString(runner.name)] = runner.key } }
    if let other = keys[ExactString(name)], other != key.text {
      throw UsageError(
        "the name \"\(name)\" belongs to another key", hint: "give --name another one, or remove that key from \(path)")
    }
    keys[ExactString(name)] = key.text
    let block = RegistryTrust.block(keys)
    guard let bytes = try workspace.bytes(of: path, at: nil),
      let edited = RegistryTrust.edit(String(decoding: bytes, as: UTF8.self), block: block, catalog: context.catalog)
    else {
      context.print(block)
      context.remark("write this into \(path), below spec, in place of trust; then commit it")
      return .done
    }
    try Runners(revision).write(settings: Array(edited.utf8))
    context.print(
      "\(path): \(context.style.shown(name)) may make runs (\(key.fingerprint)), once one of the others ran")
    context.remark("next: git commit \(path), then partnerctl reconcile where runs are made now")
    return .done
  }

  private static func comment(of line: String) -> String? {
    let words = line.split(separator: " ", maxSplits: 2)
    return words.count > 2 ? String(words[2]) : nil
  }
}
