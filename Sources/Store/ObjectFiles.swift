package import Model
import Source

/// The division of a folder with a file for each object: above `limit` files they are in folders that are named after
/// two digits of the SHA-256 of the object's name.
package enum ObjectFiles {
  /// The most files that are in the folder itself.
  package static let limit = 256

  /// The path of an object's file in the folder.
  ///
  /// - Parameter count: the number of files of the whole folder.
  static func path(of name: String, among count: Int, by instruments: Instruments) -> String {
    count > limit ? "\(instruments.sha256(Array(name.utf8)).prefix(2))/\(name).json" : "\(name).json"
  }

  /// The paths at which an object's file may be, that of a small folder first.
  package static func paths(of name: String, by instruments: Instruments) -> [String] {
    [path(of: name, among: 0, by: instruments), path(of: name, among: limit + 1, by: instruments)]
  }

  /// Turns edits of files, by the names of their objects, into edits by path. If the number of files passes the limit,
  /// the others move as well.
  ///
  /// - Parameters:
  ///   - before: the number of files before the edits.
  ///   - others: reads the texts of all files before the edits, by the names of their objects.
  static func edits(
    _ edits: [String: [UInt8]?], in folder: String, before: Int, after: Int, by instruments: Instruments,
    others: () -> [String: [UInt8]]
  ) -> [ExactString: [UInt8]?] {
    func place(_ name: String, among count: Int) -> ExactString {
      ExactString("\(folder)/\(path(of: name, among: count, by: instruments))")
    }
    var files: [ExactString: [UInt8]?] = [:]
    if (before > limit) != (after > limit) {
      for (name, bytes) in others() {
        files[place(name, among: before)] = .some(nil)
        files[place(name, among: after)] = bytes
      }
    }
    for (name, bytes) in edits { files.updateValue(bytes, forKey: place(name, among: after)) }
    return files
  }
}
