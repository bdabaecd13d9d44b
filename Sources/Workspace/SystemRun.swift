import Crypto
import Glibc
package import Model
package import Source

/// Generates ids and keys from libcrypto's random source.
package final class SystemIDs: IDSource {
  package init() {}

  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    while true {
      let secret = Secret(
        random { () throws(CryptoError) in
          try SecureRandom.text(length: length, alphabet: SystemIDs.alphabet)
        })
      if !isTaken(secret) { return secret }
    }
  }

  package func uuid() -> String { random { () throws(CryptoError) in try SecureRandom.uuid() } }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// A machine without randomness must not issue keys: there is no lesser source to fall back to.
  private func random(_ generate: () throws(CryptoError) -> String) -> String {
    do {
      return try generate()
    } catch {
      preconditionFailure("libcrypto must have a working random source: \(error)")
    }
  }
}

extension Instruments {
  /// Those of this machine, which use all its cores.
  package static let system = system(threads: processorCount)

  /// Those of this machine, which work on so many threads at most; with one nothing differs but the time it takes.
  package static func system(threads: Int) -> Instruments {
    Instruments(
      sha256: { SHA256.hex(of: $0) }, certificates: .system,
      concurrently: { count, body in
        _ = parallelMap(Array(0..<count), threads: threads) { (index) throws(Never) in body(index) }
      })
  }
}

/// The machine a run happens on.
package struct Host: Sendable {
  package let name: String
  package let address: String

  package init(name: String, address: String) {
    self.name = name
    self.address = address
  }

  /// Name and address as the environment states them, else `Unknown Host`.
  package init(_ environment: [String: String]) {
    let unknown = "Unknown Host"
    name = environment["PARTNERCTL_HOST_NAME"] ?? environment["HOSTNAME"] ?? unknown
    address = environment["PARTNERCTL_HOST_IP"] ?? unknown
  }
}

extension Instant {
  /// The present moment of the system's clock.
  package static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
