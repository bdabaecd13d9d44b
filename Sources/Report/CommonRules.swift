import Model
import Source

/// The rules that belong to no kind: those of files, of frames of manifests, and of runs.
enum CommonRules {
  static let all: [RuleDescription] = rows.map { id, message, summary in
    RuleDescription(
      id: id, severity: warnings.contains(id) ? .warning : .error, code: nil, message: message, summary: summary,
      citation: "partnerctl's own rule", unreachable: nil)
  }

  private static let warnings: Set<String> = [
    "file.ignored", "import.changed", "import.weak", "run.removals.held", "history.rewritten", "history.shallow",
    "provenance.doubt", "settings.guard",
  ]

  private static let rows: [(String, String, String)] = [
    (
      "tree.name", "The name … is not allowed",
      "Names of files and folders are UTF-8 without control characters, backslashes, leading hyphens, or any spelling of .git."
    ),
    (
      "tree.symlink", "A symbolic link is not followed",
      "Manifests are regular files: a link could lead outside the repository."
    ),
    ("tree.submodule", "A submodule is not read", "Manifests are in the registry's own repository."),
    ("tree.depth", "The folder is nested deeper than 64 levels", "Folders are nested at most 64 levels deep."),
    (
      "file.ignored", "A file is not read as a manifest file",
      "Names of manifest files end in exactly .yaml or .yml; other names that contain one of these may be mistakes."
    ),
    (
      "diagnostics.more", "More diagnostics of this file are not listed",
      "Diagnostics of a file beyond the first 100 are only counted; errors are listed before warnings."
    ),
    (
      "state.shared", "Two stored objects have the same id or unique value",
      "An id or a unique value belongs to one stored object only; an earlier release may have stored it twice."
    ),
    (
      "import.file", "A table file cannot be read",
      "A table file holds the table that it is named after, with all its columns."
    ),
    (
      "import.exists", "A file is in the way of an imported manifest",
      "An import writes new files and overwrites none."
    ),
    (
      "import.started", "The registry is not empty",
      "Tables are imported into a registry that holds nothing but registry.yaml."
    ),
    (
      "import.state", "Imported manifests would be in the state folder",
      "Only partnerctl's stored state is in the state folder."
    ),
    (
      "export.file", "An exported file would be part of the repository",
      "Exported files hold keys, so they are written outside the repository."
    ),
    ("import.row", "A row is left out", "Every row becomes an object or a part of one, or is listed with the reason."),
    (
      "import.changed", "A row is stored differently than in the file",
      "A state that no operation leads to, such as an active licence of a rejected MISP, is changed to a possible one."
    ),
    ("import.weak", "A key is weak", "A key that is shorter than those generated here is imported unchanged."),
    (
      "yaml.syntax", "The document is not well-formed YAML",
      "Every document is well-formed; documents after a malformed one are still read."
    ),
    ("yaml.utf8", "The text is not valid UTF-8", "Files are UTF-8."),
    ("yaml.nul", "The text holds a NUL byte", "Files hold no NUL byte."),
    (
      "yaml.control", "The text holds a control character",
      "Files hold no control characters except tabs and line ends."
    ),
    ("yaml.size", "The file is larger than 4 MiB", "A manifest file has at most 4 MiB."),
    ("yaml.depth", "The document is nested deeper than 64 levels", "Documents are nested at most 64 levels deep."),
    ("yaml.nodes", "The file holds more than 100,000 values", "A file holds at most 100,000 values and keys."),
    ("yaml.anchor", "An anchor is not supported", "A manifest writes every value out; anchors are not supported."),
    ("yaml.alias", "An alias is not supported", "A manifest writes every value out; aliases are not supported."),
    ("yaml.tag", "A tag is not supported", "Types come from the fields, not from tags."),
    (
      "yaml.mergeKey", "A merge key is not supported",
      "A manifest writes every value out; merge keys are not supported."
    ),
    ("yaml.duplicateKey", "A key appears twice", "A mapping has each key only once."),
    ("yaml.key", "A key is not plain text", "Keys are plain text."),
    ("registry.document", "registry.yaml must hold one document of kind Registry", "The settings are one document."),
    ("registry.kind", "registry.yaml must be of kind Registry", "The settings are of kind Registry."),
    ("registry.nested", "A registry cannot be inside another registry", "A registry has only one registry.yaml."),
    (
      "manifest.mapping", "A manifest must be a mapping",
      "A manifest is a mapping of apiVersion, kind, metadata and spec."
    ),
    ("manifest.kind.required", "The manifest has no kind", "Every manifest has a kind."),
    ("manifest.kind.unknown", "Unknown kind", "The kind is one of the known kinds, spelt exactly."),
    (
      "manifest.kind.registry", "Settings are allowed only in registry.yaml",
      "Settings are written in registry.yaml only."
    ),
    (
      "manifest.apiVersion", "The apiVersion of the manifest is not partnerctl/v1",
      "A manifest names the version that it is written for."
    ),
    ("manifest.spec.required", "The manifest has no spec", "Every manifest has a spec."),
    ("manifest.unknown", "Unknown field", "A manifest has apiVersion, kind, metadata and spec."),
    (
      "manifest.duplicate", "An object is declared more than once",
      "An object is declared only once; if it is declared twice, both declarations are errors."
    ),
    (
      "manifest.renamed", "An object seems to have been renamed",
      "A name never changes: a rename would remove one object and create another."
    ),
    ("metadata.name.required", "The manifest has no name", "Every manifest has a metadata.name."),
    (
      "metadata.name.format", "Invalid name",
      "Names consist of a-z, 0-9, hyphen and dot, with a letter or digit at both ends."
    ),
    ("metadata.id.changed", "The id differs from the stored id", "An id never changes."),
    ("metadata.id.taken", "The id belongs to another object", "No two objects of a kind have the same id."),
    (
      "run.removals.held", "Removals are held back while files cannot be read",
      "A file that cannot be read may have a manifest that seems to be missing: one of its folder, one that it names, or one that went with the same change."
    ),
    (
      "run.removals.limit", "Too many objects would be removed",
      "One run removes only a few objects; more must be allowed with --allow-removals."
    ),
    (
      "run.removals.empty", "The registry folder holds no manifest",
      "An empty registry folder is treated as an accident."
    ),
    (
      "run.removals.protected", "The manifest of a protected object is missing",
      "metadata.protected must be set to false before the manifest is removed."
    ),
    (
      "merge.conflict", "The branch cannot be merged: both sides changed a file",
      "What a merge would do can be told only if git can make it."
    ),
    (
      "merge.unrelated", "The two commits have no commit in common",
      "A branch is merged by what it changed since it left the other."
    ),
    (
      "settings.guard", "Changes are judged by stricter settings than registry.yaml states",
      "A limit that is loosened counts for changes that reach the branch after the run that recorded it."
    ),
    ("plan.stale", "The plan is stale", "A saved plan is valid for one commit and one stored state."),
    (
      "plan.different", "The plan differs from what would be done now",
      "A saved plan is carried out exactly, or not at all."
    ),
    ("plan.edited", "The plan has been edited since it was made", "A saved plan is byte for byte what was reviewed."),
    ("state.damaged", "The stored state is damaged", "Only partnerctl writes the state folder."),
    (
      "state.lost", "state.json is missing, but existed before",
      "Without the stored state, every id and key would be issued again."
    ),
    (
      "state.form", "The stored state is not sealed: this program reads but does not write it",
      "A state that was never sealed is sealed by a person's act, in a commit of its own, after a look at it."
    ),
    (
      "state.rolledBack", "The stored state was taken back to an earlier run",
      "From an older state, the same serials, ids and keys would be issued again."
    ),
    (
      "run.removals.missing", "Manifests that a run read never arrived in this history",
      "Objects are not removed because the commits with their manifests were left behind, as with a cherry-pick."
    ),
    (
      "state.forked", "Runs were made on several sides",
      "Of two sides that both recorded runs and were merged, the runs of one are kept."
    ),
    (
      "state.checkpoint", "The stored state does not contain the run of the checkpoint",
      "A line that checkpoint printed names a run; a state without it was taken back, or is another registry's."
    ),
    ("checkpoint.none", "No run is sealed here yet", "A checkpoint names the last run."),
    (
      "state.shallow", "The history is cut off",
      "Only the whole history tells whether the stored state was taken back."
    ),
    (
      "seal.stranger", "This registry's runs are made by others",
      "A run is sealed by a key that the seal of the run before names."
    ),
    (
      "seal.runners", "spec.trust.runners changes who may make runs",
      "A run names the keys that may seal the next one: each once, its own among them unless --drop-own-key is given."
    ),
    (
      "seal.first", "A stored state is sealed for the first time by a person",
      "Everything in the state is believed once it is sealed, so that no runner seals it by itself."
    ),
    (
      "run.time", "The last run was later than the clock",
      "Times of runs only rise; a clock more than two minutes behind the last run is wrong."
    ),
    (
      "resolve.choice", "Nothing tells which side's runs were handed out",
      "A person chooses between two sides if no remote-tracking branch tells which one was published."
    ),
    (
      "resolve.folder", "The state folder cannot be restored where it is",
      "Only the folder that a registry's runs wrote is restored, and nothing in another one is touched."
    ),
    (
      "resolve.registry", "The stored states of two registries were merged",
      "No run of one registry may give up the runs of another."
    ),
    (
      "resolve.side", "A commit does not have the runs of exactly one side",
      "The side that is kept is named by a commit that has its runs and not those of the others."
    ),
    ("state.local", "State files were changed locally", "Uncommitted changes in the state folder would be lost."),
    (
      "state.foreign", "The stored state was not made by a trusted run of this registry",
      "The state folder belongs to one registry, and only runs that are sealed by its runners write it."
    ),
    (
      "history.rewritten", "The history was rewritten",
      "The commit of the last run is no longer an ancestor; manifests are compared by content."
    ),
    (
      "history.shallow", "The history is cut off",
      "In a shallow clone, everything beyond the boundary counts as received at the boundary."
    ),
    (
      "provenance.doubt", "Time and author are uncertain",
      "A commit date is evidence, not proof; dates that cannot be right are reported."
    ),
    ("push.diverged", "The branches have diverged", "partnerctl fast-forwards and never merges."),
    ("push.localChanges", "Local changes would be overwritten", "A fast-forward never overwrites uncommitted changes."),
    (
      "key.none", "There is no signing key",
      "What partnerctl signs needs a key that is read from outside the repository."
    ),
    ("key.exists", "The file of a new key exists already", "A key is never overwritten."),
    (
      "key.foreign", "partnerctl does not replace this key",
      "Only a key in the local key file is replaced; another is replaced where it is kept."
    ),
    (
      "signature.parts", "The text is not a signed response",
      "A signed response is three base64url texts joined with full stops (RFC 7515)."
    ),
    (
      "signature.encoding", "A part of the text is not encoded as it must be",
      "Each part is base64url without padding; header and payload are JSON objects."
    ),
    (
      "signature.header", "The header of the text is not one of a signed response",
      "The header is a JSON object with known members."
    ),
    (
      "signature.critical", "The header names extensions that this program does not know",
      "A text with unknown critical extensions is not accepted (RFC 7515, section 4.1.11)."
    ),
    (
      "signature.algorithm", "The text is not signed with RS256",
      "Responses are signed with RS256."
    ),
    (
      "signature.key", "The registry has no public key for the signature",
      "Only keys that have signed for the registry are accepted."
    ),
    (
      "signature.unrecorded", "A key of this registry signed the text, but no run recorded it",
      "An answer is stored by the run that signs it; one that is not stored was made by whoever had the key."
    ),
    (
      "signature.mismatch", "The signature does not match the text",
      "A signed response is accepted only if its signature matches."
    ),
    (
      "verify.mismatch", "The audit trail is inconsistent",
      "Every line of the ledger names the digest of the line before it."
    ),
  ]
}
