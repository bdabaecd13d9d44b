import Model
import Source

/// Finds the reason why an imported object cannot be stored.
struct ImportChecks {
  private let registry: any Registry

  /// Creates checks against the objects that were imported before.
  init(_ registry: any Registry) {
    self.registry = registry
  }

  /// The reason why an object cannot be stored; nil if it can. All faults of the object alone are found here, so that
  /// a single pass over all objects finds the rest.
  func fault<K: ResourceKind>(of stored: Stored<K>) -> String? {
    if let reason = shapeFault(of: stored) ?? brokenRule(of: stored) ?? declared(stored).brokenInvariant?.reason {
      return reason
    }
    if let operation = K.route(from: stored, to: stored.spec) {
      return "only a further request would lead to its state: \(operation.id)"
    }
    return conflict(of: stored)
  }

  /// The object as it will be once it has a manifest.
  private func declared<K: ResourceKind>(_ stored: Stored<K>) -> Stored<K> {
    var declared = stored
    declared.record.source = ""
    return declared
  }

  /// The first rule that the manifest of an object would break.
  private func brokenRule<K: ResourceKind>(of stored: Stored<K>) -> String? {
    for rule in K.rules where rule.severity == .error {
      guard let finding = rule.findings(stored.spec, stored).first else { continue }
      return ImportChecks.reason(rule.message(finding.detail), code: rule.code, hint: finding.hint)
    }
    return nil
  }

  private static func reason(_ message: String, code: String?, hint: String?) -> String {
    message + (code.map { " (\($0))" } ?? "") + (hint.map { "; \($0)" } ?? "")
  }

  /// The first value of an object that a manifest may not have, with the documented message, or that could not be
  /// read back.
  private func shapeFault<K: ResourceKind>(of stored: Stored<K>) -> String? {
    var reader = FieldReader(prefix: K.prefix, codes: K.codes(isNew: true), root: "spec", mark: .none)
    _ = K.Spec.read(stored.spec.node, reading: &reader)
    var named = stored
    named.metadata.name = "a"
    guard let violation = (reader.violations + Stored<K>.read(named.node).violations).first else { return nil }
    return ImportChecks.reason(violation.message, code: violation.code, hint: violation.hint)
  }

  /// The conflict with another object over a value that only one can have. Values are not shown: one may be a secret.
  private func conflict<K: ResourceKind>(of stored: Stored<K>) -> String? {
    if let other = registry.object(K.self, id: stored.id) { return "its id already belongs to \(other.identity)" }
    for index in K.indexes {
      for value in index.values(stored) {
        guard let holder = registry.holder(of: value, in: index.name, of: K.self) else { continue }
        let id = registry.object(K.self, named: holder.name)?.id ?? ""
        return "\(holder) (\(id)) has the same \(index.name)"
      }
    }
    return nil
  }
}
