// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The settings every Swift target shares.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// The rules' examples in the folder of each kind's tests, and the files that they name; found, so that a kind need not
/// be named here.
let kindTests = URL(fileURLWithPath: Context.packageDirectory).appendingPathComponent("Tests/KindsTests")
let ruleExamples = try FileManager.default.subpathsOfDirectory(atPath: kindTests.path).sorted()
  .filter { $0.hasSuffix("/Rules.yaml") || $0.hasSuffix(".pem") }

/// The arrows below are the architecture; the build is run with
/// `--explicit-target-dependency-import-check error`, so that no target reaches further than its list says.
let package = Package(
  name: "partnerctl",
  products: [
    .executable(name: "partnerctl", targets: ["partnerctl"]),
    .executable(name: "partnerctl-bench", targets: ["partnerctl-bench"]),
  ],
  targets: [
    // The C libraries, as the system packages them.
    .systemLibrary(
      name: "Clibyaml", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
    .systemLibrary(
      name: "Clibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"]), .brew(["libgit2"])]),
    .systemLibrary(
      name: "Clibcrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

    // Pure: neither Foundation nor Glibc, no clock, disk or random source.
    .target(name: "Source", swiftSettings: strict),
    .target(name: "Model", dependencies: ["Source"], swiftSettings: strict),
    .target(name: "Kinds", dependencies: ["Model", "Source"], swiftSettings: strict),
    // From desired and stored to the outcome of a run; knows no file of the state folder.
    .target(name: "Engine", dependencies: ["Model", "Source"], swiftSettings: strict),
    // The state folder's files; knows no operation.
    .target(name: "Store", dependencies: ["Model", "Source"], swiftSettings: strict),
    // Tables of MOSIP's databases, in and out.
    .target(name: "Transfer", dependencies: ["Engine", "Model", "Source"], swiftSettings: strict),
    // Values as text, Markdown and JSON.
    .target(name: "Report", dependencies: ["Engine", "Model", "Source"], swiftSettings: strict),

    // The only Swift that imports C.
    .target(name: "YAML", dependencies: ["Clibyaml", "Source"], swiftSettings: strict),
    .target(name: "Git", dependencies: ["Clibgit2"], swiftSettings: strict),
    .target(name: "Crypto", dependencies: ["Clibcrypto", "Source"], swiftSettings: strict),

    // A repository opened at a commit; the real clock and randomness.
    .target(
      name: "Workspace",
      dependencies: ["Engine", "Store", "Transfer", "Model", "Source", "YAML", "Git", "Crypto"],
      swiftSettings: strict),

    .target(
      name: "Command",
      dependencies: [
        "Kinds", "Report", "Workspace", "Engine", "Store", "Transfer", "Model", "Source", "YAML", "Git", "Crypto",
      ],
      swiftSettings: strict),
    .executableTarget(name: "partnerctl", dependencies: ["Command"], swiftSettings: strict),

    // Measures the program beside it against the limits of the machine, of which libyaml alone is one.
    .executableTarget(
      name: "partnerctl-bench", dependencies: ["Kinds", "Model", "Source", "YAML", "Clibyaml"], swiftSettings: strict),

    // Real git in temporary folders, for every test that needs a repository.
    .target(name: "TestSupport", dependencies: ["Git"], path: "Tests/TestSupport", swiftSettings: strict),
    // Certificates that are made while a test runs, with all that may be wrong with one.
    .target(
      name: "CertificateSupport", dependencies: ["Clibcrypto"], path: "Tests/CertificateSupport", swiftSettings: strict),
    // A registry in memory, reconciled run after run with a clock and ids that a test knows beforehand.
    .target(
      name: "RegistrySupport",
      dependencies: ["Workspace", "Engine", "Store", "Transfer", "Kinds", "Model", "Source", "YAML", "Crypto"],
      path: "Tests/RegistrySupport", swiftSettings: strict),
    // The whole program in a repository, with a clock and ids that a test sets; reviewed snapshots of what it prints.
    .target(
      name: "CommandSupport", dependencies: ["Command", "Crypto", "Model", "Source", "Git", "TestSupport"],
      path: "Tests/CommandSupport", swiftSettings: strict),

    .testTarget(name: "SourceTests", dependencies: ["Source"], swiftSettings: strict),
    .testTarget(name: "YAMLTests", dependencies: ["YAML", "Source"], swiftSettings: strict),
    .testTarget(name: "GitTests", dependencies: ["Git", "RegistrySupport", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "CryptoTests", dependencies: ["Crypto", "CertificateSupport", "Source", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ModelTests", dependencies: ["Model", "Source", "Engine", "Kinds", "RegistrySupport"],
      swiftSettings: strict),
    .testTarget(
      name: "KindsTests",
      dependencies: [
        "Kinds", "Engine", "Store", "Transfer", "Model", "Source", "YAML", "RegistrySupport", "CertificateSupport",
      ],
      exclude: ruleExamples, swiftSettings: strict),
    .testTarget(
      name: "EngineTests", dependencies: ["Engine", "Store", "Kinds", "Model", "Source", "RegistrySupport"],
      swiftSettings: strict),
    .testTarget(
      name: "StoreTests", dependencies: ["Store", "Engine", "Kinds", "Model", "Source", "RegistrySupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Kinds", "Model", "Source", "Command", "CommandSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WorkspaceTests",
      dependencies: [
        "Workspace", "Command", "Engine", "Store", "Report", "Transfer", "Git", "Kinds", "Model", "Source", "Crypto",
        "YAML", "TestSupport", "RegistrySupport", "CommandSupport", "CertificateSupport",
      ],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Command", "Report", "Workspace", "Engine", "Store", "Transfer", "Kinds", "Model", "Source", "Git", "YAML",
        "Crypto", "TestSupport", "CertificateSupport", "RegistrySupport", "CommandSupport",
      ],
      exclude: ["Snapshots"], swiftSettings: strict),
    // The whole program as its users run it: transcripts, hostile input, secrets.
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["Command", "Git", "Kinds", "Model", "Source", "TestSupport", "CommandSupport", "RegistrySupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
  ]
)
