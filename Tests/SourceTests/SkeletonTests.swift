import Source
import Testing

@Suite struct SkeletonTests {
  @Test(
    arguments: [
      ["Telecom", "telecom", "TELE COM", " te\tlecom", "Tele\u{200B}com", "Tele\u{AD}com", "\u{FEFF}Tele\u{A0}com"],
      // Cyrillic, Greek, Armenian, full width, mathematics.
      [
        "Telecom", "\u{422}elecom", "T\u{435}l\u{435}c\u{43E}m", "\u{3A4}elec\u{3BF}m", "Telec\u{585}m",
        "\u{FF34}\u{FF45}lecom", "\u{1D413}ele\u{1D68C}om", "\u{1D5F3}elecom".replacing("\u{1D5F3}", with: "\u{1D5E7}"),
      ],
      // Composed and decomposed, of one script and the other.
      ["Café", "Cafe\u{301}", "CAFÉ", "Caf\u{435}\u{301}", "caf\u{3AD}"],
      ["\u{451}", "\u{435}\u{308}", "\u{401}", "ë"], ["Straße", "STRASSE", "ſtrasse"], ["ﬁrst", "FIRST"],
      ["Σίσυφος", "ΣΊΣΥΦΟΣ"], ["Вода", "ВОДА", "вода"], ["A-B", "A\u{2013}B", "a \u{2011} b"],
      ["O'Hara", "O\u{2019}Hara"],
      ["\u{AC00}", "\u{1100}\u{1161}"], ["می\u{200C}خواهم", "میخواهم"], ["", " ", "\u{200B}", "\u{2800}"],
    ])
  func `texts that look alike have one skeleton`(_ texts: [String]) {
    #expect(Set(texts.map { Array(skeleton(of: $0).utf8) }).count == 1, "\(texts.map { skeleton(of: $0) })")
  }

  @Test(
    arguments: [
      ["Telecom", "Telecoms", "Te1ecom", "Telec0m", "Telécom", "Tele-com"], ["Cafe", "Café", "Cafè"], ["O", "0", "Ö"],
      ["l", "1", "i"], ["вода", "воды", "вода2"], ["東京", "京都"], ["ا", "أ"], ["", "a"],
    ])
  func `texts that look different have skeletons of their own`(_ texts: [String]) {
    #expect(Set(texts.map { skeleton(of: $0) }).count == texts.count, "\(texts.map { skeleton(of: $0) })")
  }

  @Test func `a skeleton is its own`() {
    for text in ["Tele com", "\u{422}\u{435}\u{308}", "Straße \u{FF21}", "ΣΊΣΥΦΟΣ", "İıI", "\u{1D7CE}\u{1D7FF}"] {
      #expect(skeleton(of: skeleton(of: text)) == skeleton(of: text))
      #expect(skeleton(of: text.uppercased()) == skeleton(of: text))
      #expect(skeleton(of: text.lowercased()) == skeleton(of: text))
    }
  }

  @Test func `only white space and what is not drawn leaves nothing`() {
    var count = 0
    for value in UInt32(0)...0xFFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      count += skeleton(of: String(scalar)).isEmpty ? 1 : 0
    }
    #expect((80...120).contains(count), "\(count)")
  }
}
