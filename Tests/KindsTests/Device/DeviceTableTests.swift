import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing
import Transfer

/// Devices as rows of a table.
@Suite struct DeviceTableTests {
  private func device(
    _ cells: [String: String?] = [:], provider: [String: String?] = [:], trust: Bool = false
  ) throws -> ImportedDeployment {
    var deployment = Deployment(("device_provider", provider), ("registered_device_master", cells))
    if trust { deployment.add("foundational_trust_provider", ["id": "f1"]) }
    return try ImportedDeployment(deployment)
  }

  private func refusals(_ cells: [String: String?], provider: [String: String?] = [:]) throws -> [String] {
    let taken = try device(cells, provider: provider)
    #expect(taken.due == [] && taken.faults == [])
    #expect(taken.stored(Device.self, "lenses-s1") == nil || taken.refusals.isEmpty)
    return taken.refusals.map { $0.replacing("registered_device_master 1: ", with: "") }
  }

  @Test func `a device is what its row says`() throws {
    let taken = try device([
      "expiry_date": "2030-01-01 00:00:00.5", "status_code": "revoked", "purpose": "auth", "device_sub_id": "1,2",
    ])
    #expect(taken.isSound)
    #expect(taken.losses == ["registered_device_master.status_code": 1, "registered_device_master.purpose": 1])
    let stored = try #require(taken.stored(Device.self, "lenses-s1"))
    #expect(stored.id == "1" && stored.status.status == .revoked && stored.spec.status == .revoked)
    #expect(stored.status.timeStamp == "2026-01-01T00:00:00.000Z" && stored.status.digitalId.serialNo == "S1")
    #expect(stored.spec.data.deviceInfo.members.deviceExpiry == "2030-01-01T00:00:00.500Z")
    #expect(stored.record.source == "devices/lenses.yaml")
  }

  @Test(arguments: ["dtype_code", "dstype_code", "serial_number", "provider_id", "provider_name", "make", "model"])
  func `a column that is not what the digital id says is named`(_ column: String) throws {
    for value in ["other", "", nil] {
      #expect(try refusals([column: value]) == ["\(column) differs from digital_id"])
    }
  }

  @Test func `so is a member of the digital id`() throws {
    for (id, column) in [
      (Deployment.digitalID(serial: "S2"), "serial_number"), (Deployment.digitalID(make: "m"), "make"),
      (Deployment.digitalID(model: "N\u{301}"), "model"),
      (Deployment.digitalID(type: "Iris", subType: "Slab"), "dtype_code"),
      (Deployment.digitalID(subType: "Single"), "dstype_code"),
    ] {
      #expect(try refusals(["digital_id": id]).first == "\(column) differs from digital_id")
    }
  }

  @Test func `its provider must be there under its name, active or not`() throws {
    let missing = "provider_id: there is no DeviceProvider 1, or it is left out too"
    #expect(try refusals([:], provider: ["id": "2"]) == [missing])
    #expect(
      try device(provider: ["is_deleted": "t"]).refusals
        == ["device_provider 1: it is deleted", "registered_device_master 1: \(missing)"])
    #expect(
      try refusals([:], provider: ["vendor_name": "Lenses Ltd"])
        == ["provider_name is not the vendor_name of its provider"])
    #expect(try device(provider: ["is_active": "f"]).isSound)
  }

  @Test(arguments: [
    ("", "digital_id is not a JSON object"), ("S1", "digital_id is not a JSON object"),
    ("[]", "digital_id is not a JSON object"), ("\"e30\"", "digital_id is not a JSON object"),
    ("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "digital_id is not a JSON object"),
    ("{}", "digital_id.serialNo: Missing value - serialNo"),
  ])
  func `a digital id that is none is refused`(_ text: String, _ reason: String) throws {
    let found = try refusals(["digital_id": text])
    #expect(found.first?.hasPrefix(reason) == true, "\(found)")
  }

  @Test(arguments: ["L0", "L1"])
  func `plain JSON and any trust provider are kept as they are, of either level`(_ level: String) throws {
    for trust in [nil, "f1", "f2"] {
      let taken = try device(["certification_level": level, "foundational_trust_provider_id": trust], trust: true)
      #expect(taken.isSound && taken.losses == [:])
      let data = try #require(taken.stored(Device.self, "lenses-s1")).spec.data
      #expect(data.deviceInfo.members.certification.rawValue == level && data.foundationalTrustProviderId == trust)
    }
    let empty = try device(["certification_level": level, "foundational_trust_provider_id": ""])
    #expect(empty.isSound && empty.losses == ["registered_device_master.foundational_trust_provider_id": 1])
  }

  @Test func `a device for registration has its own id as its code`() throws {
    #expect(
      try refusals(["purpose": "REGISTRATION"]) == [
        "code is not device_id, as it must be for every device for registration"
      ])
    let taken = try device(["purpose": "registration", "code": "D1"])
    #expect(taken.refusals == [] && taken.due == [] && taken.faults == [])
    #expect(taken.nodes.keys.sorted() == ["Device D1", "DeviceProvider 1"])
    #expect(try refusals(["purpose": "TESTING"]) == ["purpose is \"TESTING\", neither AUTH nor REGISTRATION"])
  }

  @Test func `serial numbers are unique within a provider, except for retired devices`() throws {
    let second: [String: String?] = ["code": "2", "device_id": "D2"]
    func both(_ first: [String: String?], _ second: [String: String?]) throws -> ImportedDeployment {
      try ImportedDeployment(
        Deployment(
          ("device_provider", [:]), ("registered_device_master", first), ("registered_device_master", second)))
    }
    let same = try both([:], second)
    #expect(
      same.refusals == [
        "registered_device_master 2: Device lenses-s1 (1) has the same device serial numbers"
      ])
    let retired = try both(["status_code": "RETIRED"], second)
    #expect(retired.isSound && retired.nodes.count == 3)
    #expect(
      retired.stored(Device.self, "lenses-s1")?.id == "1" && retired.stored(Device.self, "lenses-s1-2")?.id == "2")
  }

  @Test func `other rows that make no device are refused`() throws {
    #expect(try refusals(["is_deleted": "t"]) == ["it is deleted"])
    #expect(try refusals(["is_active": "f"]) == ["is_active is not true, as it must be for every device"])
    #expect(try refusals(["status_code": nil]) == ["status_code is null, not REGISTERED, REVOKED, RETIRED"])
    #expect(try refusals(["certification_level": "L2"]) == ["certification_level is \"L2\", not L0, L1"])
    #expect(try refusals(["firmware": nil]) == ["firmware is null"])
    let thumb: [String: String?] = ["dstype_code": "Thumb", "digital_id": Deployment.digitalID(subType: "Thumb")]
    #expect(try refusals(thumb).count == 1 && refusals(thumb)[0].contains("Thumb"))
    let id = try device(["code": "../../x"])
    #expect(id.refusals == ["registered_device_master ../../x: code: \(Metadata.idFormat.explanation)"])
  }

  @Test func `more devices than a file takes are written to several`() throws {
    var deployment = Deployment(("device_provider", [:]), ("device_provider", ["id": "2", "vendor_name": "Lenses 2"]))
    for number in 0..<1001 {
      deployment.add(
        "registered_device_master",
        [
          "code": "\(number)", "serial_number": "\(number)", "digital_id": Deployment.digitalID(serial: "\(number)"),
        ])
    }
    for number in 2000..<2501 {
      deployment.add(
        "registered_device_master",
        [
          "code": "\(number)", "serial_number": "\(number)", "provider_id": "2", "provider_name": "Lenses 2",
          "digital_id": Deployment.digitalID(serial: "\(number)", provider: "Lenses 2", providerID: "2"),
        ])
    }
    let taken = try ImportedDeployment(deployment)
    #expect(taken.refusals == [] && taken.due == [] && taken.faults == [])
    let files = Dictionary(grouping: taken.tableImport.taken) { $0.file }.mapValues(\.count)
    #expect(
      files == [
        "deviceproviders/lenses.yaml": 1, "deviceproviders/lenses-2.yaml": 1, "devices/lenses.yaml": 500,
        "devices/lenses-2.yaml": 500, "devices/lenses-3.yaml": 500, "devices/lenses-4.yaml": 1,
        "devices/lenses-2-2.yaml": 1,
      ])
  }
}
