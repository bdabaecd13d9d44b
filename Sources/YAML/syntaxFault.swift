import Source

/// Makes a fault with a hint from libyaml's description of a syntax error.
///
/// - Parameters:
///   - context: what was being read, such as "while parsing a block mapping".
///   - start: the place where that began.
func syntaxFault(_ problem: String, context: String?, at mark: Mark, from start: Mark?) -> YAMLReader.Fault {
  let message = context.map { "\(problem) \($0)" } ?? problem
  var notes: [YAMLReader.Fault.Note] = []
  if let start, start != mark { notes.append(YAMLReader.Fault.Note("what was being read starts here", at: start)) }
  return YAMLReader.Fault(
    rule: "yaml.syntax", message: message, mark: mark, hint: syntaxHint(problem, context: context ?? ""), notes: notes)
}

private func syntaxHint(_ problem: String, context: String) -> String? {
  switch problem {
  case "found character that cannot start any token":
    return "Indent with blanks, not tabs; quote a text that starts with one of @ ` %."
  case "mapping values are not allowed in this context":
    return "Check the indentation; quote a text that holds a colon and a blank."
  case "could not find expected ':'":
    return "A key needs a colon and a blank after it, and has at most 1024 characters."
  case "did not find expected key", "did not find expected '-' indicator":
    return "Check the indentation: what belongs together starts in the same column."
  case "did not find expected ',' or '}'", "did not find expected ',' or ']'":
    return "Close the bracket, or put a comma between two values."
  case "found unexpected end of stream" where context == "while scanning a quoted scalar":
    return "Close the quotes."
  case "did not find expected <document start>":
    return "Put '---' on a line of its own between two documents."
  case "found unknown escape character":
    return "In double quotes write a backslash twice, or use single quotes."
  default: return nil
  }
}
