import RegistrySupport
import Source
import Testing

@testable import Model

/// Signed responses, put together and taken apart without a key.
@Suite struct SignedResponseTests {
  @Test func `the layout of RFC 7515 signs header and payload`() throws {
    let draft = SignedResponse.request(.rfc7515) { Array(#"{"a":1}"#.utf8) }.draft("key-1")
    let input = "\(url(#"{"alg":"RS256","type":"JWS","kid":"key-1"}"#)).\(url(#"{"a":1}"#))"
    #expect(draft.input == Array(input.utf8))
    #expect(draft.text([0xFB, 0xFF]) == input + "." + "-_8")
  }

  @Test func `the layout of the documents signs the payload alone, and encodes twice`() throws {
    let draft = SignedResponse.request(.mosip) { Array(#"{"a":1}"#.utf8) }.draft("key-1")
    #expect(draft.input == Array(standard(#"{"a":1}"#).utf8))
    let header = standard(#"{"alg":"RS256","type":"JWS"}"#)
    #expect(draft.text([0xFB, 0xFF]) == "\(header).\(standard(#"{"a":1}"#)).\(standard("+/8="))")
  }

  @Test(arguments: SignedResponse.Layout.allCases) func `a text put together by either layout is read back`(
    _ layout: SignedResponse.Layout
  ) throws {
    let signature = (0...255).map { UInt8($0) }
    let draft = SignedResponse.request(layout) { Array(#"{"b":"é","a":1}"#.utf8) }.draft("k")
    let response = try SignedResponse(reading: draft.text(signature))
    #expect(response.layout == layout && response.signature == signature && response.input == draft.input)
    #expect(response.keyID == (layout == .rfc7515 ? "k" : nil))
    #expect(try response.payload().line == #"{"b":"é","a":1}"#)
  }

  @Test(arguments: [
    ("", "parts: The text is empty"),
    ("a", "parts: A signed response has three parts joined by dots; this text has one part"),
    ("a.b", "parts: A signed response has three parts joined by dots; this text has 2 parts"),
    ("a.b.c.d", "parts: A signed response has three parts joined by dots; this text has 4 parts"),
    ("x" * (1 << 20 + 1), "parts: The text is too long for a signed response"),
    (".b.c", "encoding: The header is empty"),
    ("é.b.c", #"encoding: The header holds "é", which base64url does not allow"#),
    ("a b.c.d", #"encoding: The header holds " ", which base64url does not allow"#),
    ("a.b.c", "encoding: The header is not complete base64url"),
    ("a-b=.c.d", #"encoding: The header holds "-", which standard base64 does not allow"#),
    ("AB.c.d", "encoding: The header is not complete base64url"),
    ("a+b.c.d", "encoding: The header is not complete standard base64"),
    ("ab.c/.d", "encoding: The header is not complete standard base64"),
    ("\(url("[]")).c.d", "header: The header is not a JSON object but a list"),
    ("\(url("{}")).AA.AA", "algorithm: The header names no algorithm (alg)"),
    ("\(url(#"{"alg":null}"#)).AA.AA", "algorithm: The header names no algorithm (alg)"),
    ("\(url(#"{"alg":"nOnE"}"#)).AA.AA", #"algorithm: The text is not signed: its header says alg "nOnE""#),
    ("\(url(#"{"alg":"HS256"}"#)).AA.AA", #"algorithm: The header names the algorithm "HS256""#),
    ("\(url(#"{"alg":"rs256"}"#)).AA.AA", #"algorithm: The header names the algorithm "rs256""#),
    (
      "\(url(#"{"alg":"RS256","crit":[]}"#)).AA.AA",
      "critical: The header requires extensions (crit), and none is supported"
    ),
    ("\(url(#"{"alg":"RS256","kid":1}"#)).AA.AA", "header: The header's key id (kid) is not text"),
    ("\(url(#"{"alg":"RS256","kid":null}"#)).AA.AA", "header: The header's key id (kid) is not text"),
    ("\(url(#"{"alg":"RS256"}"#))..AA", "encoding: The payload is empty"),
    ("\(url(#"{"alg":"RS256"}"#)).AA.", "encoding: The signature is empty"),
    ("\(url(#"{"alg":"RS256"}"#)).AA.AB", "encoding: The signature is not complete base64url"),
    (
      "\(standard(#"{"alg":"RS256"}"#))=.AA==.AA==",
      "encoding: The header is not complete standard base64"
    ),
    (
      "\(standard(#"{"alg":"RS256","typ":"JWS"}"#)).AA==.AA==",
      #"header: The header is not {"alg":"RS256","type":"JWS"}, and no signature protects it"#
    ),
    (
      "\(standard(#"{"alg":"RS256","type":"JWS"}"#)).AA==./w==",
      "encoding: The signature is not encoded twice, as the layout mosip requires"
    ),
    (
      "\(standard(#"{"alg":"RS256","type":"JWS"}"#)).AA==.\(standard("AB=="))",
      "encoding: The signature is not complete standard base64"
    ),
    (
      "\(standard(#"{"alg":"RS256","type":"JWS"}"#)).AA.\(standard("AA=="))",
      "encoding: The payload is not complete standard base64"
    ),
  ])
  func `a text that is not a signed response is refused with the reason`(_ text: String, _ fault: String) {
    #expect {
      try SignedResponse(reading: text)
    } throws: {
      ($0 as? SignedResponse.Fault).map { "\($0.rule): \($0.message)" } == "signature.\(fault)"
    }
  }

  @Test(arguments: [
    (#"{"alg":"RS256","alg":"none"}"#, "signature.header"), ("{", "signature.header"), ("\u{0}", "signature.header"),
  ])
  func `a header that is not strict JSON is refused`(_ header: String, _ rule: String) {
    #expect {
      try SignedResponse(reading: "\(url(header)).AA.AA")
    } throws: {
      ($0 as? SignedResponse.Fault)?.rule == rule
    }
  }

  @Test(arguments: ["[]", "1", "{", "{\"a\":1,\"a\":2}", "\u{FFFE}"])
  func `a payload that is not a JSON object is a fault when it is read`(_ payload: String) throws {
    let response = try SignedResponse(reading: "\(url(#"{"alg":"RS256"}"#)).\(url(payload)).AA")
    #expect(response.keyID == nil)
    #expect {
      try response.payload()
    } throws: {
      ($0 as? SignedResponse.Fault)?.rule == "signature.payload"
    }
  }

  @Test(
    arguments: [
      ("\(url(#"{"a":1}"#))", #"{"a":1}"#), ("\(standard(#"{"a":12}"#))", #"{"a":12}"#),
      ("x.\(url(#"{"a":1}"#)).y", #"{"a":1}"#), ("x.\(url(#"{"a":1}"#))", nil), (url("[]"), nil), ("", nil), ("é", nil),
      ("..", nil),
    ] as [(String, String?)])
  func `a digital id is a JSON object in base64, alone or as the payload of a signed text`(
    _ text: String, _ object: String?
  ) {
    #expect(SignedResponse.digitalID(in: .object(["digitalId": .text(text)]))?.line == object)
  }

  @Test func `a payload without a digital id has none`() {
    #expect(SignedResponse.digitalID(in: .object([:])) == nil && SignedResponse.digitalID(in: .null) == nil)
    #expect(SignedResponse.digitalID(in: .object(["digitalId": .object(["a": .null])])) == nil)
  }
}

private func url(_ text: String) -> String { Base64.encode(Array(text.utf8), alphabet: .url, padded: false) }

private func standard(_ text: String) -> String { Base64.encode(Array(text.utf8), alphabet: .standard, padded: true) }
