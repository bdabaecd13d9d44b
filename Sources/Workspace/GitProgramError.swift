import Source

/// The reason why a command to a remote failed, with text that is safe to print.
///
/// The text is git's or the server's own: cleaned by `GitWords`, in English, at most 2,000 characters.
package enum GitProgramError: Error, Equatable, Sendable {
  /// There is no `git` in `PATH`, or it cannot be started.
  case gitMissing
  /// No remote of that name is configured, and there is no repository at the address.
  case unknownRemote(words: String)
  /// The server did not accept the credentials, or nothing could answer its question.
  case authentication(words: String)
  /// The server could not be reached, or the connection broke.
  case network(words: String)
  /// The server refused the push.
  case rejected(Rejection, words: String)
  /// The command did not end in time and was stopped.
  case timeout(words: String)
  /// Anything else.
  case failed(words: String)

  /// The reason why a server refused a push.
  package enum Rejection: Hashable, Sendable {
    /// The branch has commits that the pushed one does not follow.
    case notFastForward
    /// The branch moved, or was locked, while the server updated it: usually a lost race.
    case lostRace
    /// The branch is protected against this user or this way of changing it.
    case protectedBranch
    /// A hook on the server refused the push.
    case hook
    /// The server gave another reason, or none.
    case other
  }
}

extension GitProgramError {
  /// Classifies a failed command by what it printed.
  ///
  /// - Parameters:
  ///   - output: Standard output; for `push --porcelain` the report by reference, which is more reliable than prose.
  ///   - errors: Standard error.
  init(output: String, errors: String) {
    let words = GitWords.clean(errors)
    let said = errors.lowercased()
    func speaks(of phrases: [String]) -> Bool { phrases.contains(where: said.contains) }
    let refusals = output.split(separator: "\n").filter { $0.hasPrefix("!\t") }.map { $0.lowercased() }
    if let refusal = refusals.first {
      self = .rejected(Rejection(refusal: refusal, said: said), words: words.isEmpty ? GitWords.clean(refusal) : words)
    } else if speaks(of: Self.authenticationPhrases) {
      self = .authentication(words: words)
    } else if speaks(of: Self.unknownRemotePhrases) {
      self = .unknownRemote(words: words)
    } else if speaks(of: Self.networkPhrases) {
      self = .network(words: words)
    } else {
      self = .failed(words: words)
    }
  }

  private static let authenticationPhrases = [
    "authentication failed", "could not read username", "could not read password", "terminal prompts disabled",
    "permission denied", "invalid username or password", "access denied", "returned error: 401",
    "returned error: 403", "host key verification failed", "permission to ",
  ]

  private static let unknownRemotePhrases = [
    "does not appear to be a git repository", "repository not found", "no such remote", "returned error: 404",
    "' not found",
  ]

  private static let networkPhrases = [
    "could not resolve", "connection refused", "timed out", "network is unreachable", "no route to host",
    "connection reset", "connection closed", "failed to connect", "couldn't connect", "unable to connect",
    "hung up unexpectedly", "unexpected disconnect", "early eof", "rpc failed", "ssl", "certificate", "gnutls",
    "returned error: 5", "temporary failure", "transfer closed", "could not read from remote repository",
  ]
}

extension GitProgramError.Rejection {
  /// Reads the reason from the report line of a reference, or from the server's text if the line is too general.
  fileprivate init(refusal: String, said: String) {
    let race = ["failed to update ref", "cannot lock ref", "failed to lock", "incorrect old value", "stale info"]
    if ["(non-fast-forward)", "(fetch first)", "(needs force)"].contains(where: refusal.contains) {
      self = .notFastForward
    } else if race.contains(where: refusal.contains) {
      self = .lostRace
    } else if (refusal + said).contains("protected branch") || refusal.contains("rule violation") {
      self = .protectedBranch
    } else if refusal.contains("hook declined") {
      self = .hook
    } else {
      self = .other
    }
  }
}

/// Makes text from outside fit to print.
enum GitWords {
  /// The most characters (Unicode scalars) that are kept.
  static let limit = 2_000

  /// Masks credentials in addresses, removes terminal sequences and control characters, and cuts the text to `limit`.
  static func clean(_ text: String) -> String {
    let visible = withoutControls(text)
    let lines = Credentials.masked(visible).split(separator: "\n").map { line in
      String(line.reversed().drop(while: { $0 == " " }).reversed())
    }
    let joined = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    let scalars = joined.unicodeScalars
    return scalars.count > limit ? String(scalars.prefix(limit - 1)) + "…" : joined
  }

  private static func withoutControls(_ text: String) -> String {
    var kept = String.UnicodeScalarView()
    var isInSequence = false
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      if previous == "\u{1B}", scalar == "[" {
        isInSequence = true
      } else if isInSequence {
        isInSequence = !("@"..."~").contains(scalar)
      } else if scalar == "\n" || scalar == "\r" {
        kept.append("\n")
      } else if ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory) {
        kept.append(scalar)
      }
    }
    return String(kept)
  }
}
