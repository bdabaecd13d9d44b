/// Numbers as people and programs read them.
enum Words {
  /// `4.1 ms`, `412 ms`, `3.21 s`.
  static func seconds(_ seconds: Double) -> String {
    if seconds >= 1 { return fixed(seconds, decimals: 2) + " s" }
    return fixed(seconds * 1000, decimals: seconds >= 0.1 ? 0 : 1) + " ms"
  }

  /// `61.0 MB`, of a million bytes each.
  static func bytes(_ bytes: Double) -> String { fixed(bytes / 1e6, decimals: 1) + " MB" }

  /// `1 object`, `10,000 objects`.
  static func counted(_ count: Int, _ word: String) -> String { "\(grouped(count)) \(word)\(count == 1 ? "" : "s")" }

  /// `10,000`.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number))
    return digits.indices.map { index in
      let isGroup = index > 0 && (digits.count - index) % 3 == 0
      return (isGroup ? "," : "") + String(digits[index])
    }
    .joined()
  }

  /// So many digits behind the point, as JSON has numbers too.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1) { product, _ in product * 10 }
    let scaled = Int((value * Double(scale)).rounded())
    guard decimals > 0 else { return String(scaled) }
    let rest = String(scaled % scale)
    return "\(scaled / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
  }

  /// Without the blanks and the line feed at its end.
  static func line(_ text: String) -> String {
    var line = Substring(text)
    while line.last?.isWhitespace == true { line.removeLast() }
    return String(line)
  }
}
