/// OpenSSL's own figure for the signatures of responses to devices: RSA of 2048 bits.
enum OpenSSLSpeed {
  /// On as many cores as partnerctl may use, by the wall clock: on a busy machine openssl would else count only the time
  /// that it was given.
  static func signaturesPerSecond(_ tools: Tools) throws(BenchError) -> Double {
    let words = ["speed", "-elapsed", "-seconds", "1", "-multi", String(tools.workers), "rsa2048"]
    let said = try tools.output(of: "openssl", words: words)
    guard let rate = signaturesPerSecond(in: said) else {
      throw .system("openssl speed printed something unexpected:\n\(said)")
    }
    return rate
  }

  /// The number below `sign/s`: behind `rsa 2048 bits`, columns differ from one version to the next.
  private static func signaturesPerSecond(in said: String) -> Double? {
    let lines = said.split(separator: "\n").map { $0.split(separator: " ") }
    guard let column = lines.lazy.compactMap({ $0.firstIndex(of: "sign/s") }).first,
      let row = lines.last(where: { $0.starts(with: ["rsa", "2048", "bits"]) }), row.count > column + 3
    else { return nil }
    return Double(row[column + 3]).flatMap { $0 > 0 ? $0 : nil }
  }
}
