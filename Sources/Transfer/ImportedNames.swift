import Engine
import Model
import Source

/// Names for imported objects, which had none: words of their titles, followed by the id where the words are not
/// unique.
struct ObjectNames {
  private var known: Set<String> = []
  /// The last number that was appended, for each name that needed one.
  private var numbers: [String: Int] = [:]

  mutating func free(_ title: String, kind: String, id: String) -> String {
    let word = ObjectNames.word(title)
    let plain = word.isEmpty ? ObjectNames.word("\(kind)-\(id)") : word
    var name = plain
    if known.contains(name) { name = ObjectNames.word("\(plain.prefix(80))-\(id)") }
    let base = "\(plain.prefix(80))-\(ObjectNames.word(id))"
    while !known.insert(name).inserted {
      numbers[base, default: 1] += 1
      name = "\(base)-\(numbers[base, default: 1])"
    }
    return name
  }

  /// A text in the characters that a name may have.
  private static func word(_ text: String) -> String {
    let parts = text.lowercased().utf8.split { !$0.isASCIILowercase && !$0.isASCIIDigit }
    let word = parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-").prefix(120)
    return String(word.last == "-" ? word.dropLast() : word)
  }
}

/// The files for the manifests of imported objects, which had none.
struct ManifestNames {
  /// The most manifests in one file.
  private static let limit = 500
  /// The number of manifests in each file.
  private var counts: [String: Int] = [:]
  /// The number of the current file of each name.
  private var numbers: [String: Int] = [:]

  /// Returns the file for one more manifest, relative to the registry folder.
  mutating func next(in folder: String, named name: String) -> String {
    // The name of the registry's own file is avoided in every folder.
    let base = "\(folder)/\(name)" + (ExactString.same(name + ".yaml", RegistryFile.name) ? "-1" : "")
    var number = numbers[base, default: 1]
    // The numbered file of one name may be the first file of another.
    while counts[ManifestNames.file(base, number: number), default: 0] >= ManifestNames.limit { number += 1 }
    numbers[base] = number
    let file = ManifestNames.file(base, number: number)
    counts[file, default: 0] += 1
    return file
  }

  private static func file(_ base: String, number: Int) -> String {
    base + (number > 1 ? "-\(number)" : "") + ".yaml"
  }
}

extension Node {
  /// The members of a record that are not null or empty, which a manifest leaves out.
  func stated(_ fields: [FieldDescription]) -> Node {
    guard let entries else { return self }
    let shapes = Dictionary(fields.map { (ExactString($0.name), $0.shape) }) { first, _ in first }
    let stated = entries.filter { !$0.value.isNull && $0.value.items?.isEmpty != true }.map { entry in
      switch shapes[entry.key] {
      case .group(let fields), .encodable(let fields, _): Entry(key: entry.key, value: entry.value.stated(fields))
      case .list(.group(let fields)):
        Entry(key: entry.key, value: .list((entry.value.items ?? []).map { $0.stated(fields) }))
      default: entry
      }
    }
    return Node(.mapping(stated), mark: mark)
  }
}
