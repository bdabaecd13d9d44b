import Model
import Report
import Source
import Store
import Workspace

enum DeviceCommand: Subcommand {
  static let name = "device"
  static let arguments = "validate OPTIONS | validate - | verify JWS [REGISTRY_FOLDER]"
  static let summary = "Validate a device as documented, or verify a signed device response."
  static let details = """
    validate      Checks that the device is registered, that its provider and its device service are active, and that
                  all given values are those that were registered. With -, the documented request is read as JSON from
                  standard input. --timestamp asks about the state at that time. All options up to --service-version
                  are required.
    verify  JWS   Verifies that a key of this registry (State/keys/jwks.json at HEAD) signed the text of
                  status.response.response, and shows its content. With -, one line is read from standard input. The
                  two layouts are told apart by their form. The exit code is 1 if the text cannot be relied on.

    With -o json and -o mosip, validate answers in the documented envelope. With -o json, verify prints
    {"formatVersion", "valid", "layout", "keyID", "payload", "digitalID", "problem"}; payload and digitalID are null
    unless the text is valid; problem is null if it is, else {"rule", "message", "hint"}. A digital id is shown as the
    device sent it; if the device signed it, that signature is not verified here.
    """
  static let formats: [OutputFormat] = [.text, .json]
  static let options = QueryGroupCommand.options(of: name) + [.record, .now, .output(QueryGroupCommand.formats)]

  static func run(_ context: Context) throws -> ExitCode {
    switch context.invocation.positionals.first {
    case "validate": return try QueryGroupCommand(name, context: context).run()
    case "verify": return try verify(context)
    default:
      throw UsageError("device needs validate or verify", hint: "partnerctl device verify JWS")
    }
  }

  private static func verify(_ context: Context) throws -> ExitCode {
    try QueryGroupCommand.refuseOptions(of: name, in: context)
    for option in [Option.record, .now] where context.invocation.has(option) {
      throw UsageError("device verify takes no --\(option.name)")
    }
    let format = try context.format(formats)
    let (words, folder) = try context.arguments(2...2)
    guard words.count == 2 else {
      throw UsageError(
        "device verify needs a signed response", hint: "give its text, or - to read it from standard input")
    }
    let text = try text(words[1], in: context)
    let workspace = try context.openWorkspace(folder)
    let keys = try Keys(try workspace.revision("HEAD")).trusted()
    var response: SignedResponse?
    do {
      let read = try SignedResponse(reading: text)
      response = read
      let (key, payload) = try keys.verify(read)
      print(read, signedBy: key, payload: payload, as: format, in: context)
      return .done
    } catch {
      print(error, response: response, as: format, in: context)
      return .faults
    }
  }

  private static func text(_ word: String, in context: Context) throws(UsageError) -> String {
    guard word == "-" else { return trimmed(word) }
    guard let line = context.terminal.readLine() else { throw UsageError("standard input holds no signed response") }
    try context.refuseFurtherInput(
      "standard input holds more than one line", hint: "verify one signed response at a time")
    return trimmed(line)
  }

  /// The text without the white space that copying adds.
  private static func trimmed(_ text: String) -> String {
    let isBlank: (Unicode.Scalar) -> Bool = { $0.isASCII && $0.properties.isWhitespace }
    let kept = text.unicodeScalars.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
    return String(String.UnicodeScalarView(kept))
  }

  private static func print(
    _ response: SignedResponse, signedBy key: SigningKeys.Key, payload: Node, as format: OutputFormat,
    in context: Context
  ) {
    let digitalID = SignedResponse.digitalID(in: payload)
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "valid": .boolean(true), "layout": .text(response.layout.rawValue),
          "keyID": .text(key.id), "payload": payload, "digitalID": digitalID ?? .null, "problem": .null,
        ]))
      return
    }
    context.print("\(context.style.green("valid")): this registry signed it")
    var rows = [
      ("key", "\(key.id), signs since \(key.signsSince)"), ("layout", response.layout.rawValue),
    ]
    for entry in payload.entries ?? [] where digitalID == nil || entry.key != "digitalId" {
      rows.append((visible(entry.key.text), DeviceCommand.words(entry.value)))
    }
    for entry in digitalID?.entries ?? [] {
      rows.append(("digitalId.\(visible(entry.key.text))", DeviceCommand.words(entry.value)))
    }
    for line in aligned(rows.map { ($0, visible($1)) }) { context.print("  " + line) }
  }

  private static func words(_ node: Node) -> String {
    node.text ?? String(decoding: JSONWriter.line(node, secrets: .masked), as: UTF8.self)
  }

  private static func print(
    _ fault: SignedResponse.Fault, response: SignedResponse?, as format: OutputFormat, in context: Context
  ) {
    let style = context.style
    // A key id is not a secret, though it looks like a key.
    context.terminal.writeError("\(style.bold(style.red("error"))): \(style.shown(whole: fault.message))\n")
    context.terminal.writeError("  \(style.cyan("hint")): \(style.shown(whole: fault.hint))\n")
    guard format == .json else { return }
    let problem = Node.object([
      "rule": .text(fault.rule), "message": .text(fault.message), "hint": .text(fault.hint),
    ])
    context.print(
      .object([
        "formatVersion": .integer(1), "valid": .boolean(false), "layout": .text(response?.layout.rawValue),
        "keyID": .text(response?.keyID), "payload": .null, "digitalID": .null, "problem": problem,
      ]))
  }
}
