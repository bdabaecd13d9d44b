import Model
import Source

extension Shards.Line {
  /// Creates the line of a stored object.
  init(object name: String, node: Node, by instruments: Instruments) {
    self.init(
      place: Shards.Place(ExactString(name), object: ExactString(name), by: instruments),
      text: JSONWriter.line(node, secrets: .revealed)[...])
  }
}

extension Lookup {
  /// The shard and position to which the entry's line belongs.
  func place(by instruments: Instruments) -> Shards.Place {
    guard let moment else { return Shards.Place(value: value, object: ExactString(object), by: instruments) }
    return Shards.Place(moment: moment, object: ExactString(object), by: instruments)
  }

  /// The text of the entry's line.
  var text: ArraySlice<UInt8> {
    let node = Node.object(["value": .text(value.text), "object": .text(object)])
    return JSONWriter.line(node, secrets: .revealed)[...]
  }
}
