package import Source

/// The rows of one file of values, which stand for a table.
package struct Sheet: Sendable {
  /// As it was named, for messages.
  package let file: String
  package let columns: [String]
  package let records: [CSV.Record]

  package init(file: String, columns: [String], records: [CSV.Record]) {
    self.file = file
    self.columns = columns
    self.records = records
  }
}
