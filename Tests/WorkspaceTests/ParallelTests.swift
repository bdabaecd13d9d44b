import Model
import Source
import Testing
import YAML

@testable import Workspace

/// Work on several threads, which must not differ from work on one.
struct ParallelTests {
  @Test(arguments: [0, 1, 2, 31, 32, 33, 64, 1000, 100_003], [1, 2, 7])
  func `results are in the order of the items`(_ count: Int, _ threads: Int) {
    let items = Array(0..<count)
    #expect(Instruments.system(threads: threads).map(items) { "\($0)" } == items.map { "\($0)" })
  }

  @Test func `an instrument without threads maps as well`() {
    let plain = Instruments(sha256: { "\($0.count)" })
    #expect(plain.map(Array(0..<100), grain: 1) { $0 * 2 } == (0..<100).map { $0 * 2 })
  }

  @Test func `texts beyond one batch keep their order`() {
    var batches = Batches(.system(threads: 4)) { (item: Int) in item }
    for item in 0..<500 { batches.add(item, bytes: item.isMultiple(of: 3) ? 9 << 20 : item) }
    #expect(batches.finish() == Array(0..<500))
    var empty = Batches(.system(threads: 4)) { (item: Int) in item }
    #expect(empty.finish() == [])
  }

  @Test func `the deepest tree is read on any thread`() throws {
    let depth = JSONReader.depthLimit
    let json = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    let yaml = Array((0..<63).map { String(repeating: " ", count: $0) + "k:\n" }.joined().utf8)
    let read = Instruments.system(threads: 4).map(Array(repeating: 0, count: 400), grain: 1) { _ in
      (try? JSONReader.read(json)) != nil && YAMLReader.read(yaml).documents.count == 1
    }
    #expect(read == Array(repeating: true, count: 400))
  }
}
