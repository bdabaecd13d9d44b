import Source

/// What was typed, with a meaning.
struct Arguments {
  enum Format: String, CaseIterable { case text, json }

  private(set) var mix = Mix.standard
  /// How often each scenario is measured.
  private(set) var runs = 5
  /// How many threads partnerctl may use; nil for as many as there are processors.
  private(set) var threads: Int?
  /// By which numbers the mix is multiplied to compare small work in larger registries; empty for one registry.
  private(set) var growth: [Int] = []
  private(set) var isBare = false
  /// The folder that the scratch folder is made in; nil for the system's.
  private(set) var scratch: String?
  private(set) var format = Format.text
  private(set) var isKept = false
  /// The program measured; nil for the one beside this one.
  private(set) var partnerctl: String?
  private(set) var isHelp = false

  static let help = """
    usage: partnerctl-bench [options]

    Makes a registry in a scratch git repository, runs partnerctl on it, and compares the cost with that of the same
    work done by libyaml, OpenSSL and git on this machine, measured in the same run.

      --mix KIND=N,…     Kinds and numbers of the registry's objects (device=1000); names of kinds in any case.
      --runs N           How often each scenario is measured (5); median, minimum and maximum are reported.
      --growth N,N,…     Measure nothing but small work, in registries with N times the mix for each N, and compare.
      --threads N        How many threads partnerctl and openssl may use (as many as there are processors).
      --bare             Work in a bare repository.
      --partnerctl PATH  The program to measure (by default, partnerctl in the folder of this program).
      --scratch DIR      Make the scratch folder in DIR (TMPDIR, else /tmp).
      --keep             Leave the scratch folder behind.
      -o FORMAT          Print as text or json.
      -h, --help         Print this help.

    exit codes: 0 measured, whether or not targets are met · 1 a command failed · 64 usage

    """

  init(_ words: [String]) throws(BenchError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      let parts = word.hasPrefix("--") ? word.split(separator: "=", maxSplits: 1).map(String.init) : [word]
      if parts.count == 2 { rest = [parts[1]] + rest }
      guard try !takeSwitch(parts[0]) else {
        guard parts.count == 1 else { throw .usage("\(parts[0]) takes no value") }
        continue
      }
      try take(parts[0], from: &rest)
    }
  }

  /// Tells whether the word is an option without a value.
  private mutating func takeSwitch(_ word: String) throws(BenchError) -> Bool {
    switch word {
    case "--bare": isBare = true
    case "--keep": isKept = true
    case "-h", "--help": isHelp = true
    default: return false
    }
    return true
  }

  private mutating func take(_ option: String, from rest: inout ArraySlice<String>) throws(BenchError) {
    let options = ["--mix", "--runs", "--growth", "--threads", "--scratch", "--partnerctl", "-o", "--output"]
    guard options.contains(option) else {
      guard option.hasPrefix("-") else { throw .usage("unexpected argument \"\(option)\"") }
      let meant = suggestion(for: option, among: options + ["--bare", "--keep", "--help"])
      throw .usage("unknown option \(option)" + (meant.map { ": did you mean \($0)?" } ?? ""))
    }
    guard let value = rest.popFirst(), !value.isEmpty else { throw .usage("\(option) needs a value") }
    switch option {
    case "--mix": mix = try Mix(value)
    case "--runs": runs = try Arguments.number(value, range: 1...1000, of: option)
    case "--growth":
      growth = try value.split(separator: ",", omittingEmptySubsequences: false).map { number throws(BenchError) in
        try Arguments.number(String(number), range: 1...1_000_000, of: option)
      }
    case "--threads": threads = try Arguments.number(value, range: 1...256, of: option)
    case "--scratch": scratch = value
    case "--partnerctl": partnerctl = value
    default:
      guard let known = Format(rawValue: value) else { throw .usage("\(option) needs text or json, not \"\(value)\"") }
      format = known
    }
  }

  /// A whole number within bounds, for the option or the kind that is to blame for another.
  static func number(_ text: String, range: ClosedRange<Int>, of what: String) throws(BenchError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw .usage("\(what) needs a whole number from \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
    }
    return number
  }
}
