import RegistrySupport
import Source
import Testing

@testable import Model

/// Texts that a manifest holds, or takes from a file beside it.
@Suite struct FileFieldTests {
  @Test func `a text is taken from the manifest, or from the file that it names`() {
    #expect(reading("{cert: abc}").stored == #"{"cert":"abc","extra":null}"#)
    let named = reading("{certFile: a.pem}")
    #expect(named.violations == [])
    #expect(named.record.cert == "from a\n" && named.record.certFile == "a.pem")
  }

  @Test func `the name of the file is not stored, the text alone is`() {
    #expect(reading("{certFile: a.pem, extraFile: a.pem}").stored == #"{"cert":"from a\n","extra":"from a\n"}"#)
  }

  @Test(arguments: [
    ("{}", "cert.required spec.cert 1:1: Missing value - cert"),
    ("{cert: , certFile: ~}", "cert.required spec.cert 1:8: Missing value - cert"),
    (
      "{cert: abc, certFile: a.pem}",
      "cert.surplus spec.cert 1:8: Invalid value - cert; certFile names a file that holds it; leave one of them out"
    ),
    ("{certFile: empty.pem}", "certFile.required spec.certFile 1:12: Missing value - certFile; the file is empty"),
    ("{certFile: gone.pem}", "certFile.file spec.certFile 1:12: Invalid value - certFile; there is no such file"),
    (
      "{certFile: other.pem}",
      "certFile.file spec.certFile 1:12: Invalid value - certFile; files beside the manifest cannot be read here"
    ),
    ("{certFile: ''}", "certFile.required spec.certFile 1:12: Missing value - certFile; the value is blank"),
    (
      "{certFile: [a.pem]}",
      "certFile.type spec.certFile 1:12: Invalid value - certFile; text is expected here, not a list; write its one item without the brackets"
    ),
    (
      #"{certFile: "a\0.pem"}"#,
      "certFile.control spec.certFile 1:12: Invalid value - certFile; the control character U+0000 is not allowed"
    ),
  ])
  func `a fault of the file is reported once, without a second one for the missing text`(
    _ yaml: String, _ violation: String
  ) {
    let reading = reading(yaml)
    #expect(reading.violations == ["lamp.\(violation)"])
    #expect(reading.record.cert == (yaml.contains("a.pem}") && !yaml.contains("[") ? "from a\n" : ""))
  }

  @Test(arguments: [(512, false), (513, true)]) func `a file's name has at most 512 units`(_ count: Int, _ isLong: Bool)
  {
    let reading = Reading(Files.self, .object(["certFile": .text("x" * count)]))
    #expect(reading.violations.map { $0.hasPrefix("lamp.certFile.length ") } == [isLong])
  }

  @Test func `an optional text may be absent, and its file is read in the same way`() {
    let reading = reading("{cert: a, extra: b, extraFile: gone.pem}")
    #expect(
      reading.violations == [
        "lamp.extraFile.file spec.extraFile 1:32: Invalid value - extraFile; there is no such file",
        "lamp.extra.surplus spec.extra 1:18: Invalid value - extra; "
          + "extraFile names a file that holds it; leave one of them out",
      ])
    #expect(reading.record.extra == nil)
  }

  @Test func `the text names its alternative, and copying takes both`() {
    #expect(Files.descriptions.map(\.name) == ["certFile", "cert", "extraFile", "extra"])
    #expect(Files.descriptions.map(\.alternative) == [nil, "certFile", nil, "extraFile"])
    #expect(Files.descriptions.map(\.isRequired) == [false, true, false, false])
    let source = reading("{certFile: a.pem, extra: e}").record
    var target = Files()
    for field in Files.fields { field.access.copy(source, &target) }
    #expect(target.cert == "from a\n" && target.certFile == "a.pem" && target.extra == "e" && target.extraFile == nil)
  }

  @Test func `attachments have the paths of those files that could be read`() {
    #expect(Set(files.paths) == ["m/a.pem", "m/empty"])
    #expect(Attachments.none.paths == [] && Attachments.none.files.isEmpty)
  }

  private var files: Attachments {
    var files = Attachments()
    files.attach(.success(.init(path: "m/a.pem", text: "from a\n")), as: "a.pem")
    files.attach(.success(.init(path: "m/empty", text: "x")), as: "m")
    files.attach(.failure(.empty), as: "empty.pem")
    files.attach(.failure(AttachmentFault("there is no such file")), as: "gone.pem")
    return files
  }

  private func reading(_ yaml: String) -> Reading<Files> { Reading(Files.self, tree(yaml), attachments: files) }
}

private struct Files: Fielded {
  var cert = ""
  var certFile: String?
  var extra: String?
  var extraFile: String?

  static let fields: [Field<Files>] =
    Field.fileOrText("cert", \.cert, file: \.certFile, TextLimits(1...64, isMultiline: true), "Certificate.")
    + Field.optionalFileOrText("extra", \.extra, file: \.extraFile, TextLimits(1...64), "More.")
}
