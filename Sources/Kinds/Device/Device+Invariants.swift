package import Model
import Source

// The invariants of devices. Source: formats §6.

extension Device {
  package static let invariants: [Invariant<Device>] = [
    Invariant("device.code", summary: "The code of a device for registration is its own id.") { device in
      device.spec.data.purpose != .registration || ExactString.same(device.id, device.spec.data.deviceId)
        ? nil : "metadata.id"
    },
    Invariant("device.digitalId", summary: "The digital id is the one that the device was registered with.") { device in
      let registered = device.spec.data.deviceInfo.digitalId.members
      return device.status.digitalId.node == registered.node ? nil : "status.digitalId"
    },
  ]
}
