import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Transfer
import YAML

/// The result of an import: the objects, and the outcome of reconciling the manifests that describe them.
struct ImportedDeployment {
  /// A registry in which the objects are stored.
  let registry: TestRegistry
  let tableImport: TableImport
  /// `table label: reason`, in the order in which rows were left out.
  let refusals: [String]
  /// `table label: text` of rows that were taken, in their order.
  let remarks: [String]
  /// What the manifests ask for of what is stored; nothing, if all is well: `Kind name: operations`.
  let due: [String]
  /// What of the manifests is faulty.
  let faults: [String]

  init(_ deployment: Deployment, at time: Instant = "2026-06-01T00:00:00.000Z") throws {
    try self.init(deployment.sheets, at: time)
  }

  init(_ sheets: [String: Sheet], at time: Instant = "2026-06-01T00:00:00.000Z") throws {
    var registry = TestRegistry(at: time)
    let request = registry.request(for: Desired.load([], catalog: .standard))
    tableImport = try TableImport(sheets, in: "", request: request)
    refusals = tableImport.refusals.map { "\($0.row.label): \($0.reason)" }
    remarks = tableImport.remarks.map { "\($0.row.label): \($0.text)" }
    for (id, node) in tableImport.outcome(of: "commit").objects.sorted(by: {
      ExactString.precedes($0.key.name, $1.key.name)
    }) {
      let stored = try JSONReader.read(JSONWriter.document(node, secrets: .revealed))
      try registry.catalog.checkInvariants(of: stored)
      registry.state.objects[id.kind, default: []].append(stored)
    }
    self.registry = registry
    var files: [String: String] = [:]
    for taken in tableImport.taken {
      files[taken.file] = (files[taken.file].map { $0 + "---\n" } ?? "") + YAMLWriter.document(taken.manifest)
    }
    let outcome = try registry.outcome(files, ids: PlaceholderIDs())
    due = outcome.changes.map { "\($0.object): \($0.operations.joined(separator: ", "))" }
    faults = outcome.diagnostics.map(\.brief)
  }

  /// Whether all rows were taken, and rest as they are.
  var isSound: Bool { refusals.isEmpty && due.isEmpty && faults.isEmpty }

  func stored<K: ResourceKind>(_ kind: K.Type, _ name: String) -> Stored<K>? { registry.stored(kind, name) }

  /// How many rows of each column say what a registry has no place for.
  var losses: [String: Int] {
    Dictionary(uniqueKeysWithValues: tableImport.losses.map { ($0.key.text, $0.value) })
  }

  /// Every stored object with its secrets, by kind and id.
  var nodes: [String: Node] { registry.nodes }

  func contents() throws -> [TableExport.Content] { try registry.contents() }
}

extension TestRegistry {
  /// Every stored object with its secrets, by kind and id.
  var nodes: [String: Node] {
    var nodes: [String: Node] = [:]
    for node in state.objects.values.joined() {
      nodes["\(node["kind"]?.text ?? "") \(node["metadata"]?["id"]?.text ?? "")"] = node
    }
    return nodes
  }

  func contents() throws -> [TableExport.Content] {
    TableExport.contents(
      of: try registry(), settings: settings, catalog: catalog)
  }
}

extension [TableExport.Content] {
  /// As files of values hold them.
  var sheets: [String: Sheet] {
    get throws {
      var sheets: [String: Sheet] = [:]
      for content in self {
        var bytes: [UInt8] = []
        CSV.append(content.columns, to: &bytes)
        for row in content.rows { CSV.append(row.map(\.text), to: &bytes) }
        let records = try CSV.read(bytes)
        sheets[content.table.name] = Sheet(
          file: content.table.file, columns: records[0].fields.map { $0 ?? "" },
          records: [CSV.Record](records.dropFirst()))
      }
      return sheets
    }
  }

  /// Every row: `table|cell|cell`, where an empty cell is null.
  var lines: [String] {
    flatMap { content in
      content.rows.map { ([content.table.name] + $0.map { $0.text ?? "" }).joined(separator: "|") }
    }
  }

  subscript(table: String) -> TableExport.Content? { first { $0.table.name == table } }
}
