import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// MISPs as rows of tables.
@Suite struct MISPTableTests {
  /// A MISP with licences; of each the columns that matter.
  private func misp(_ cells: [String: String?] = [:], _ licenses: [String: String?]...) throws -> ImportedDeployment {
    var deployment = Deployment(("misp", cells))
    for (index, license) in licenses.enumerated() {
      deployment.add("misp_license", ["license_key": "s3cret-key-\(index + 1)"].merging(license) { $1 })
    }
    return try ImportedDeployment(deployment)
  }

  /// Number, switch and cause of each key: `1 Active -`.
  private func keys(_ taken: ImportedDeployment) throws -> [String] {
    try #require(taken.stored(MISP.self, "telecom")).status.licenseKeys.map {
      "\($0.key.reveal()) \($0.issue) \($0.status.rawValue) \($0.offBy?.rawValue ?? "-")"
    }
  }

  private func spec(_ taken: ImportedDeployment) throws -> String {
    let spec = try #require(taken.stored(MISP.self, "telecom")).spec
    return "\(spec.approval?.rawValue ?? "-") \(spec.status.rawValue) "
      + "\(spec.licenseKey.issue) \(spec.licenseKey.status.rawValue)"
  }

  private static let off: [String: String?] = ["is_active": "f"]

  @Test func `what switched a key off follows from the states of both`() throws {
    let on = try misp([:], [:])
    #expect(try on.isSound && keys(on) == ["s3cret-key-1 1 Active -"] && spec(on) == "approved Active 1 Active")
    let own = try misp([:], MISPTableTests.off)
    #expect(
      try own.isSound && keys(own) == ["s3cret-key-1 1 De-Active key"] && spec(own) == "approved Active 1 De-Active")
    let with = try misp(["is_active": "f"], MISPTableTests.off)
    #expect(try with.isSound && keys(with) == ["s3cret-key-1 1 De-Active misp"])
    #expect(try spec(with) == "approved De-Active 1 Active")
    let rejected = try misp(["status_code": "rejected"], MISPTableTests.off)
    #expect(try rejected.isSound && keys(rejected) == ["s3cret-key-1 1 De-Active rejection"])
    #expect(try spec(rejected) == "rejected Active 1 Active")
    let both = try misp(["status_code": "REJECTED", "is_active": "f"], MISPTableTests.off)
    #expect(try both.isSound && keys(both) == ["s3cret-key-1 1 De-Active rejection"])
    #expect(try spec(both) == "rejected De-Active 1 Active")
  }

  @Test func `an undecided MISP has neither decision nor key`() throws {
    let taken = try misp(["status_code": "inprogress", "contact_no": nil])
    #expect(try taken.isSound && keys(taken) == [] && spec(taken) == "- Active 1 Active")
    #expect(taken.stored(MISP.self, "telecom")?.spec.contactNumber == nil)
    let inactive = try misp(["status_code": "Inprogress", "is_active": "f"])
    #expect(try inactive.isSound && spec(inactive) == "- De-Active 1 Active")
    let rejected = try misp(["status_code": "rejected"])
    #expect(try rejected.isSound && keys(rejected) == [] && spec(rejected) == "rejected Active 1 Active")
  }

  @Test func `issues are numbered as they were made, and those that have a newer one were replaced`() throws {
    let taken = try misp(
      [:], ["valid_from_date": "2026-03-01 00:00:00"],
      [
        "valid_from_date": "2026-01-01 00:00:00", "is_active": "f", "upd_by": "bea",
        "upd_dtimes": "2026-02-01 00:00:00",
      ],
      ["valid_from_date": "2026-01-01 00:00:00.001", "is_active": "f"])
    #expect(taken.refusals == [] && taken.due == [] && taken.faults == [])
    #expect(
      try keys(taken) == [
        "s3cret-key-2 1 De-Active replacement", "s3cret-key-3 2 De-Active replacement", "s3cret-key-1 3 Active -",
      ])
    #expect(try spec(taken) == "approved Active 3 Active")
    let same = try misp([:], MISPTableTests.off, MISPTableTests.off)
    #expect(
      try keys(same) == ["s3cret-key-1 1 De-Active replacement", "s3cret-key-2 2 De-Active key"], "by their bytes")
  }

  @Test func `who issued and switched a key is kept`() throws {
    let taken = try misp(
      [:], ["cr_by": "bea", "upd_by": "cara", "upd_dtimes": "2026-02-01 00:00:00", "is_active": "f"])
    let key = try #require(taken.stored(MISP.self, "telecom")?.status.licenseKeys.first)
    #expect(key.issuedBy == "bea" && key.updatedBy == "cara" && key.updatedAt == "2026-02-01T00:00:00.000Z")
    #expect(taken.losses == [:])
  }

  @Test func `of several active licences the newest that is valid stays active`() throws {
    let other = "misp_license 1: is_active is false, because another licence of its MISP stays active"
    let two = try misp([:], ["valid_from_date": "2026-02-01 00:00:00"], [:])
    #expect(try two.isSound && spec(two) == "approved Active 2 Active")
    #expect(try keys(two) == ["s3cret-key-2 1 De-Active replacement", "s3cret-key-1 2 Active -"])
    #expect(two.remarks == [other] && two.losses["misp_license.is_active"] == 1)
    // The newest has expired, and one that is older has not.
    let expired = try misp(
      [:], [:], ["valid_from_date": "2026-02-01 00:00:00", "valid_to_date": "2026-05-01 00:00:00"])
    #expect(try expired.isSound && spec(expired) == "approved Active 2 Active")
    #expect(try keys(expired) == ["s3cret-key-2 1 De-Active replacement", "s3cret-key-1 2 Active -"])
    #expect(expired.remarks == [other])
    // The newest was switched off, and one that is older was not.
    let off = try misp([:], [:], ["valid_from_date": "2026-02-01 00:00:00", "is_active": "f"])
    #expect(try off.isSound && spec(off) == "approved Active 2 Active")
    #expect(try keys(off) == ["s3cret-key-2 1 De-Active replacement", "s3cret-key-1 2 Active -"])
    #expect(off.remarks == [] && off.losses["misp_license.is_active"] == nil)
    let all = try misp([:], ["valid_to_date": "2026-05-01 00:00:00"], ["valid_to_date": "2026-05-01 00:00:00"])
    #expect(all.refusals == [] && all.remarks == [other] && all.due == ["MISP telecom: misp.issueLicenseKey"])
    #expect(try keys(all) == ["s3cret-key-1 1 De-Active replacement", "s3cret-key-2 2 Active -"])
  }

  @Test func `no licence of a rejected or inactive MISP stays active`() throws {
    for (cells, state, cause, reason) in [
      (["is_active": "f"], "approved De-Active", "misp", "its MISP is not active"),
      (["status_code": "rejected"], "rejected Active", "rejection", "its MISP is rejected"),
      (["status_code": "rejected", "is_active": "f"], "rejected De-Active", "rejection", "its MISP is rejected"),
    ] as [([String: String?], String, String, String)] {
      let taken = try misp(cells, [:], ["valid_from_date": "2026-02-01 00:00:00"])
      #expect(try taken.isSound && spec(taken) == "\(state) 2 Active")
      let first = cause == "misp" ? "replacement" : cause
      #expect(try keys(taken) == ["s3cret-key-1 1 De-Active \(first)", "s3cret-key-2 2 De-Active \(cause)"])
      #expect(taken.remarks == Array(repeating: "misp_license 1: is_active is false, because \(reason)", count: 2))
      #expect(taken.losses["misp_license.is_active"] == 2)
    }
    let without = try misp()
    #expect(try without.isSound && keys(without) == [] && spec(without) == "approved Active 1 Active")
  }

  @Test func `a MISP in progress has no licence`() throws {
    let taken = try misp(["status_code": "Inprogress"], [:], MISPTableTests.off)
    let reason = "misp_license 1: its MISP is in progress, and has no licence before it is approved"
    #expect(taken.refusals == [reason, reason] && taken.due == [] && taken.faults == [])
    #expect(try keys(taken) == [] && spec(taken) == "- Active 1 Active")
  }

  @Test func `an expired key is replaced by the next run, if its MISP would have it`() throws {
    let expired: [String: String?] = ["valid_to_date": "2026-05-31 23:59:59.999"]
    let on = try misp([:], expired)
    #expect(on.refusals == [] && on.faults == [] && on.due == ["MISP telecom: misp.issueLicenseKey"])
    #expect(try keys(on) == ["s3cret-key-1 1 Active -"])
    let last = try misp([:], ["valid_to_date": "2026-06-01 00:00:00"])
    #expect(last.isSound)
    let off = try misp([:], expired.merging(MISPTableTests.off) { $1 })
    #expect(try off.isSound && keys(off) == ["s3cret-key-1 1 De-Active key"])
  }

  @Test func `what cannot be kept is counted`() throws {
    let taken = try misp(
      ["user_id": "somebody", "is_deleted": nil],
      ["cr_dtimes": "2026-01-01 00:00:01", "cr_by": nil, "is_deleted": nil],
      ["cr_dtimes": "2026-01-01 00:00:01", "is_active": "f"])
    #expect(
      taken.losses == [
        "misp.user_id": 1, "misp.is_deleted": 1, "misp_license.cr_dtimes": 2, "misp_license.cr_by": 1,
        "misp_license.is_deleted": 1,
      ])
  }

  @Test func `rows that make no MISP or key are refused, and no reason tells a key`() throws {
    var deployment = Deployment(
      ("misp", [:]), ("misp", ["id": "2"]), ("misp", ["id": "3", "name": "C", "is_deleted": "t"]),
      ("misp", ["id": "1", "name": "D"]), ("misp", ["id": "../x", "name": "E"]),
      ("misp", ["id": "5", "name": "F", "status_code": "pending", "email_id": "nobody"]),
      ("misp", ["id": "6", "name": "G", "email_id": "nobody"]), ("misp", ["id": "7", "name": "H"]))
    for (misp, key, more) in [
      ("1", "s3cret-key-1", [:]), ("2", "s3cret-key-2", [:]), ("3", "s3cret-key-3", [:]), ("9", "s3cret-key-4", [:]),
      ("7", "s3cret-key-1", [:]), ("1", "", [:]), ("1", String(repeating: "s3cret-", count: 19), [:]),
      ("1", "s3cret-key-5", ["is_deleted": "t"]), ("1", "s3cret-key-6", ["valid_to_date": "infinity"]),
      ("1", "s3cret-key-7", ["valid_from_date": nil]), ("1", "s3cret-key-8", ["is_active": "maybe"]),
    ] as [(String, String, [String: String?])] {
      deployment.add("misp_license", ["misp_id": misp, "license_key": key].merging(more) { $1 })
    }
    let taken = try ImportedDeployment(deployment)
    #expect(
      taken.refusals.sorted()
        == [
          "misp ../x: id: use 1 to 36 letters, digits, \"-\", \".\" and \"_\", with a letter or digit first and last",
          "misp 1: its id already belongs to MISP telecom",
          "misp 2: MISP telecom (1) has the same organizationName", "misp 3: it is deleted",
          "misp 5: status_code is \"pending\", not Inprogress, approved, rejected",
          "misp 6: Invalid Input Parameter - emailId (PMS_COR_002); write an address such as name@partner.example: letters, "
            + "digits, \"_\", and a lower-case top level of two letters or more",
          "misp 7: MISP telecom (1) has the same licenseKey",
          "misp_license 1: it is deleted", "misp_license 1: is_active is not t or f",
          "misp_license 1: license_key does not have 1 to 128 characters",
          "misp_license 1: license_key does not have 1 to 128 characters", "misp_license 1: valid_from_date is null",
          "misp_license 1: valid_to_date is not a time", "misp_license 2: the row that it belongs to is left out",
          "misp_license 3: the row that it belongs to is left out",
          "misp_license 7: the row that it belongs to is left out",
          "misp_license 9: misp_id does not name a MISP of these tables",
        ].sorted())
    #expect(try keys(taken) == ["s3cret-key-1 1 Active -"])
    #expect(!taken.refusals.contains { $0.contains("s3cret") })
  }

  @Test func `a key that appears twice is taken once`() throws {
    let twice = try misp([:], ["license_key": "s3cret-same"], ["license_key": "s3cret-same", "is_active": "f"])
    #expect(twice.refusals == ["misp_license 1: the row on line 2 has the same key"])
    #expect(try keys(twice) == ["s3cret-same 1 Active -"])
  }
}
