package import Model
import Source

extension Catalog {
  /// Everything this program knows; a new kind is one folder and one line here.
  package static let standard = Catalog(
    kinds: [
      PolicyGroup.self,
      Policy.self,
      MISP.self,
      TrustAnchor.self,
      Partner.self,
      DeviceProvider.self,
      FoundationalTrustProvider.self,
      DeviceService.self,
      Device.self,
    ],
    sections: [
      MISP.Settings.self,
      DeviceSettings.self,
      PolicySettings.self,
      PartnerSettings.self,
    ],
    version: 1,
    events: { parsedEvents },
    codes: { parsedCodes })

  private static let parsedEvents: [EventDefinition] = rows(of: auditEventTable).map { cells in
    EventDefinition(
      module: cells[0], name: EventName(cells[1], row: Int(cells[2]) ?? 1), type: cells[3], phase: cells[4],
      title: cells[5], idType: cells[6].isEmpty ? nil : cells[6], isDocumented: cells[7] == "yes", meaning: cells[8],
      note: cells[9].isEmpty ? nil : cells[9], whyUnemitted: unemitted[cells[0], default: [:]][ExactString(cells[1])])
  }

  private static let unemitted: [String: [ExactString: String]] = rows(of: unemittedEventTable).reduce(into: [:]) {
    reasons, cells in
    for id in cells[1].split(separator: " ") { reasons[cells[0], default: [:]][ExactString(String(id))] = cells[2] }
  }

  private static let parsedCodes: [ErrorCode] = rows(of: errorCodeTable).map { cells in
    ErrorCode(
      code: cells[0], message: cells[1], module: cells[2], condition: cells[3], source: cells[4],
      whyUnanswered: unanswered[ExactString(cells[0])])
  }

  private static let unanswered: [ExactString: String] = rows(of: unansweredCodeTable).reduce(into: [:]) {
    reasons, cells in
    for code in cells[0].split(separator: " ") { reasons[ExactString(String(code))] = cells[1] }
  }

  private static func rows(of table: String) -> [[String]] {
    table.utf8.split(separator: UInt8(ascii: "\n")).map { line in
      line.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map { String(Substring($0)) }
    }
  }
}
