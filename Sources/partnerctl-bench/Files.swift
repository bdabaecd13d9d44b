import Glibc

/// Files by their paths, without Foundation, which doubles the time that a program takes to start.
enum Files {
  /// Writes a file, or more behind what is there; folders on the way are made.
  static func write(_ text: String, to path: String, appending: Bool = false) throws(BenchError) {
    try makeFolders(upTo: path)
    guard let file = fopen(path, appending ? "a" : "w") else { throw .errno(path) }
    let wasWritten = fputs(text, file) >= 0
    guard fclose(file) == 0, wasWritten else { throw .errno(path) }
  }

  static func read(_ path: String) throws(BenchError) -> [UInt8] {
    guard let file = fopen(path, "r") else { throw .errno(path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    guard ferror(file) == 0 else { throw .errno(path) }
    return bytes
  }

  private static func makeFolders(upTo path: String) throws(BenchError) {
    for index in path.indices.dropFirst() where path[index] == "/" {
      guard mkdir(String(path[..<index]), 0o755) == 0 || errno == EEXIST else { throw .errno(path) }
    }
  }

  /// The program of that name in the folder of the one that runs.
  static func beside(_ name: String) throws(BenchError) -> String {
    guard let own = realpath("/proc/self/exe", nil) else { throw .errno("finding \(name)") }
    defer { free(own) }
    let path = String(cString: own)
    let program = path[...(path.lastIndex(of: "/") ?? path.startIndex)] + name
    guard access(String(program), X_OK) == 0 else {
      throw .usage("there is no \(program): name the program with --partnerctl PATH")
    }
    return String(program)
  }
}
