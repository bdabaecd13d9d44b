package import Model
import Source

extension Device {
  package static let example = ExampleManifest.manifest(
    ExampleManifest.Sketch(
      name: "fp-1801160992", deviceID: "70959dd5-e45f-438a-9ff8-9b263908e572",
      identity: ExampleManifest.identity(serialNo: "1801160992", at: Instant(milliseconds: 1_795_350_042_195))),
    timeStampComment: "timeStamp left out: the time of the run")

  package static let examplePrerequisites = """
    apiVersion: partnerctl/v1
    kind: DeviceProvider
    metadata: {name: test-vendor, id: \(ExampleManifest.provider.id)}
    spec:
      vendorName: \(ExampleManifest.provider.name)
      address: Address of Test Vendor
      email: vendor@example.org
      contactNumber: "9663175928"
      certificateAlias: Test
      isActive: true

    """

  package static let blanks = [
    Blank("provider", value: "NAME", summary: "device: the provider, by its name or id in this registry."),
    Blank("serial", value: "NUMBER", summary: "device: the serial number."),
    Blank("make", value: "TEXT", summary: "device: the make."),
    Blank("model", value: "TEXT", summary: "device: the model."),
    Blank("type", value: "WORD", summary: "device: the type, such as Finger."),
    Blank("sub-type", value: "WORD", summary: "device: the sub-type, such as Single."),
    Blank("purpose", value: "WORD", summary: "device: AUTH or REGISTRATION."),
  ]

  /// Returns the manifest of a device whose data is made now, so that it can be received in time.
  package static func example(filling values: [String: String], surroundings: Surroundings) throws -> String {
    let now = surroundings.time
    var sketch = ExampleManifest.Sketch(
      name: "", deviceID: surroundings.ids.uuid(), identity: ExampleManifest.identity(serialNo: "1801160992", at: now))
    sketch.timeStamp = now
    sketch.purpose = values["purpose"]?.uppercased() ?? sketch.purpose
    func fill(_ blank: String, member: WritableKeyPath<DigitalID, String>) {
      if let value = values[blank] { sketch.identity[keyPath: member] = value }
    }
    fill("serial", member: \.serialNo)
    fill("make", member: \.make)
    fill("model", member: \.model)
    fill("type", member: \.type)
    fill("sub-type", member: \.deviceSubType)
    var owner = "test-vendor"
    if let word = values["provider"] {
      let provider = try ExampleManifest.provider(word, in: try surroundings.registry())
      sketch.identity.deviceProvider = provider.spec.vendorName
      sketch.identity.deviceProviderId = provider.id
      owner = provider.metadata.name
    }
    sketch.name = ExampleManifest.objectName(owner, serialNo: sketch.identity.serialNo)
    return ExampleManifest.manifest(sketch)
  }

  package static func sample(_ number: Int) -> String {
    let moment = Instant(milliseconds: 1_795_350_042_195)
    return ExampleManifest.manifest(
      ExampleManifest.Sketch(
        name: "device-\(number)", deviceID: "device-\(number)",
        identity: ExampleManifest.identity(serialNo: "\(number)", at: moment)))
  }

  /// The text of example manifests.
  private enum ExampleManifest {
    static let provider = (id: "0e90bb45-cc9b-4521-9644-72755f6aa1e9", name: "Test Vendor")

    /// The values in which the manifests differ.
    struct Sketch {
      var name: String
      var purpose = "AUTH"
      var deviceID: String
      var timeStamp: Instant?
      var identity: DigitalID

      init(name: String, deviceID: String, identity: DigitalID) {
        self.name = name
        self.deviceID = deviceID
        self.identity = identity
      }
    }

    /// Returns a digital id with the example's provider, make, model and type.
    static func identity(serialNo: String, at time: Instant) -> DigitalID {
      var id = DigitalID()
      id.serialNo = serialNo
      (id.deviceProvider, id.deviceProviderId) = (provider.name, provider.id)
      (id.make, id.model, id.type, id.deviceSubType) = ("MC01A", "TVSFD", "Finger", "Single")
      id.dateTime = time
      return id
    }

    /// Returns the manifest with comments, at the lines that need one.
    static func manifest(_ sketch: Sketch, timeStampComment: String? = nil) -> String {
      let id = sketch.identity
      let lines: [(text: String, comment: String?)] =
        [
          ("apiVersion: partnerctl/v1", nil),
          ("kind: Device", nil),
          ("metadata:", nil),
          ("  name: \(sketch.name.yaml)", "identity in git; never changes"),
          ("spec:", nil),
          ("  purpose: \(sketch.purpose.yaml)", "AUTH | REGISTRATION"),
          ("  deviceId: \(sketch.deviceID.yaml)", nil),
          ("  deviceInfo:", timeStampComment),
          ("    deviceSubId: \"1\"", nil),
          ("    certification: L0", "L0 | L1"),
          ("    firmware: firmware", nil),
        ] + (sketch.timeStamp.map { [("    timeStamp: \($0)", nil)] } ?? []) + [
          ("    digitalId:", "or the text that the device gave"),
          ("      serialNo: \(id.serialNo.yaml)", "unique among the provider's devices"),
          ("      deviceProvider: \(id.deviceProvider.yaml)", nil),
          ("      deviceProviderId: \(id.deviceProviderId.yaml)", nil),
          ("      make: \(id.make.yaml)", nil),
          ("      model: \(id.model.yaml)", nil),
          ("      dateTime: \(id.dateTime)", nil),
          ("      type: \(id.type.yaml)", nil),
          ("      deviceSubType: \(id.deviceSubType.yaml)", nil),
          ("  status: REGISTERED", "REGISTERED | REVOKED | RETIRED, which is final"),
        ]
      return lines.map { commented($0.text, comment: $0.comment) }.joined()
    }

    /// Returns a line with its comment, in the column of all comments.
    private static func commented(_ text: String, comment: String?) -> String {
      guard let comment else { return text + "\n" }
      return text + String(repeating: " ", count: max(2, 35 - text.count)) + "# " + comment + "\n"
    }

    /// Returns the stored provider with a name or an id.
    static func provider(_ word: String, in registry: any Registry) throws(BlankFault) -> Stored<DeviceProvider> {
      let found = registry.object(DeviceProvider.self, named: word) ?? registry.object(DeviceProvider.self, id: word)
      if let found { return found }
      let names = registry.objects(DeviceProvider.self).map(\.metadata.name)
      let meant = suggestion(for: word, among: names).map { "did you mean \"\($0)\"? " } ?? ""
      throw BlankFault(
        "no device provider \"\(word)\" is stored here",
        hint: "\(meant)reconcile its manifest first; partnerctl get deviceproviders lists those that are stored")
    }

    /// Returns a name for the object: the provider's name and the serial number, in the letters that a name may have.
    static func objectName(_ provider: String, serialNo: String) -> String {
      let serial = serialNo.lowercased().utf8.map { byte in
        byte.isASCIILowercase || byte.isASCIIDigit ? byte : UInt8(ascii: "-")
      }
      let name = Substring(provider + "-" + String(decoding: serial, as: UTF8.self)).prefix(128)
      return String(name.prefix(through: name.lastIndex { $0 != "-" && $0 != "." } ?? name.startIndex))
    }
  }
}
