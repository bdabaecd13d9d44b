import Source
import Testing

@Suite struct SourceExcerptTests {
  private func halves(_ text: String, column: Int) -> [String]? {
    var text = SourceText(Array(text.utf8))
    let excerpt = SourceExcerpt(Mark(line: 1, column: column), of: &text)
    return excerpt.map { excerpt in
      let halves = excerpt.halves { Redaction.shapes.hiding($0) }
      return [excerpt.isCut ? "…" : "", halves.before, halves.after]
    }
  }

  @Test func `the source around a place is cut to 120 columns`() {
    #expect(halves("é: ü\r\nnext", column: 4) == ["", "é: ", "ü"])
    #expect(halves("a", column: 9) == ["", "a", ""])
    #expect(halves("", column: 1) == ["", "", ""])
    let line = String(repeating: "ä ", count: 300)
    #expect(
      halves(line, column: 301)
        == ["…", String(repeating: "ä ", count: 40), String(repeating: "ä ", count: 20)])
    var text = SourceText([])
    #expect(SourceExcerpt(Mark(line: 2, column: 1), of: &text) == nil)
  }

  @Test func `a key across the edge of what is shown is hidden whole`() {
    let key = "abcdEFGHijklMNOPqrstUVWXyzabCDEF"
    for offset in 0...32 {
      let before = String(repeating: ".", count: 200 - 80 - offset) + key
      let line = before + String(repeating: ".", count: 200 - before.count) + "X"
      let shown = halves(line, column: 201) ?? []
      #expect(
        shown == ["…", String(repeating: "•", count: 32 - offset) + String(repeating: ".", count: 48 + offset), "X"])
      let behind = String(repeating: ".", count: 120 - offset) + key + "."
      #expect(
        halves(behind, column: 1) == [
          "", "", String(repeating: ".", count: 120 - offset) + String(repeating: "•", count: offset),
        ])
    }
  }

  @Test func `a word that ends nowhere near is hidden`() {
    let word = String(repeating: "word", count: 1000)
    #expect(halves(word, column: 2001) == ["…", String(repeating: "•", count: 80), String(repeating: "•", count: 40)])
    #expect(halves("word " + word, column: 1) == ["", "", "word " + String(repeating: "•", count: 115)])
  }

  @Test func `the cost of many places in one line grows with the line`() {
    func steps(_ count: Int) -> Int {
      var text = SourceText(Array(String(repeating: "é: 1, ", count: count).utf8))
      for place in 0..<count { _ = SourceExcerpt(Mark(line: 1, column: 6 * place + 1), of: &text) }
      return text.steps
    }
    let (once, twice) = (steps(2000), steps(4000))
    #expect(twice < once * 21 / 10 && once < 2000 * 2500, "\(once), \(twice)")
  }
}
