import Model
import Source

/// Finds what keeps an imported object from being stored.
struct ImportChecks {
  private let registry: any Registry

  /// - Parameter registry: the objects that were imported before.
  init(_ registry: any Registry) {
    self.registry = registry
  }

  /// Why an object cannot be stored; nil if it can. Everything that concerns the object alone is found here, so that one
  /// look at all objects together finds the rest.
  func fault<K: ResourceKind>(of stored: Stored<K>) -> String? {
    if let reason = shapeFault(of: stored) ?? brokenRule(of: stored) ?? declared(stored).brokenInvariant?.reason {
      return reason
    }
    if let operation = K.route(from: stored, to: stored.spec) {
      return "only a further request would lead to its state: \(operation.id)"
    }
    return conflict(of: stored)
  }

  /// The object as it is once there is a manifest of it.
  private func declared<K: ResourceKind>(_ stored: Stored<K>) -> Stored<K> {
    var declared = stored
    declared.record.source = ""
    return declared
  }

  /// Which rule the manifest would break that describes an object.
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

  /// What of an object no manifest may say, in the documented words, or what could not be read back.
  private func shapeFault<K: ResourceKind>(of stored: Stored<K>) -> String? {
    var reader = FieldReader(prefix: K.prefix, codes: K.codes(isNew: true), root: "spec", mark: .none)
    _ = K.Spec.read(stored.spec.node, reading: &reader)
    var named = stored
    named.metadata.name = "a"
    guard let violation = (reader.violations + Stored<K>.read(named.node).violations).first else { return nil }
    return ImportChecks.reason(violation.message, code: violation.code, hint: violation.hint)
  }

  /// What another object has already that only one can have. Values are not shown: one may be a secret.
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
