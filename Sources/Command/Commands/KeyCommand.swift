import Crypto
import Engine
import Git
import Model
import Report
import Source
import Store
import Workspace

enum KeyCommand: Subcommand {
  static let name = "key"
  static let arguments = "new | show | list | trust KEY | rotate [REGISTRY_FOLDER]"
  static let summary = "Manage the keys that sign device responses, and those that seal runs."
  static let details = """
    new     Makes an RSA key in <git dir>/partnerctl/signing-key.pem, which is never committed, or in FILE with --out.
            An existing file is never overwritten.
    show    Shows the key that would sign, and every key that ever signed (State/keys/jwks.json at HEAD). Private keys
            are never shown.
    rotate  Replaces the local key with a new one. The old key is deleted; what it signed can still be verified.

    The signing key is --signing-key FILE, else PARTNERCTL_SIGNING_KEY (a path, or the text of the key), else the local
    key, which is made when it is first needed, except where CI is set.

    With --for runs, show and list are about the keys that seal runs. The key that seals comes from
    PARTNERCTL_RUNNER_KEY (a path, or the text of the key), else from ~/.config/partnerctl/runner-key, which is made by
    the first run, except where CI is set.

    trust KEY  Adds a public key to spec.trust.runners of registry.yaml, under --name. It may make runs after it is
               committed and one who may now ran once. ssh-keygen -t ed25519 makes keys.
    list       Prints who may seal runs, as ssh-keygen -Y verify reads it (-o allowed-signers).
    """
  static let purpose = Option("for", value: "PURPOSE", "show, list: the keys for answers (the default) or for runs.")
  static let holder = Option("name", value: "NAME", "trust: the name of the key's holder.")
  static let out = Option("out", value: "FILE", "new: write the key to FILE.")
  static let bits = Option("bits", value: "N", "new, rotate: 2048 (the default), 3072 or 4096.")
  static let formats: [OutputFormat] = [.text, .json, .allowedSigners]
  static let options = [out, bits, purpose, holder, .signingKey, .output(formats)]

  static func run(_ context: Context) throws -> ExitCode {
    let format = try context.format(formats)
    let invocation = context.invocation
    let isTrusting = invocation.positionals.first == "trust"
    let (words, folder) = try context.arguments(isTrusting ? 2...2 : 1...1)
    if isTrusting { return try trust(context, line: words.dropFirst().first, folder: folder) }
    if let code = try runs(context, words: words, folder: folder, as: format) { return code }
    let isNew = words.first == "new"
    if invocation.has(out), !isNew { throw UsageError("--out can be used only with key new") }
    if invocation.has(bits), words.first == "show" {
      throw UsageError("--bits can be used only with key new and key rotate")
    }
    if invocation.has(.signingKey), isNew {
      throw UsageError(
        "--signing-key cannot be used with key new", hint: "use --out FILE to say where the key is written")
    }
    switch words.first {
    case "new": return try new(context, folder: folder, as: format)
    case "show": return try show(context, folder: folder, as: format)
    case "rotate": return try rotate(context, folder: folder, as: format)
    default: throw UsageError("key needs new, show or rotate", hint: "partnerctl key show")
    }
  }

  /// Performs what is about keys for runs; nil if it is about those for answers.
  private static func runs(
    _ context: Context, words: [String], folder: String?, as format: OutputFormat
  ) throws -> ExitCode? {
    let purpose = context.invocation.value(purpose) ?? (words.first == "list" ? "runs" : "answers")
    switch (words.first, purpose) {
    case ("show", "runs") where format != .allowedSigners: return try showRunners(context, folder: folder, as: format)
    case ("list", "runs") where format == .allowedSigners: return try listRunners(context, folder: folder)
    case ("list", "runs"): return try showRunners(context, folder: folder, as: format)
    case (_, "answers") where format != .allowedSigners: return nil
    case (_, "answers"), (_, "runs"):
      throw UsageError("--for runs can be used with key show and key list", hint: "partnerctl key list --for runs")
    default: throw UsageError("--for needs answers or runs, not \"\(purpose)\"")
    }
  }

  private static func size(_ context: Context) throws(UsageError) -> Int {
    guard let text = context.invocation.value(bits) else { return SigningKey.leastBits }
    guard let bits = Int(text), [2048, 3072, 4096].contains(bits) else {
      throw UsageError("--bits needs 2048, 3072 or 4096, not \"\(text)\"")
    }
    return bits
  }

  // MARK: new

  private static func new(_ context: Context, folder: String?, as format: OutputFormat) throws -> ExitCode {
    let bits = try size(context)
    let path: String
    var isLocal = false
    if let file = context.invocation.value(out) {
      path = context.path(file)
    } else {
      path = KeyStore.localPath(try context.openWorkspace(folder).objects.repository.commonDirectory)
      isLocal = true
    }
    let key = try KeyStore.generate(bits: bits)
    guard try KeyStore.create(key, at: path) else {
      context.say(
        RunRefusal(
          rule: "key.exists", message: "\(path) exists already and was not overwritten",
          hint: isLocal ? "partnerctl key rotate replaces the local key" : "name another file"))
      return .refused
    }
    print(key, at: path, verb: "made", as: format, in: context)
    if isInWorkingTree(path) {
      context.remark(
        "warning: \(context.style.shown(whole: path)) is in a working tree; make sure that it is never committed")
    }
    let isOverruled = isLocal && !(context.terminal.variables[KeyStore.variable] ?? "").isEmpty
    if isOverruled { context.remark("\(KeyStore.variable) is set and takes precedence over this key") }
    return .done
  }

  private static func isInWorkingTree(_ path: String) -> Bool {
    guard let real = WorkingTree.realPath(path), let repository = try? Repository.discover(from: folder(of: real)),
      let root = repository.workingDirectory.flatMap(WorkingTree.realPath),
      let common = WorkingTree.realPath(repository.commonDirectory)
    else { return false }
    return real.hasPrefix(root + "/") && !real.hasPrefix(common + "/")
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "/"
  }

  private static func print(
    _ key: SigningKey, at path: String, verb: String, as format: OutputFormat, in context: Context,
    replacing old: String? = nil
  ) {
    let id = SigningKeys.thumbprint(key, by: .system)
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "keyID": .text(id), "bits": .integer(key.bits), "path": .text(path),
          "replaced": .text(old),
        ]))
    } else {
      context.print("\(verb) key \(id), \(key.bits) bits\n\(context.style.shown(whole: path))")
    }
  }

  // MARK: rotate

  private static func rotate(_ context: Context, folder: String?, as format: OutputFormat) throws -> ExitCode {
    let bits = try size(context)
    let workspace = try context.openWorkspace(folder)
    let store = context.keyStore(workspace)
    guard case .repository(let path) = store.origin else {
      let place = context.invocation.has(.signingKey) ? KeyStore.option : KeyStore.variable
      context.say(
        RunRefusal(
          rule: "key.foreign", message: "The signing key comes from \(place), which partnerctl does not replace",
          hint: "partnerctl key new --out FILE makes another; store it where the old one is kept"))
      return .refused
    }
    guard let old = try store.present() else {
      context.say(
        RunRefusal(
          rule: "key.none", message: "There is no local key to replace", hint: "partnerctl key new makes one"))
      return .refused
    }
    let key = try KeyStore.generate(bits: bits)
    try KeyStore.replace(path, by: key)
    let id = SigningKeys.thumbprint(old, by: .system)
    print(key, at: path, verb: "rotated: new", as: format, in: context, replacing: id)
    context.remark("the old key \(id) was deleted; what it signed can still be verified")
    return .done
  }

  // MARK: show

  private static func show(_ context: Context, folder: String?, as format: OutputFormat) throws -> ExitCode {
    let workspace = try context.openWorkspace(folder)
    let published = try Keys(try workspace.revision("HEAD")).trusted()
    let store = context.keyStore(workspace)
    let key = try store.present()
    if format == .json {
      let signing = key.map { key in
        Node.object([
          "keyID": .text(SigningKeys.thumbprint(key, by: .system)), "bits": .integer(key.bits),
          "origin": .text(store.origin.word), "path": .text(store.origin.path),
        ])
      }
      context.print(
        .object([
          "formatVersion": .integer(1), "signing": signing ?? .null, "keys": .list(published.keys.map(\.node)),
        ]))
      return .done
    }
    if let key {
      context.print(
        "signs     \(SigningKeys.thumbprint(key, by: .system)), \(key.bits) bits, from \(context.style.shown(whole: store.origin.description))"
      )
    } else {
      context.print(
        "signs     no key yet: \(store.isCI ? "set \(KeyStore.variable)" : "the first run that signs makes one")")
    }
    for key in published.keys {
      context.print("published \(key.id), \(key.bits) bits, signs since \(key.signsSince)")
    }
    if published.keys.isEmpty { context.print("published none: nothing has been signed yet") }
    return .done
  }
}

extension SigningKeys {
  /// A private key's id.
  fileprivate static func thumbprint(_ key: SigningKey, by instruments: Instruments) -> String {
    thumbprint(modulus: key.publicKey.modulus, exponent: key.publicKey.exponent, by: instruments)
  }
}

extension KeyStore.Origin {
  /// For programs.
  fileprivate var word: String {
    switch self {
    case .option: return "option"
    case .variableText, .variablePath: return "environment"
    case .repository: return "repository"
    }
  }

  /// Nil for a key whose text the environment holds.
  fileprivate var path: String? {
    switch self {
    case .option(let path), .variablePath(let path), .repository(let path): return path
    case .variableText: return nil
    }
  }

  fileprivate var description: String {
    switch self {
    case .option(let path): return "\(KeyStore.option) \(path)"
    case .variableText: return KeyStore.variable
    case .variablePath(let path): return "\(KeyStore.variable): \(path)"
    case .repository(let path): return path
    }
  }
}
