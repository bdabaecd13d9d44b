import Model
import Source

/// A manifest read into its type and checked by the rules that concern it alone.
struct CheckedManifest<K: ResourceKind>: Sendable {
  let candidate: Candidate<K>
  let stored: Stored<K>?
  /// Whether shape and text have no fault, so that the rules of the kind could be applied.
  let isWellFormed: Bool
  let violations: [Violation]

  init(_ manifest: Manifest, stored: Stored<K>?) {
    var (candidate, shape) = CheckedManifest.read(manifest, isNew: stored == nil)
    isWellFormed = shape.isEmpty && manifest.faults.isEmpty
    violations = isWellFormed ? CheckedManifest.ruleViolations(candidate, stored: stored) : shape
    candidate.isUpToDate = isWellFormed && stored.map { CheckedManifest.isUpToDate($0, for: candidate) } ?? false
    self.candidate = candidate
    self.stored = stored
  }

  private static func isUpToDate(_ stored: Stored<K>, for candidate: Candidate<K>) -> Bool {
    K.route(from: stored, to: candidate.spec) == nil && stored.spec.node == candidate.spec.node
      && stored.metadata.labels == candidate.metadata.labels
      && stored.metadata.protected == candidate.metadata.protected
      && stored.record.source.map { ExactString.same($0, candidate.manifest.location.file) } ?? false
  }

  private static func read(_ manifest: Manifest, isNew: Bool) -> (Candidate<K>, [Violation]) {
    let metadataNode = manifest.root["metadata"] ?? manifest.root
    var metadataReading = FieldReader(prefix: "metadata", codes: .ours, root: "metadata", mark: metadataNode.mark)
    let metadata = Metadata.read(metadataNode, reading: &metadataReading)
    let specNode = manifest.root["spec"]
    let mark = specNode?.mark ?? manifest.root.mark
    var reading = FieldReader(
      prefix: K.prefix, codes: K.codes(isNew: isNew), root: "spec", mark: mark, attachments: manifest.attachments)
    let spec = specNode?.entries == nil ? K.Spec() : K.Spec.read(specNode, reading: &reading)
    return (
      Candidate(manifest: manifest, metadata: metadata, spec: spec), metadataReading.violations + reading.violations
    )
  }

  private static func ruleViolations(_ candidate: Candidate<K>, stored: Stored<K>?) -> [Violation] {
    K.rules.filter { stored == nil || !$0.isForNewOnly }.flatMap { rule in
      rule.findings(candidate.spec, stored).map { finding in
        Violation(
          rule.severity, rule: rule.id, code: rule.code, message: rule.message(finding.detail), path: finding.path,
          mark: finding.mark == .none ? candidate.manifest.mark(of: finding.path) : finding.mark, hint: finding.hint)
      }
    }
  }
}
