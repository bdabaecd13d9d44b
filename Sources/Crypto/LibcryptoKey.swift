import Clibcrypto

/// A key of libcrypto's, which is freed with its last owner.
///
/// It may be used from many threads: libcrypto allows that for a key that does not change.
final class LibcryptoKey: Sendable {
  nonisolated(unsafe) let pointer: OpaquePointer

  init(taking pointer: OpaquePointer) {
    self.pointer = pointer
  }

  deinit { EVP_PKEY_free(pointer) }
}
