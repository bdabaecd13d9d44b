package import Source

/// The stored objects of a kind, read on demand: a run that changes a few objects must not cost as much as reading
/// all.
///
/// What cannot be read counts as absent; a caller who relies on the answers asks the provider for faults afterwards.
package protocol ObjectSource: AnyObject {
  /// Returns the stored object with a name; nil if there is none.
  func object(named name: String) -> Node?

  /// Returns the names of the objects with an entry in an index, sorted.
  ///
  /// - Parameters:
  ///   - key: the value as the entries hold it.
  ///   - index: the folder of the index, as in `Lookup.index`.
  func names(under key: ExactString, in index: String) -> [String]

  /// Returns the names of the objects that have a moment before `end`, but not before `start`, in an index of moments.
  func names(from start: Instant?, before end: Instant, in index: String) -> [String]

  /// Returns the earliest moment in an index of moments, of all objects but some.
  func earliestMoment(in index: String, except names: Set<String>) -> Instant?

  /// Returns every stored object of the kind, sorted by name.
  func all() -> [Node]
}

/// An entry of an index: a value and an object that is found by it.
package struct Lookup: Hashable, Sendable {
  /// The folder of the index below `index`, such as `misps/id`.
  package let index: String
  /// The value by which the object is found, as it is stored.
  package let value: ExactString
  /// The name of the object.
  package let object: String
  /// The moment that the value is, in an index of moments; nil in another.
  package let moment: Instant?

  /// Creates an entry of an index of values.
  package init(index: String, value: ExactString, object: String) {
    self.index = index
    self.value = value
    self.object = object
    moment = nil
  }

  /// Creates an entry of an index of moments.
  package init(index: String, moment: Instant, object: String) {
    self.index = index
    value = ExactString(moment.description)
    self.object = object
    self.moment = moment
  }

  /// Compares entries by their bytes: an object may be a file, whose name is another one if it is encoded differently.
  package static func == (left: Lookup, right: Lookup) -> Bool {
    left.index == right.index && left.value == right.value && left.moment == right.moment
      && ExactString.same(left.object, right.object)
  }

  /// Hashes an entry by its bytes.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(index)
    hasher.combine(value)
    hasher.combine(ExactString(object))
  }

  /// The folder of the index of manifest files that a run reads although they did not change: those of which anything
  /// was reported, and those of objects whose manifests are missing but that were not removed. The object is the one
  /// whose manifest is missing, as `Kind name`; it is empty for a file of which anything was reported.
  package static let reportedFiles = "reported"

  /// The folder of the index of files that manifests name, such as certificates. The object is the file of the
  /// manifest.
  package static let attachedFiles = "attached"
}

extension ResourceKind {
  /// The folder of the kind's objects, relative to the state folder.
  package static var objectFolder: String { "objects/\(folder)" }
  /// Whether runs sign what a service would answer to the registration of such an object.
  package static var signsResponses: Bool { creation.signature != nil }
  /// The folder of the index of ids.
  package static var idIndex: String { folder + "/id" }
  /// The folder of the index of the moments from which operations are due.
  package static var deadlineIndex: String { folder + "/deadline" }
  /// The folder of the index of the moments at which warnings begin.
  package static var reminderIndex: String { folder + "/reminder" }

  /// The folders of all indexes of the kind, and whether each is one of moments.
  package static var indexFolders: [(folder: String, holdsMoments: Bool)] {
    [(idIndex, false), (deadlineIndex, true), (reminderIndex, true)] + indexes.map { ($0.folder, false) }
  }

  /// The index entries by which an object is found.
  package static func lookups(_ object: Stored<Self>, by instruments: Instruments) -> Set<Lookup> {
    let name = object.metadata.name
    var lookups: Set = [Lookup(index: idIndex, value: ExactString(object.id), object: name)]
    if let moment = deadline(of: object) { lookups.insert(Lookup(index: deadlineIndex, moment: moment, object: name)) }
    for moment in reminders(of: object) {
      lookups.insert(Lookup(index: reminderIndex, moment: moment, object: name))
    }
    for index in indexes {
      for value in index.values(object) {
        lookups.insert(Lookup(index: index.folder, value: index.key(of: value, by: instruments), object: name))
      }
    }
    return lookups
  }
}
