import Engine
import Kinds
import Model
import RegistrySupport
import Source
import Testing

/// The lives of device providers and trust providers: what each operation tells, stores and answers.
@Suite struct ProviderTests {
  private static let vendor = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: test-vendor}
    spec: {vendorName: Test Vendor, address: Address of Test Vendor, email: vendor@example.org,
      contactNumber: "9663175928", certificateAlias: Test, isActive: true}
    """

  private static let trust = """
    apiVersion: partnerctl/v1
    kind: FoundationalTrustProvider
    metadata: {name: ftp-1, id: 83cdb6ea-6e62-11ea-bc55-0242ac130003}
    spec: {name: FTP 1, address: Address of FTP 1, email: ftp@example.org, contactNo: "9876543210",
      certAlias: Test, isActive: true}
    """

  /// Event ids, with a star for those that no document has.
  private func events(_ outcome: Outcome) -> [String] {
    outcome.events.map { $0.definition.name.id + ($0.definition.isDocumented ? "" : " *") }
  }

  private func answer<K: ResourceKind>(_ registry: TestRegistry, _ kind: K.Type, _ name: String) -> String? {
    registry.stored(kind, name)?.record.response.map {
      String(decoding: JSONWriter.line($0, secrets: .revealed), as: UTF8.self)
    }
  }

  @Test func `a device provider is created, changed, de-activated, removed and put back`() throws {
    var registry = TestRegistry()
    #expect(events(try registry.reconcile(["v.yaml": Self.vendor])) == ["ADM-719 *", "ADM-720 *"])
    let id = try #require(registry.stored(DeviceProvider.self, "test-vendor")?.id)
    #expect(id.count == 36)
    #expect(
      answer(registry, DeviceProvider.self, "test-vendor")
        == """
        {"id":"io.mosip.masterdata.deviceprovider.create","version":"1.0","responsetime":"2026-01-01T00:00:00.000Z",\
        "metadata":null,"response":{"id":"\(id)","vendorName":"Test Vendor","address":"Address of Test Vendor",\
        "email":"vendor@example.org","contactNumber":"9663175928","certificateAlias":"Test","isActive":true,\
        "createdBy":"ada@example.org","updatedBy":null,"isDeleted":null},"errors":[]}
        """)
    registry.time = "2026-02-10T09:13:59.522Z"
    registry.author = Actor(name: "Ben", email: "ben@example.org")
    let changed = Self.vendor.replacing("certificateAlias: Test", with: "certificateAlias: changed")
    #expect(events(try registry.reconcile(["v.yaml": changed])) == ["ADM-721 *", "ADM-722 *"])
    #expect(
      answer(registry, DeviceProvider.self, "test-vendor")
        == """
        {"id":"io.mosip.masterdata.deviceprovider.update","version":"1.0","responsetime":"2026-02-10T09:13:59.522Z",\
        "metadata":null,"response":{"id":"\(id)","vendorName":"Test Vendor","address":"Address of Test Vendor",\
        "email":"vendor@example.org","contactNumber":"9663175928","certificateAlias":"changed","isActive":true,\
        "createdBy":"ada@example.org","updatedBy":"ben@example.org","isDeleted":null},"errors":[]}
        """)
    // An active provider can be de-activated although its own name and address are taken, by itself.
    let off = changed.replacing("isActive: true", with: "isActive: false")
    #expect(events(try registry.reconcile(["v.yaml": off])) == ["ADM-721 *", "ADM-722 *"])
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.status.isActive == false)
    #expect(events(try registry.reconcile(["v.yaml": changed])) == ["ADM-721 *", "ADM-722 *"])
    let other = Self.vendor.replacing("name: test-vendor", with: "name: other").replacing("Test Vendor", with: "Other")
    #expect(events(try registry.reconcile(["o.yaml": other])) == ["ADM-719 *", "ADM-720 *", "ADM-721 *", "ADM-722 *"])
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.status.isActive == false)
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.record.source == nil)
    #expect(events(try registry.reconcile(["o.yaml": other, "v.yaml": changed])) == ["ADM-721 *", "ADM-722 *"])
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.status.isActive == true)
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.id == id)
    #expect(try registry.reconcile(["o.yaml": other, "v.yaml": changed]).changesNothing)
  }

  @Test func `a name and address in use are refused, and free once their provider is de-activated`() throws {
    var registry = TestRegistry()
    let twin = Self.vendor.replacing("name: test-vendor", with: "name: twin")
    let refused = try registry.reconcile(["a.yaml": Self.vendor, "b.yaml": twin])
    #expect(events(refused) == ["ADM-719 *", "ADM-720 *", "ADM-719 *", "ADM-725 *"])
    #expect(refused.diagnostics.map(\.code) == ["ADM-DPM-011"])
    #expect(refused.diagnostics.map(\.message) == ["Device Provider already exist"])
    let off = Self.vendor.replacing("isActive: true", with: "isActive: false")
    let freed = try registry.reconcile(["a.yaml": off, "b.yaml": twin])
    #expect(events(freed) == ["ADM-721 *", "ADM-722 *", "ADM-719 *", "ADM-720 *"])
    let back = try registry.reconcile(["a.yaml": Self.vendor, "b.yaml": twin])
    #expect(events(back) == ["ADM-721 *", "ADM-725 *"])
    #expect(registry.stored(DeviceProvider.self, "test-vendor")?.status.isActive == false)
  }

  @Test func `a trust provider is created with its id, changed, removed and put back`() throws {
    var registry = TestRegistry()
    #expect(events(try registry.reconcile(["f.yaml": Self.trust])) == ["ADM-701 *"])
    #expect(
      answer(registry, FoundationalTrustProvider.self, "ftp-1")
        == """
        {"id":"io.mosip.masterdata.foundationaltrustprovider.create","version":"1.0",\
        "responsetime":"2026-01-01T00:00:00.000Z","metadata":null,"response":{\
        "id":"83cdb6ea-6e62-11ea-bc55-0242ac130003","name":"FTP 1","address":"Address of FTP 1",\
        "email":"ftp@example.org","contactNo":"9876543210","certAlias":"Test","isActive":true,\
        "createdBy":"ada@example.org","createdDateTime":"2026-01-01T00:00:00.000Z","updatedBy":null,\
        "updatedDateTime":null,"isDeleted":null,"deletedDateTime":null},"errors":[]}
        """)
    registry.time = "2026-02-10T09:13:59.522Z"
    let changed = Self.trust.replacing("certAlias: Test", with: "certAlias: Change")
    #expect(events(try registry.reconcile(["f.yaml": changed])) == ["ADM-703 *", "ADM-704 *"])
    #expect(
      answer(registry, FoundationalTrustProvider.self, "ftp-1")
        == """
        {"id":"io.mosip.masterdata.foundationaltrustprovider.update","version":"1.0",\
        "responsetime":"2026-02-10T09:13:59.522Z","metadata":null,"response":{\
        "id":"83cdb6ea-6e62-11ea-bc55-0242ac130003","name":"FTP 1","address":"Address of FTP 1",\
        "email":"ftp@example.org","contactNo":"9876543210","certAlias":"Change","isActive":true,\
        "createdBy":"ada@example.org","createdDateTime":"2026-01-01T00:00:00.000Z","updatedBy":"ada@example.org",\
        "updatedDateTime":"2026-02-10T09:13:59.522Z","isDeleted":null,"deletedDateTime":null},"errors":[]}
        """)
    let twin = Self.trust.replacing("name: ftp-1, id: 83cdb6ea-6e62-11ea-bc55-0242ac130003", with: "name: twin")
    let refused = try registry.reconcile(["f.yaml": changed, "g.yaml": twin])
    #expect(events(refused) == ["ADM-701 *", "ADM-705 *"])
    #expect(refused.diagnostics.map(\.code) == ["ADM-DPM-016"])
    let rest = Self.trust.replacing("name: ftp-1, id: 83cdb6ea-6e62-11ea-bc55-0242ac130003", with: "name: rest")
      .replacing("FTP 1", with: "FTP 2")
    #expect(events(try registry.reconcile(["r.yaml": rest])) == ["ADM-701 *", "ADM-703 *", "ADM-704 *"])
    #expect(registry.stored(FoundationalTrustProvider.self, "ftp-1")?.status.isActive == false)
    #expect(events(try registry.reconcile(["r.yaml": rest, "f.yaml": changed])) == ["ADM-703 *", "ADM-704 *"])
    #expect(registry.stored(FoundationalTrustProvider.self, "ftp-1")?.status.isActive == true)
  }

  @Test func `an event tells which service speaks, and of no id`() throws {
    var registry = TestRegistry()
    let outcome = try registry.reconcile(["v.yaml": Self.vendor])
    let members = Dictionary(uniqueKeysWithValues: try #require(outcome.events.first).members.map { ($0.0, $0.1) })
    #expect(members["applicationId"] == .text("10009"))
    #expect(members["applicationName"] == .text("Admin_Portal"))
    #expect(members["moduleId"] == .text("KER-MSD"))
    #expect(members["id"] == .text("NO_ID"))
    #expect(members["idType"] == .text("NO_ID_TYPE"))
    #expect(members["operation"] == .text("deviceProvider.create"))
    #expect(members["documented"] == .boolean(false))
  }
}
