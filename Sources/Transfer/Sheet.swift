package import Source

/// The rows of one file of comma-separated values, which holds a table.
package struct Sheet: Sendable {
  /// The name of the file, for messages.
  package let file: String
  /// The names of the columns, from the header.
  package let columns: [String]
  /// The rows below the header.
  package let records: [CSV.Record]

  /// Creates a sheet; a record with fewer fields than there are columns has null in the last ones.
  package init(file: String, columns: [String], records: [CSV.Record]) {
    self.file = file
    self.columns = columns
    self.records = records
  }
}
