/// How a command prints its answer; each command lists those that it has, the default first.
enum OutputFormat: String, Sendable {
  /// For people, on a terminal.
  case text
  case json
  case yaml
  /// For comments on pull requests.
  case markdown
  /// The documented response of the service.
  case mosip
  /// Public keys as `ssh-keygen -Y verify` reads them.
  case allowedSigners = "allowed-signers"
}
