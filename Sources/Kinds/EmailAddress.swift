package import Model
import Source

extension TextFormat {
  /// The documents' format of e-mail addresses.
  ///
  /// Their expression `^[\w-\+]+(\.[\w]+)*@[\w-]+(\.[\w]+)*(\.[a-z]{2,})$` is valid in Java only and therefore matched
  /// by code; `\w` is ASCII. Fields limit the length. Source: formats §3.
  package static let email = TextFormat(
    name: "email", pattern: "^[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_]+)*@[A-Za-z0-9_-]+(\\.[A-Za-z0-9_]+)*(\\.[a-z]{2,})$",
    explanation:
      "write an address such as name@partner.example: letters, digits, \"_\", and a lower-case top level of two letters or more"
  ) { text in
    let halves = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard halves.count == 2 else { return false }
    let local = halves[0].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let domain = halves[1].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let localHead = local.first, let domainHead = domain.first, domain.count >= 2, let top = domain.last else {
      return false
    }
    return !localHead.isEmpty
      && localHead.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      && local.dropFirst().allSatisfy { !$0.isEmpty && $0.allSatisfy(isWord) }
      && !domainHead.isEmpty && domainHead.allSatisfy { isWord($0) || $0 == UInt8(ascii: "-") }
      && domain.dropFirst().dropLast().allSatisfy { !$0.isEmpty && $0.allSatisfy(isWord) }
      && top.count >= 2 && top.allSatisfy { $0.isASCIILowercase }
  }
}

private func isWord(_ byte: UInt8) -> Bool {
  byte.isASCIIAlphanumeric || byte == 0x5F
}
