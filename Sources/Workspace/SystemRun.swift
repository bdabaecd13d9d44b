import Crypto
import Glibc
package import Model
package import Source

/// Generates ids and keys with libcrypto's random generator.
package final class SystemIDs: IDSource {
  /// Creates a source; all sources share the generator of the process.
  package init() {}

  /// Generates a key of `[A-Za-z0-9]` for which `isTaken` is false; traps if the system gives no random bytes.
  package func key(length: Int, isTaken: (Secret) -> Bool) -> Secret {
    while true {
      let secret = Secret(
        random { () throws(CryptoError) in
          try SecureRandom.text(length: length, alphabet: SystemIDs.alphabet)
        })
      if !isTaken(secret) { return secret }
    }
  }

  /// Generates a random UUID in lower case; traps if the system gives no random bytes.
  package func uuid() -> String { random { () throws(CryptoError) in try SecureRandom.uuid() } }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// Traps if the generator fails: a machine without randomness must not issue keys, and there is no other source.
  private func random(_ generate: () throws(CryptoError) -> String) -> String {
    do {
      return try generate()
    } catch {
      preconditionFailure("libcrypto must have a working random source: \(error)")
    }
  }
}

extension Instruments {
  /// The instruments of this machine, which use all its cores.
  package static let system = system(threads: processorCount)

  /// The instruments of this machine on a limited number of threads; with one nothing differs but the time it takes.
  package static func system(threads: Int) -> Instruments {
    Instruments(
      sha256: { SHA256.hex(of: $0) }, certificates: .system,
      concurrently: { count, body in
        _ = parallelMap(Array(0..<count), threads: threads) { (index) throws(Never) in body(index) }
      },
      signer: { text, message, purpose in
        guard let signature = SSHSignature(text: text), signature.verifies(message, namespace: purpose) else {
          return nil
        }
        return signature.publicKey.text
      })
  }
}

/// The machine that executes a run.
package struct Host: Sendable {
  /// The name of the host, recorded in audit events.
  package let name: String
  /// The address of the host, recorded in audit events.
  package let address: String

  /// Creates a host with a known name and address.
  package init(name: String, address: String) {
    self.name = name
    self.address = address
  }

  /// Reads name and address from the environment; `Unknown Host` if they are not set.
  package init(_ environment: [String: String]) {
    let unknown = "Unknown Host"
    name = environment["PARTNERCTL_HOST_NAME"] ?? environment["HOSTNAME"] ?? unknown
    address = environment["PARTNERCTL_HOST_IP"] ?? unknown
  }
}

extension Instant {
  /// Reads the system's clock.
  package static func now() -> Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
