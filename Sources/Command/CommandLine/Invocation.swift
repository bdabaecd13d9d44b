import Model

/// What was typed, checked against a command's options but not yet given meaning.
struct Invocation: Sendable {
  private(set) var values: [String: String] = [:]
  private(set) var positionals: [String] = []

  /// Options are accepted before, between and after other words; `--` ends them.
  init(_ words: [String], options: [Option], isFolder: (String) -> Bool) throws(UsageError) {
    var rest = words[...]
    var areOptionsOver = false
    while let word = rest.popFirst() {
      if areOptionsOver || word == "-" || !word.hasPrefix("-") {
        positionals.append(word)
      } else if word == "--" {
        areOptionsOver = true
      } else {
        try take(word, from: &rest, options: options, isFolder: isFolder)
      }
    }
  }

  private mutating func take(
    _ word: String, from rest: inout ArraySlice<String>, options: [Option], isFolder: (String) -> Bool
  ) throws(UsageError) {
    let (typed, attached) = Invocation.split(word)
    guard let option = options.first(where: { "--\($0.name)" == typed || $0.short.map { "-\($0)" } == typed }) else {
      throw UsageError.unknownOption(typed, options: options)
    }
    guard values[option.name] == nil else { throw UsageError("\(typed) is given twice") }
    guard option.value != nil else {
      guard attached == nil else { throw UsageError("\(typed) takes no value") }
      values[option.name] = ""
      return
    }
    if let attached {
      values[option.name] = attached
    } else if option.isValueOptional {
      let next = rest.first.flatMap { $0.hasPrefix("-") || isFolder($0) ? nil : $0 }
      values[option.name] = next ?? ""
      if next != nil { rest.removeFirst() }
    } else if let next = rest.popFirst() {
      values[option.name] = next
    } else {
      throw UsageError("\(typed) needs a value: \(option.value ?? "")")
    }
  }

  /// The words that are neither options nor their values, as far as any line shows that: a word that an
  /// unknown option may take for its value is one of them.
  static func positionals(of words: [String], options: [Option]) -> [String] {
    var positionals: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" { return positionals + rest }
      guard word != "-", word.hasPrefix("-") else {
        positionals.append(word)
        continue
      }
      let (typed, attached) = split(word)
      let option = options.first { "--\($0.name)" == typed || $0.short.map { "-\($0)" } == typed }
      if let option, option.value != nil, !option.isValueOptional, attached == nil { _ = rest.popFirst() }
    }
    return positionals
  }

  /// Takes `--name=value` and `-oVALUE` apart.
  private static func split(_ word: String) -> (String, String?) {
    if word.hasPrefix("--") {
      guard let sign = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<sign]), String(word[word.index(after: sign)...]))
    }
    return word.count > 2 ? (String(word.prefix(2)), String(word.dropFirst(2))) : (word, nil)
  }

  func has(_ option: Option) -> Bool { values[option.name] != nil }
  func value(_ option: Option) -> String? { values[option.name] }

  func integer(_ option: Option) throws(UsageError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw UsageError("--\(option.name) needs a whole number, not \"\(text)\"")
    }
    return number
  }

  func time(_ option: Option) throws(UsageError) -> Instant? {
    guard let text = value(option) else { return nil }
    guard let time = Instant(text) else {
      throw UsageError("--\(option.name) needs a time such as 2026-11-22T12:50:42.208Z, not \"\(text)\"")
    }
    return time
  }
}
