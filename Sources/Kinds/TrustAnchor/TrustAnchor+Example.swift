import Model

extension TrustAnchor {
  package static let example = """
    apiVersion: partnerctl/v1
    kind: TrustAnchor
    metadata:
      name: example-root             # identity in git; never changes
    spec:
      domain: DEVICE                 # AUTH | DEVICE | FTM
      # Or certificateFile: with the name of a file beside the manifest. This one was made for the example and nobody
      # has its key: put the certificate of your own authority here.
      certificate: |
    \(indented(certificates[0]))
    """

  /// Returns one of twelve manifests, of each of four certificates in each domain. The thirteenth is the first again.
  package static func sample(_ number: Int) -> String {
    let domain = Domain.allCases[number % 3]
    return """
      apiVersion: partnerctl/v1
      kind: TrustAnchor
      metadata: {name: anchor-\(number)}
      spec:
        domain: \(domain.rawValue)
        certificate: |
      \(indented(certificates[number / 3 % certificates.count]))
      """
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    " + $0 + "\n" }.joined()
  }

  /// Self-signed certificates of P-256 keys that were deleted, valid from 2020 to 2120. They are constants since making
  /// one requires libcrypto, which this target does not have.
  private static let certificates = [
    """
    -----BEGIN CERTIFICATE-----
    MIIBbjCCAROgAwIBAgIUVvWrHjBLyXAkjMUeddeU1MpbbCMwCgYIKoZIzj0EAwIw
    KzEQMA4GA1UECgwHRXhhbXBsZTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDEwIBcN
    MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMCsxEDAOBgNVBAoMB0V4YW1w
    bGUxFzAVBgNVBAMMDkV4YW1wbGUgUm9vdCAxMFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEJC81ciF6YOYy9erFMB+33wTfBLpFU0SV/nYeNA2+2LRXYuiU0DZz5EQG
    EzxgF8pFpiH0xIBvBN3YP9vnOBVw1qMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggq
    hkjOPQQDAgNJADBGAiEAxgDmJUXVIy6cVgCOofkw2nL6bXVcW+5apUTeBFPo2uMC
    IQCfZg7Kh63H/CWqVjSTbYC40iIvU15SR4Kqw4MqQ8T5hA==
    -----END CERTIFICATE-----
    """,
    """
    -----BEGIN CERTIFICATE-----
    MIIBbjCCAROgAwIBAgIUdNzESoajMzyOSOBgdFH5hwu9qJkwCgYIKoZIzj0EAwIw
    KzEQMA4GA1UECgwHRXhhbXBsZTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDIwIBcN
    MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMCsxEDAOBgNVBAoMB0V4YW1w
    bGUxFzAVBgNVBAMMDkV4YW1wbGUgUm9vdCAyMFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEF/gOWGWUjJisQY6V83j+pW6LQ4l3ObqcdOn2cHeL8SPBu+kWqW9Mh0HB
    h6aA87UXJS6+9M7GrsbmP47btw5BQaMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggq
    hkjOPQQDAgNJADBGAiEA8oJ8kaCmWS/UBv86l4XAZ3sckYqLXN9Nv5zomvFrzGoC
    IQCd3XXKsjyLUvKRyNRPwlLDlz+iZd8LmdcsZPEhtdfWEQ==
    -----END CERTIFICATE-----
    """,
    """
    -----BEGIN CERTIFICATE-----
    MIIBbDCCAROgAwIBAgIUbQY2lq6HDmEHtGn6ooks/7iASm0wCgYIKoZIzj0EAwIw
    KzEQMA4GA1UECgwHRXhhbXBsZTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDMwIBcN
    MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMCsxEDAOBgNVBAoMB0V4YW1w
    bGUxFzAVBgNVBAMMDkV4YW1wbGUgUm9vdCAzMFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEVouBlndK344H15JOW1pLryvmbzCk/wvPfMuXmoB//VnQYWi4vZWOX6xz
    BxTKTKAKnlCL0LW18jCoHbqyHQMQa6MTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggq
    hkjOPQQDAgNHADBEAiBPJF5syywph5wcz2yYu4x7wfA3dqiTq/2pf57vJIA7kAIg
    IGkcRj78r0KJDoPBEZse0h+HdIXY/RzL9AsLuquLl8U=
    -----END CERTIFICATE-----
    """,
    """
    -----BEGIN CERTIFICATE-----
    MIIBbDCCAROgAwIBAgIUakVkdLyrYjExHox3wZHMMmE3nSAwCgYIKoZIzj0EAwIw
    KzEQMA4GA1UECgwHRXhhbXBsZTEXMBUGA1UEAwwORXhhbXBsZSBSb290IDQwIBcN
    MjAwMTAxMDAwMDAwWhgPMjEyMDAxMDEwMDAwMDBaMCsxEDAOBgNVBAoMB0V4YW1w
    bGUxFzAVBgNVBAMMDkV4YW1wbGUgUm9vdCA0MFkwEwYHKoZIzj0CAQYIKoZIzj0D
    AQcDQgAEmk0eR4ct6BnrauxpXqeeIxquIsN9S/E3NNvH0l1QMlq/qVIkxrXW0lbn
    UJT/zLkCvMrmkpJH9Wy21KLvBGBPxaMTMBEwDwYDVR0TAQH/BAUwAwEB/zAKBggq
    hkjOPQQDAgNHADBEAiBUnLYMIHU2XEHn6k1geDxYLKz5mjlv0yS1GWnv6INvGwIg
    Vd1j0FV51KSeVuZJhTXhGR/bLvJY9xCDbKJRyJ9hM1Q=
    -----END CERTIFICATE-----
    """,
  ]
}
