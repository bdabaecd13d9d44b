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
                  two layouts are told apart by their form. It also tells whether a run recorded just this text, until
                  when it was the answer, and what the device is now. The exit code is 1 if the text cannot be relied
                  on: an answer that no run recorded was made by whoever has the key.

    With -o json and -o mosip, validate answers in the documented envelope. With -o json, verify prints
    {"formatVersion", "valid", "layout", "keyID", "payload", "digitalID", "recorded", "problem"}; recorded is
    {"name", "present", "until", "status"}; payload, digitalID and recorded are null
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
    let revision = try workspace.revision("HEAD")
    let keys = try Keys(revision).trusted()
    var response: SignedResponse?
    do {
      let read = try SignedResponse(reading: text)
      response = read
      let (key, payload) = try keys.verify(read)
      guard let answer = try recorded(text, payload: payload, at: revision) else { throw unrecorded }
      print(read, signedBy: key, payload: payload, recorded: answer, as: format, in: context)
      return .done
    } catch let fault as SignedResponse.Fault {
      print(fault, response: response, as: format, in: context)
      return .faults
    }
  }

  private static func recorded(
    _ text: String, payload: Node, at revision: Revision
  ) throws -> RecordedAnswers.Answer? {
    guard let id = payload["deviceCode"]?.text else { return nil }
    return try RecordedAnswers(revision).answer(text, about: id)
  }

  private static let unrecorded = SignedResponse.Fault(
    "signature.unrecorded", message: "A key of this registry signed the text, but no run recorded it",
    hint: "whoever had the key made it; do not rely on what it says")

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
    _ response: SignedResponse, signedBy key: SigningKeys.Key, payload: Node, recorded: RecordedAnswers.Answer,
    as format: OutputFormat,
    in context: Context
  ) {
    let digitalID = SignedResponse.digitalID(in: payload)
    if format == .json {
      context.print(
        .object([
          "formatVersion": .integer(1), "valid": .boolean(true), "layout": .text(response.layout.rawValue),
          "keyID": .text(key.id), "payload": payload, "digitalID": digitalID ?? .null,
          "recorded": .object([
            "name": .text(recorded.object.name), "present": .boolean(recorded.isPresent),
            "until": .text(recorded.until), "status": .text(recorded.status),
          ]),
          "problem": .null,
        ]))
      return
    }
    let former = recorded.until.map { "it was the answer until \($0)" } ?? "it was the answer before"
    let standing = ", and " + (recorded.isPresent ? "it is the present answer" : former)
    context.print("\(context.style.green("valid")): this registry signed it\(standing)")
    if let status = recorded.status, payload["status"]?.text.map({ !ExactString.same($0, status) }) ?? false {
      context.remark("the device \(visible(recorded.object.name)) is \(visible(status)) now")
    }
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
        "keyID": .text(response?.keyID), "payload": .null, "digitalID": .null, "recorded": .null, "problem": problem,
      ]))
  }
}
