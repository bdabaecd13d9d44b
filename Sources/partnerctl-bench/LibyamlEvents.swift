import Clibyaml
import Glibc

/// What libyaml alone takes for the manifests: every event of every file, on one core, the text in memory.
enum LibyamlEvents {
  /// How much there is to read.
  struct Size {
    var files = 0
    var bytes = 0
  }

  static func measured(_ mix: Mix, in registry: Registry, runs: Int) throws(BenchError) -> (
    measured: Measured, size: Size
  ) {
    var measured = Measured("libyamlEvents", command: "libyaml's events of all manifests, one core")
    var size = Size()
    for _ in 0..<runs {
      size = Size()
      var cost = Measurement(wallSeconds: 0, cpuSeconds: 0, peakBytes: 0)
      try mix.eachFile { path, _ throws(BenchError) in
        let text = try Files.read("\(registry.workTree)/\(path)")
        size.files += 1
        size.bytes += text.count
        cost = try cost + parse(text, path: path)
      }
      measured.add(cost)
    }
    return (measured, size)
  }

  private static func parse(_ text: [UInt8], path: String) throws(BenchError) -> Measurement {
    let clock = ContinuousClock()
    let (start, cpuStart) = (clock.now, cpuSeconds)
    guard hasOnlyEvents(text) else { throw .system("libyaml cannot read \(path)") }
    let (wall, cpuEnd) = (start.duration(to: clock.now), cpuSeconds)
    return Measurement(wallSeconds: wall / .seconds(1), cpuSeconds: cpuEnd - cpuStart, peakBytes: 0)
  }

  /// Parses a stream to its end; false if libyaml finds a fault.
  private static func hasOnlyEvents(_ text: [UInt8]) -> Bool {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return false }
    defer { yaml_parser_delete(&parser) }
    return text.withUnsafeBufferPointer { buffer in
      yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
      yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
      var event = yaml_event_t()
      while yaml_parser_parse(&parser, &event) == 1 {
        let isLast = event.type == YAML_STREAM_END_EVENT
        yaml_event_delete(&event)
        if isLast { return true }
      }
      return false
    }
  }

  /// What this thread has used so far.
  private static var cpuSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
