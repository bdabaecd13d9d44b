import Git
import Testing

@Suite struct GitHashTests {
  @Test func `forty digits read and print alike`() {
    let hex = "00ff1020deadbeef0123456789abcdef00000001"
    #expect(GitHash(hex: hex)?.hex == hex)
    #expect(GitHash(hex: hex.uppercased())?.description == hex)
  }

  @Test(arguments: [
    "", "abc", String(repeating: "0", count: 39), String(repeating: "0", count: 41),
    String(repeating: "g", count: 40), "-" + String(repeating: "0", count: 39), String(repeating: "é", count: 20),
  ])
  func `anything else is no id`(_ text: String) {
    #expect(GitHash(hex: text) == nil)
  }

  @Test func `ids order as their text does`() {
    let texts = ["ff", "00", "7f", "80", "01"].flatMap { edge in
      ["00", "ff"].map { $0 + String(repeating: "a", count: 14) + edge + String(repeating: "5", count: 20) + edge }
    }
    #expect(texts.compactMap(GitHash.init(hex:)).sorted().map(\.hex) == texts.sorted())
  }
}
