// The standard library has normalization forms only in this interface; the other library with them is Foundation, which
// this target does not import.
@_spi(_Unicode) import Swift

/// Returns the skeleton of a text; texts with equal skeletons look alike to people.
///
/// As in Unicode Technical Standard 39, a skeleton has no white space and no invisible characters, one case, and
/// Latin letters in place of letters of other scripts, of full width and of mathematics that look like them. It is in
/// normalization form D, so that texts which look alike have skeletons of the same bytes, which are stored in an index.
/// Latin letters and digits stay apart, although 0 looks like O and 1 like l: codes and versions differ by them.
package func skeleton(of text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) {
    // In ASCII only white space and the case of letters change.
    let kept = text.utf8.lazy.filter { $0 != 0x20 && !(0x09...0x0D).contains($0) }
    return String(decoding: kept.map { $0.asciiLowercased }, as: UTF8.self)
  }
  var visible = String.UnicodeScalarView()
  for scalar in text.unicodeScalars where !scalar.isInvisible && scalar != "\u{2800}" {
    visible.append(plain(scalar))
  }
  // Upper case first makes ß equal to SS, ſ to s and ﬁ to fi.
  let skeleton = String(visible).uppercased().lowercased().reduce(into: "") { $0 += latin($1) }
  return String(String.UnicodeScalarView(skeleton._nfd))
}

extension Unicode.Scalar {
  /// Tells whether a scalar is white space or never drawn: a text of such scalars alone looks empty.
  package var isInvisible: Bool { properties.isWhitespace || properties.isDefaultIgnorableCodePoint }
}

/// The ASCII character of which a scalar is a form of full width or of mathematics; otherwise the scalar itself.
private func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  switch scalar.value {
  case 0xFF01...0xFF5E: return Unicode.Scalar(UInt8(scalar.value - 0xFEE0))
  case 0x1D400...0x1D6A3:
    let letter = UInt8((scalar.value - 0x1D400) % 52)
    return Unicode.Scalar(letter < 26 ? 0x41 + letter : 0x61 + letter - 26)
  case 0x1D7CE...0x1D7FF: return Unicode.Scalar(0x30 + UInt8((scalar.value - 0x1D7CE) % 10))
  default: return scalar
  }
}

/// The Latin text that looks like a lower-case character, with its accents; otherwise the character itself.
private func latin(_ character: Character) -> String {
  if let known = latinForms[character] { return known }
  guard let first = character.unicodeScalars.first, character.unicodeScalars.count > 1,
    let known = latinForms[Character(first)]
  else { return String(character) }
  return known + String(String.UnicodeScalarView(character.unicodeScalars.dropFirst()))
}

/// The Latin form for each lower-case letter, alone and with each accent, however it is encoded.
private let latinForms: [Character: String] = {
  // Grave, acute, circumflex, tilde, macron, breve, dot, diaeresis, caron, the Greek breathings and circumflex.
  let accents = [
    "\u{300}", "\u{301}", "\u{302}", "\u{303}", "\u{304}", "\u{306}", "\u{307}", "\u{308}", "\u{30C}", "\u{313}",
    "\u{314}", "\u{342}",
  ]
  var forms: [Character: String] = [:]
  for (latin, others) in lookAlikes {
    for other in others.unicodeScalars {
      forms[Character(other)] = latin
      for accent in accents { forms[Character(String(other) + accent)] = latin + accent }
    }
  }
  return forms
}()

/// Lower-case Latin letters, and the letters that look like them in lower or upper case: Cyrillic, Greek, Armenian,
/// and Latin letters of phonetics. A letter with two cases is listed once, so that a text and its upper case have one
/// skeleton.
private let lookAlikes: KeyValuePairs<String, String> = [
  "a": "\u{430}\u{3B1}\u{251}", "b": "\u{432}\u{3B2}", "c": "\u{441}\u{3F2}", "d": "\u{501}", "e": "\u{435}\u{3B5}",
  "g": "\u{581}\u{261}", "h": "\u{43D}\u{4BB}\u{3B7}\u{570}", "i": "\u{456}\u{3B9}", "j": "\u{458}\u{3F3}\u{575}",
  "k": "\u{43A}\u{3BA}", "l": "\u{4CF}", "m": "\u{43C}\u{3BC}", "n": "\u{3BD}\u{578}", "o": "\u{43E}\u{3BF}\u{585}",
  "p": "\u{440}\u{3C1}", "q": "\u{51B}\u{566}", "s": "\u{455}", "t": "\u{442}\u{3C4}", "u": "\u{57D}",
  "v": "\u{475}", "w": "\u{51D}", "x": "\u{445}\u{3C7}", "y": "\u{443}\u{3C5}", "z": "\u{3B6}",
  "-": "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}", "'": "\u{2018}\u{2019}\u{2BC}\u{2B9}\u{B4}\u{2032}",
]
