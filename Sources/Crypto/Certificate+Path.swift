import Clibcrypto

extension Certificate {
  /// Tells whether a path leads from this certificate to a trusted one, every part of it valid at a time.
  ///
  /// Anchors that signed themselves are trusted; a path has to end in one of them. The other anchors and the helpers
  /// can only be links of a path, whatever they say. Revocation is not checked. Signatures over SHA-1 and by RSA keys
  /// below 1024 bits are not accepted.
  ///
  /// - Parameter seconds: the time in seconds since 1970.
  package func leads(through helpers: [Certificate], to anchors: [Certificate], at seconds: Int64) -> Bool {
    var search = PathSearch(
      roots: anchors.filter { $0.facts.isSelfSigned },
      others: (anchors + helpers).filter { !$0.facts.isSelfSigned }, seconds: Int(seconds))
    defer { ERR_clear_error() }
    return search.leads(onFrom: [self])
  }
}

/// A search for a path among all certificates that may be part of it.
///
/// libcrypto takes the first issuer whose name fits and tries no other. This search tries all, so that the answer
/// does not depend on the order of certificates.
private struct PathSearch {
  let roots: [Certificate]
  let others: [Certificate]
  let seconds: Int
  /// The number of signatures that may still be verified, which bounds the search among certificates that all fit
  /// each other.
  var budget = 256

  init(roots: [Certificate], others: [Certificate], seconds: Int) {
    self.roots = roots
    self.others = others
    self.seconds = seconds
  }

  mutating func leads(onFrom path: [Certificate]) -> Bool {
    guard let last = path.last else { return false }
    for root in roots where isIssued(last, by: root) && isValid(path, root: root) { return true }
    guard path.count < 8 else { return false }
    for next in others where !path.contains(where: { $0.der == next.der }) && isIssued(last, by: next) {
      if leads(onFrom: path + [next]) { return true }
    }
    return false
  }

  private mutating func isIssued(_ certificate: Certificate, by issuer: Certificate) -> Bool {
    guard budget > 0, X509_check_issued(issuer.handle, certificate.handle) == X509_V_OK else { return false }
    budget -= 1
    return X509_verify(certificate.handle, issuer.publicKey) == 1
  }

  /// Tells whether libcrypto accepts a whole path: its dates, constraints, usages and key strengths.
  private func isValid(_ path: [Certificate], root: Certificate) -> Bool {
    guard let store = X509_STORE_new(), let context = X509_STORE_CTX_new(), let between = OPENSSL_sk_new_null() else {
      return false
    }
    defer {
      X509_STORE_CTX_free(context)
      X509_STORE_free(store)
      OPENSSL_sk_free(between)
    }
    for certificate in path.dropFirst() {
      guard OPENSSL_sk_push(between, UnsafeRawPointer(certificate.handle)) > 0 else { return false }
    }
    guard X509_STORE_add_cert(store, root.handle) == 1,
      X509_STORE_CTX_init(context, store, path[0].handle, between) == 1,
      let parameters = X509_STORE_CTX_get0_param(context)
    else { return false }
    X509_VERIFY_PARAM_set_time(parameters, seconds)
    X509_VERIFY_PARAM_set_depth(parameters, 16)
    X509_VERIFY_PARAM_set_auth_level(parameters, 1)
    return X509_verify_cert(context) == 1
  }
}
