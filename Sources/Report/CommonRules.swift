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
    "provenance.doubt",
  ]

  private static let rows: [(String, String, String)] = [
    (
      "tree.name", "The name … is refused",
      "Names of files and folders are plain: UTF-8 without control characters, backslashes, leading hyphens, or any spelling of .git."
    ),
    (
      "tree.symlink", "A symbolic link is not followed",
      "Manifests are plain files: a link could lead outside the repository."
    ),
    ("tree.submodule", "A submodule is not read", "Manifests lie in the registry's own repository."),
    ("tree.depth", "The folder is nested deeper than 64 levels", "Folders are nested at most 64 deep."),
    (
      "file.ignored", "A file is not taken for one of manifests",
      "Names of files of manifests end in .yaml or .yml exactly; others that have it in them may be meant so."
    ),
    (
      "diagnostics.more", "More diagnostics of this file are not listed",
      "Of a file with more than 100 diagnostics the rest are counted; errors are listed before warnings."
    ),
    (
      "state.shared", "Two stored objects have the same id or unique value",
      "An id, and a value that must be unique, belongs to one stored object; an earlier release may have stored two."
    ),
    (
      "import.file", "A file of values cannot be read", "A file of values is what its name says, with all its columns."
    ),
    ("import.row", "A row is not taken", "Every row becomes an object or a part of one, or is listed with the reason."),
    (
      "import.changed", "A row is stored otherwise than it is in the file",
      "What no operation leads to is brought to what one does, such as a licence that is active on a rejected MISP."
    ),
    ("import.weak", "A key is weak", "A key that is shorter than those generated here is taken as it is."),
    (
      "yaml.syntax", "The document is not well-formed YAML",
      "Every document is well-formed; the documents behind a broken one are read all the same."
    ),
    ("yaml.utf8", "The text is not valid UTF-8", "Files are UTF-8."),
    ("yaml.nul", "The text holds a NUL byte", "Files hold no NUL byte."),
    ("yaml.control", "The text holds a control character", "Files hold no control characters but tabs and line ends."),
    ("yaml.size", "The file is larger than 4 MiB", "A file of manifests has at most 4 MiB."),
    ("yaml.depth", "The document is nested deeper than 64 levels", "Documents are nested at most 64 deep."),
    ("yaml.nodes", "The file holds more than 100,000 values", "A file holds at most 100,000 values and keys."),
    ("yaml.anchor", "An anchor is refused", "A manifest says everything in place; anchors are refused."),
    ("yaml.alias", "An alias is refused", "A manifest says everything in place; aliases are refused."),
    ("yaml.tag", "A tag is refused", "Types come from the fields, not from tags."),
    ("yaml.mergeKey", "A merge key is refused", "A manifest says everything in place; merge keys are refused."),
    ("yaml.duplicateKey", "A key stands twice", "A mapping has each key once."),
    ("yaml.key", "A key is not plain text", "Keys are plain text."),
    ("registry.document", "registry.yaml holds one document of kind Registry", "The settings are one document."),
    ("registry.kind", "registry.yaml is of kind Registry", "The settings are of kind Registry."),
    ("registry.nested", "A registry cannot lie inside another", "There is one registry.yaml in a registry."),
    ("manifest.mapping", "A manifest is a mapping", "A manifest is a mapping of apiVersion, kind, metadata and spec."),
    ("manifest.kind.required", "The manifest does not say its kind", "A manifest names its kind."),
    ("manifest.kind.unknown", "Unknown kind", "The kind is one that the program knows, spelt exactly."),
    ("manifest.kind.registry", "Settings stand only in registry.yaml", "Settings stand in registry.yaml alone."),
    (
      "manifest.apiVersion", "The manifest is not of version partnerctl/v1",
      "A manifest names the version it is written for."
    ),
    ("manifest.spec.required", "The manifest has no spec", "A manifest says what is wanted."),
    ("manifest.unknown", "Unknown field", "A manifest has apiVersion, kind, metadata and spec."),
    (
      "manifest.duplicate", "An object is declared more than once",
      "An object is declared once; of two declarations both are errors."
    ),
    (
      "manifest.renamed", "An object seems to have been renamed",
      "A name never changes: a rename would end one life and begin another."
    ),
    ("metadata.name.required", "The manifest does not say its name", "A manifest names its object."),
    (
      "metadata.name.format", "Invalid name",
      "Names are of a-z, 0-9, hyphen and dot, with a letter or digit at both ends."
    ),
    ("metadata.id.changed", "The id of an object is another", "An id never changes."),
    ("metadata.id.taken", "The id belongs to another object", "No two objects of a kind have the same id."),
    (
      "run.removals.held", "Nothing is removed while manifests are unreadable",
      "What cannot be read may be what seems to be gone."
    ),
    (
      "run.removals.limit", "Too many objects would be removed",
      "One run ends few lives; more must be allowed by --allow-removals."
    ),
    ("run.removals.empty", "The registry folder holds no manifest at all", "An empty folder is taken for an accident."),
    (
      "run.removals.protected", "A protected object's manifest is gone",
      "metadata.protected must be lifted before a manifest is removed."
    ),
    ("plan.stale", "The plan is stale", "A saved plan holds for one commit and one stored state."),
    (
      "plan.different", "The plan no longer says what would be done now",
      "A saved plan is carried out exactly, or not at all."
    ),
    ("plan.edited", "The plan was edited since it was made", "A saved plan is what was reviewed, to the last byte."),
    ("state.damaged", "The stored state is damaged", "Only partnerctl writes the state folder."),
    (
      "state.lost", "state.json is missing but was there before",
      "Without the stored state every id and key would be issued again."
    ),
    (
      "state.rolledBack", "The stored state was taken back to an earlier serial",
      "An older state would give out the same serials, ids and keys again."
    ),
    ("state.local", "State files were changed locally", "Uncommitted changes in the state folder would be lost."),
    ("state.foreign", "The state folder belongs to another registry", "Every registry has a state folder of its own."),
    (
      "history.rewritten", "The history was rewritten",
      "The commit of the last run is no ancestor any more; manifests are compared by content."
    ),
    (
      "history.shallow", "The history is cut off",
      "In a shallow clone, what lies beyond the boundary counts as received at the boundary."
    ),
    (
      "provenance.doubt", "Time and author are uncertain",
      "A commit date is evidence, not proof; what cannot be right is said."
    ),
    ("push.diverged", "The branches have diverged", "partnerctl fast-forwards and never merges."),
    ("push.localChanges", "Local changes stand in the way", "A fast-forward overwrites no uncommitted work."),
    ("verify.mismatch", "The trail does not fit", "Every line of the ledger names the digest of the line before it."),
  ]
}
