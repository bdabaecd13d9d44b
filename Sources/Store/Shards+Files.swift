package import Model
package import Source

extension Shards {
  /// Reads a file of the folder and adds its lines.
  ///
  /// - Returns: The trees of its lines, in order.
  @discardableResult
  package mutating func read(
    _ name: String, bytes: [UInt8], form: ShardFile.Form, by instruments: Instruments
  ) throws(Mismatch) -> [Node] {
    try insert(try ShardFile.parse(name, in: folder, bytes: bytes, form: form, by: instruments))
  }

  /// Adds the lines of a file that was read.
  ///
  /// - Returns: The trees of its lines, in order.
  /// - Throws: The reason why the file cannot belong to the same folder as those that were added.
  @discardableResult
  package mutating func insert(_ parsed: ShardFile.Parsed) throws(Mismatch) -> [Node] {
    do {
      try insert(parsed.prefix, lines: parsed.lines)
    } catch {
      throw Mismatch(path(parsed.prefix), message: error.reason)
    }
    return parsed.nodes
  }
}
