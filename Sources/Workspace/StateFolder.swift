import Git
import Model
import Reconciler

// What a state folder may consist of: a link in it could lead what is written there to anywhere.

extension Workspace {
  private static let parts: Set<String> = ["objects", "index", "rejected", "audit", "keys"]

  /// Refuses a state folder, or one above it, that is something else, and one that holds what no run ever wrote.
  ///
  /// Looks at folders down to the months of the ledger; files are looked at where they are read or written.
  func refuseForeignEntries(_ commit: Commit, _ settings: Settings) throws(WorkspaceError) {
    var path = ""
    var tree = commit.tree
    for name in settings.registry.state.split(separator: "/") {
      path += (path.isEmpty ? "" : "/") + name
      let found = try git { () throws(GitError) in try repository.entry(at: String(name), inTree: tree) }
      guard let found else { return }
      try refuseLink(found, path)
      guard found.mode == .tree else { throw taken("\(path) is a file", settings) }
      tree = found.id
    }
    for entry in try entries(tree) {
      let name = String(decoding: entry.name, as: UTF8.self)
      try refuseLink(entry, path + "/" + name)
      let isOwn = entry.mode == .tree ? Workspace.parts.contains(name) : name == StateHeader.file
      guard isOwn else { throw taken("it holds \(path)/\(name)", settings) }
      if entry.mode == .tree { try refuseLinks(inPart: entry.id, path + "/" + name, isLedger: name == "audit") }
    }
  }

  private func refuseLinks(inPart tree: GitHash, _ path: String, isLedger: Bool) throws(WorkspaceError) {
    for entry in try entries(tree) {
      let path = path + "/" + String(decoding: entry.name, as: UTF8.self)
      try refuseLink(entry, path)
      guard isLedger, entry.mode == .tree else { continue }
      for inner in try entries(entry.id) {
        try refuseLink(inner, path + "/" + String(decoding: inner.name, as: UTF8.self))
      }
    }
  }

  /// Refuses to write where anything but folders leads to anything but a file.
  func refuseLinks(onTheWayTo paths: [String], inTree tree: GitHash) throws(WorkspaceError) {
    var seen: Set<String> = []
    for path in paths {
      var rest = Substring(path)
      while !rest.isEmpty, seen.insert(String(rest)).inserted {
        let place = String(rest)
        let found = try git { () throws(GitError) in try lookup.entry(at: place, inTree: tree, repository) }
        if let found {
          try refuseLink(found, place)
          guard (found.mode == .tree) == (place != path) else { throw .damaged(place, "it is in the way of \(path)") }
        }
        rest = rest.lastIndex(of: "/").map { rest[..<$0] } ?? ""
      }
    }
  }

  private func refuseLink(_ entry: TreeEntry, _ path: String) throws(WorkspaceError) {
    guard entry.mode == .symlink || entry.mode == .submodule else { return }
    let what = entry.mode == .symlink ? "a symbolic link" : "a submodule"
    throw .damaged(path, "the state folder holds plain files only, and this is \(what)")
  }

  private func taken(_ reason: String, _ settings: Settings) -> WorkspaceError {
    .refused(
      RunRefusal(
        rule: "state.foreign",
        message: "The state folder \(settings.registry.state) is used for something else: \(reason)",
        hint: "name a folder that only partnerctl writes in spec.state of \(path(RegistryFile.name))"))
  }

  private func entries(_ tree: GitHash) throws(WorkspaceError) -> [TreeEntry] {
    try git { () throws(GitError) in try repository.entries(ofTree: tree) }
  }
}
