import Model
import Source

extension Device {
  /// The preconditions of the registration of a device.
  ///
  /// Source: operation R1; formats §6.
  enum RegistrationPreconditions {
    /// Every precondition, in the documented order.
    static let all: [Stage<Device>] = [
      isNotTooOld, isNotAhead, typeIsKnown, subTypeIsKnown, isPlain, isSigned, makeAgrees, providerAgrees,
      providerIsActive, serialIsFree, isWhiteListed, codeIsFree, codeIsAdopted, trustProviderIsGiven,
      trustProviderIsActive, signaturesAreGenuine,
    ].map { .requires($0) }

    // MARK: Time

    private static let isNotTooOld = Precondition<Device>(
      "device.timeStamp.notBefore", code: "MSD-RDS-001",
      message: "Time Stamp input is %s min before the current timestamp",
      summary: "The data is received within timestampWindowMinutes after it was made.", failing: .notRegistered,
      path: "spec.deviceInfo.timeStamp",
      hint: "have the device make its data again; if deviceInfo is written out, timeStamp may be left out"
    ) { act in
      let minutes = act.settings.timestampWindowMinutes
      guard let age = age(act), age > Int64(minutes) * 60_000 else { return .holds }
      return .fails(detail: "\(minutes)", place: stampPlace(act), note: receiptNote(act))
    }

    private static let isNotAhead = Precondition<Device>(
      "device.timeStamp.notAfter", code: "MSD-RDS-001",
      message: "Time Stamp input is %s min after the current timestamp",
      summary: "The data was not made later than clockSkewMinutes after its receipt.", failing: .notRegistered,
      path: "spec.deviceInfo.timeStamp", hint: "set the device's clock and have it make its data again"
    ) { act in
      let minutes = act.settings.clockSkewMinutes
      guard let age = age(act), -age > Int64(minutes) * 60_000 else { return .holds }
      return .fails(detail: "\(minutes)", place: stampPlace(act), note: receiptNote(act))
    }

    /// Returns the milliseconds from the time stamp of the data to its receipt; nil if either is not known.
    private static func age(_ act: Act<Device>) -> Int64? {
      let receipt: Instant?
      switch act.settings.receivedAt {
      case .commit: receipt = act.provenance?.receivedAt
      case .merge: receipt = act.provenance?.mergedAt
      case .run: receipt = act.time
      }
      guard let receipt, let stamp = act.desired.data.deviceInfo.timeStamp else { return nil }
      return receipt.milliseconds - stamp.milliseconds
    }

    /// Returns a note on the time of receipt, without the time of the run, so that a plan may show it.
    private static func receiptNote(_ act: Act<Device>) -> String? {
      guard let provenance = act.provenance, let commit = provenance.commit?.prefix(12) else { return nil }
      switch act.settings.receivedAt {
      case .commit: return "received \(provenance.statedAt), when commit \(commit) was made"
      case .merge: return "received \(provenance.arrivedAt), when commit \(commit) reached the branch"
      case .run: return nil
      }
    }

    private static func stampPlace(_ act: Act<Device>) -> NodePath {
      let place = act.desired.place(of: DeviceData.DeviceInfo.textName)
      return act.desired.hasEncodedInfo ? place : place.appending("timeStamp")
    }

    // MARK: Type and form

    private static let typeIsKnown = Precondition<Device>(
      "device.type.known", code: "ADM-DPM-026", message: "Device Type does not exist",
      summary: "The type in the digital id is one of the device types of the registry.", failing: .notRegistered,
      path: "spec.deviceInfo.digitalId.type", hint: "the types are listed in devices.types of registry.yaml"
    ) { act in
      let id = act.desired.data.deviceInfo.digitalId.members
      return act.settings.types[ExactString(id.type)] == nil
        ? .fails(place: act.desired.place(ofIdentity: "type")) : .holds
    }

    private static let subTypeIsKnown = Precondition<Device>(
      "device.deviceSubType.known", code: "ADM-DPM-027", message: "Device Sub-Type does not exist",
      summary: "The sub-type in the digital id is a sub-type of the type.", failing: .notRegistered,
      path: "spec.deviceInfo.digitalId.deviceSubType",
      hint: "the sub-types are listed in devices.types of registry.yaml"
    ) { act in
      let id = act.desired.data.deviceInfo.digitalId.members
      guard let subTypes = act.settings.types[ExactString(id.type)] else { return .holds }
      let isKnown = subTypes.contains { ExactString.same($0, id.deviceSubType) }
      return isKnown ? .holds : .fails(place: act.desired.place(ofIdentity: "deviceSubType"))
    }

    private static let isPlain = Precondition<Device>(
      "device.digitalId.plain", code: "ADM-DPM-029", message: "For Device ID, Json value expected for a L0 Device",
      summary: "The digital id of an L0 device is not signed, unless devices.acceptUnverifiedDigitalIds is true.",
      failing: .notRegistered, path: "spec.deviceInfo.digitalId",
      hint: "give the digital id without a signature, write certification: L1, or accept such devices with "
        + "devices.acceptUnverifiedDigitalIds: true in registry.yaml"
    ) { act in
      let info = act.desired.data.deviceInfo
      guard info.certification == .l0, info.digitalId.isSigned, !act.settings.acceptUnverifiedDigitalIds else {
        return .holds
      }
      return .fails(place: act.desired.place(ofIdentity: nil))
    }

    private static let isSigned = Precondition<Device>(
      "device.digitalId.signed", code: "ADM-DPM-029", message: "For Device ID, Json value expected for a L0 Device",
      summary: "The digital id of an L1 device is signed.", failing: .notRegistered, path: "spec.deviceInfo.digitalId",
      hint: "an L1 device signs its digital id: give the JWS that it made, or write certification: L0"
    ) { act in
      let info = act.desired.data.deviceInfo
      guard info.certification == .l1, !info.digitalId.isSigned else { return .holds }
      return .fails(place: act.desired.place(ofIdentity: nil))
    }

    // MARK: Repetitions of the digital id

    private static let makeAgrees = Precondition<Device>(
      "device.make.same", code: "ADM-DPM-030", message: "Make/Model inside the Json does not match with the input",
      summary: "make and model, if given, are those of the digital id.", failing: .notRegistered, path: "spec.make",
      hint: "write the value of the digital id, or leave it out"
    ) { act in
      act.desired.statements[..<2].first { !$0.agrees }.map { .fails(place: $0.path) } ?? .holds
    }

    private static let providerAgrees = Precondition<Device>(
      "device.deviceProvider.same", code: "ADM-DPM-031",
      message: "Device Provider details inside the Json does not match with the input",
      summary: "deviceProvider and deviceProviderId, if given, are those of the digital id.", failing: .notRegistered,
      path: "spec.deviceProvider", hint: "write the value of the digital id, or leave it out"
    ) { act in
      act.desired.statements[2...].first { !$0.agrees }.map { .fails(place: $0.path) } ?? .holds
    }

    // MARK: Other objects

    private static let providerIsActive = Precondition<Device>(
      "device.deviceProvider.active", code: "ADM-DPM-032",
      message: "Device Provider ID/Name does not exist in the list of Registered Device Providers",
      summary:
        "An active device provider has the deviceProviderId of the digital id, and its vendorName is the deviceProvider.",
      failing: .notRegistered, path: "spec.deviceInfo.digitalId.deviceProviderId",
      hint: "both must be those of an active DeviceProvider: partnerctl get deviceproviders"
    ) { act in
      let id = act.desired.data.deviceInfo.digitalId.members
      guard let provider = act.registry.object(DeviceProvider.self, id: id.deviceProviderId), provider.status.isActive
      else {
        return .fails(place: act.desired.place(ofIdentity: "deviceProviderId"))
      }
      guard ExactString.same(provider.spec.vendorName, id.deviceProvider) else {
        return .fails(place: act.desired.place(ofIdentity: "deviceProvider"))
      }
      return .holds
    }

    private static let serialIsFree = Precondition<Device>(
      "device.serialNo.unique", code: "ADM-DPM-043", message: "Serial no and DpId already exist",
      summary: "No other device of the provider that is not retired has the serial number.", failing: .notRegistered,
      path: "spec.deviceInfo.digitalId.serialNo", hint: "retire the other device first, if this is the same one"
    ) { act in
      let key = Indexes.serialKey(act.desired.data.deviceInfo.digitalId.members)
      guard let holder = act.registry.holder(of: key, in: Indexes.serialNo, of: Device.self),
        holder != act.object.identity
      else { return .holds }
      return .fails(other: holder, place: act.desired.place(ofIdentity: "serialNo"))
    }

    private static let isWhiteListed = Precondition<Device>(
      "device.serialNo.whiteListed", code: "ADM-DPM-042",
      message: "%s Cannot register device as it is not a white-listed device",
      summary: "The serial number of a device for registration is on the white list.", failing: .notRegistered,
      path: "spec.deviceInfo.digitalId.serialNo", unreachable: "no manifest declares a white list"
    ) { _ in .holds }

    private static let codeIsFree = Precondition<Device>(
      "device.code.unique", code: "ADM-DPM-035", message: "Error occurred while storing Registered Device Details",
      summary:
        "No other device that is not retired has the code: deviceId if for registration, otherwise metadata.id if given.",
      failing: .notRegistered, path: "spec.deviceId",
      hint: "the code of a device for registration is its deviceId, that of any other its metadata.id if that is given"
    ) { act in
      let isForRegistration = act.desired.data.purpose == .registration
      // An adopted id may be the deviceId of a device that this run registered before.
      guard let code = isForRegistration ? act.desired.data.deviceId : act.adoptedID,
        let holder = act.registry.object(Device.self, id: code), holder.status.status != .retired,
        holder.identity != act.object.identity
      else { return .holds }
      return .fails(
        other: holder.identity, place: isForRegistration ? act.desired.place(of: "deviceId") : "metadata.id")
    }

    private static let codeIsAdopted = Precondition<Device>(
      "device.code.adopted", code: "ADM-DPM-035", message: "Error occurred while storing Registered Device Details",
      summary: "metadata.id, if given, is the deviceId of a device for registration.", failing: .notRegistered,
      path: "metadata.id", hint: "a device for registration has its deviceId as its code; leave metadata.id out"
    ) { act in
      guard act.desired.data.purpose == .registration, let id = act.adoptedID else { return .holds }
      return Verdict(ExactString.same(id, act.desired.data.deviceId))
    }

    private static let trustProviderIsGiven = Precondition<Device>(
      "device.foundationalTrustProviderId.given", code: "ADM-DPM-025", message: "Mandatory input parameter is missing",
      summary: "An L1 device names its trust provider.", failing: .notRegistered,
      path: "spec.foundationalTrustProviderId", hint: "an L1 device needs foundationalTrustProviderId"
    ) { act in
      let data = act.desired.data
      guard data.deviceInfo.certification == .l1, data.foundationalTrustProviderId == nil else { return .holds }
      return .fails(place: act.desired.place(of: "foundationalTrustProviderId"))
    }

    private static let trustProviderIsActive = Precondition<Device>(
      "device.foundationalTrustProviderId.active", code: "ADM-DPM-016", message: "FTP is not present for id",
      summary: "The trust provider of an L1 device exists and is active.", failing: .notRegistered,
      path: "spec.foundationalTrustProviderId",
      hint: "it must be the id of an active FoundationalTrustProvider: partnerctl get foundationaltrustproviders"
    ) { act in
      let data = act.desired.data
      guard data.deviceInfo.certification == .l1, let id = data.foundationalTrustProviderId else { return .holds }
      if act.registry.object(FoundationalTrustProvider.self, id: id)?.status.isActive == true { return .holds }
      return .fails(place: act.desired.place(of: "foundationalTrustProviderId"))
    }

    // MARK: Signatures

    /// Verifies the signatures, after all other preconditions since it takes longest.
    private static let signaturesAreGenuine = Precondition<Device>(
      "device.signature.genuine", code: "PMS_AUT_022", message: "signature validation failed -",
      summary:
        "What an L1 device signed is verified with the x5c in its header (RS256 or ES256), whose path leads to a trust "
        + "anchor of the domain FTM.", failing: .notRegistered, path: "spec.deviceInfo.digitalId",
      hint: "give the text as the device made it, and declare its maker's root as a TrustAnchor of the domain FTM"
    ) { act in
      guard act.desired.data.deviceInfo.certification == .l1, let receipt = act.provenance?.receivedAt else {
        return .holds
      }
      for (name, text, place) in act.desired.signedTexts {
        do throws(SignedText.Fault) {
          try SignedText(text).verify(act.registry, at: receipt)
        } catch {
          return .fails(detail: " \(name)", place: place, hint: error.reason)
        }
      }
      return .holds
    }
  }
}

extension Device.Spec {
  /// Every text of the manifest that the device signed, with its name and place.
  fileprivate var signedTexts: [(name: String, text: String, place: NodePath)] {
    let (info, id) = (data.deviceInfo, data.deviceInfo.digitalId)
    let given = [
      (DigitalID.textName, id.isSigned ? id.text : nil, place(ofIdentity: nil)),
      (DeviceData.DeviceInfo.textName, info.isSigned ? info.text : nil, place(of: DeviceData.DeviceInfo.textName)),
      ("deviceData", deviceData.flatMap { $0.contains(".") ? $0 : nil }, "spec.deviceData"),
    ]
    return given.compactMap { name, text, place in text.map { (name, $0, place) } }
  }
}
