import Command
import CommandSupport
import Kinds
import Model
import Source
import Testing

@testable import Report

/// How codes and events that cannot occur are explained.
@Suite struct ExplainTests {
  private let reference = Reference(.standard)

  @Test(arguments: [
    ("PMS_MSP_404", "It cannot occur: a decision already made is not a change, and nothing is done.", 2),
    ("PMS_PMP_022", "It cannot occur: the group of a stored policy is always stored too.", 1),
    (
      "PMS_PMP_023",
      "It cannot occur: de-activating a group de-activates its policies, for which PMS_PMP_019 is the "
        + "answer.", 2
    ),
    (
      "ADM-724",
      "It cannot occur: what a run stores becomes visible with its commit, or not at all.", 1
    ),
    ("PMS_PRT_190", "partnerctl never emits this event: there is no search with filters, pages and sorting.", 1),
    ("KER-PCM-002", "partnerctl never answers with this code: a certificate that can be read has a thumbprint.", 1),
  ])
  func `the reason is given with the code or event, in text and as JSON`(
    _ word: String, _ reason: String, _ count: Int
  ) throws {
    try withRegistry { registry in
      let text = registry.run("explain", word)
      #expect(text.code == .done)
      #expect(
        text.output.components(of: "  here ").map { $0.hasSuffix(reason) } == Array(repeating: true, count: count))
      let articles = try registry.run("explain", word, "-o", "json").json.at("articles").items ?? []
      #expect(articles.count == count && articles.allSatisfy { $0.at("title").text == word })
      let reasons = articles.map { article in
        article.at("facts").items?.first { $0.at("name").text == "here" }?.at("text").text
      }
      #expect(reasons == Array(repeating: reason, count: count))
    }
  }

  @Test func `what a manifest or a read can bring about has no such reason`() {
    let met = ["PMS_MSP_405", "PMS_MSP_005", "PMS_MSP_419", "PMS_PMP_019", "PMS_COR_001", "PMS_PRT_005"]
    for code in reference.catalog.codes() where met.contains(code.code) {
      #expect(reference.whyNeverMet(code) == nil, "\(code.code)")
    }
    let events = [
      "PMS_MSP_403", "PMS_MSP_407", "PMS_MSP_418", "PMS_PRT_789", "PMS_PRT_799", "PMS_MSP_406", "PMS_PRT_483",
    ]
    for event in reference.catalog.events() where events.contains(event.name.id) {
      #expect(reference.whyNeverMet(event) == nil, "\(event.name.id)")
    }
  }

  @Test func `of the documented events one alone cannot occur`() {
    let silent = reference.catalog.events().filter { $0.isDocumented && reference.whyNeverMet($0) != nil }
    #expect(silent.map(\.name.id) == ["PMS_MSP_404"])
  }

  @Test func `every event is emitted, or has a reason why not, and never both`() {
    func emitted<K: ResourceKind>(_ kind: K.Type) -> [String] {
      let names = K.operations.flatMap(\.stages).compactMap { stage -> EventName? in
        switch stage {
        case .emits(let name), .expects(_, let name): name
        case .requires(let precondition): precondition.unreachable == nil ? precondition.failing : nil
        case .takes, .does: nil
        }
      }
      return (names + K.queries.flatMap(\.events)).map { "\(K.eventModule.name) \($0.id) \($0.row)" }
    }
    let emitted = Set(reference.catalog.kinds.flatMap { emitted($0) })
    for event in reference.catalog.events() where !["object.import", "settings.record"].contains(event.name.id) {
      let isEmitted = emitted.contains("\(event.module) \(event.name.id) \(event.name.row)")
      #expect(isEmitted == (reference.whyNeverMet(event) == nil), "\(event.module) \(event.name.id) \(event.name.row)")
    }
    #expect(reference.catalog.events().compactMap(\.whyUnemitted).allSatisfy { !$0.hasSuffix(".") })
  }

  @Test func `every code is answered with, or has a reason why not`() {
    let rules = reference.catalog.kinds.flatMap { $0.ruleDescriptions }
    let answered = Set(
      rules.filter { $0.unreachable == nil }.flatMap { [$0.code, $0.codeOfChange] }
        + reference.queries.flatMap(\.failures).filter { $0.unreachable == nil }.map(\.code))
    for code in reference.catalog.codes() {
      #expect(answered.contains(code.code) == (reference.whyNeverMet(code) == nil), "\(code.code)")
    }
  }
}

extension String {
  /// The lines that begin with these letters.
  fileprivate func components(of beginning: String) -> [String] {
    split(separator: "\n").map(String.init).filter { $0.hasPrefix(beginning) }
  }
}
