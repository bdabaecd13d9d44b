import Source
import Testing

@Suite struct CredentialTests {
  @Test(arguments: [
    ("https://host/x.git", "https://host/x.git"), ("https://user:secret@h/x", "https://***@h/x"),
    ("fatal: 'https://user:password@host/x.git' failed", "fatal: 'https://***@host/x.git' failed"),
    ("https://user:pa/ss@localhost:1/x.git", "https://***@localhost:1/x.git"),
    ("https://user:a://b@host/x and ssh://git@other", "https://***@host/x and ssh://***@other"),
    ("https://host/x by ada@example.org", "https://host/x by ada@example.org"), ("git@host:x", "git@host:x"),
    ("https://h/x?access_token=abc&ref=main#a", "https://h/x?access_token=***&ref=***#a"),
    ("https://h/x.git?private_token=abc'", "https://h/x.git?private_token=***'"),
    ("x-access-token:abc@h/x", "***@h/x"), ("https://x-access-token:abc@h/x?a=b", "https://***@h/x?a=***"),
    ("https://h/ghp_0123456789abcdefghij/x", "https://h/***/x"), ("see glpat-0123456789_bcdefgh.", "see ***."),
    ("github_pat_0123456789abcdefghij", "***"), ("ghp_short", "ghp_short"),
    ("https://h/0123456789abcdef0123456789abcdef01234567/x", "https://h/***/x"),
    ("commit 0123456789abcdef0123456789abcdef01234567", "commit 0123456789abcdef0123456789abcdef01234567"),
  ])
  func `credentials in addresses are masked`(_ text: String, _ masked: String) {
    #expect(Credentials.masked(text) == masked)
    let hidden = Redaction.shapes.hiding(text)
    #expect((hidden == text) == (masked == text) && hidden.unicodeScalars.count == text.unicodeScalars.count)
  }
}
