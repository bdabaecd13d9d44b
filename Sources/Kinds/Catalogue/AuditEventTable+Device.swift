// The audit events of the master data services that keep providers, device services and devices.

extension AuditEventTable {
  /// The events of the master data services, none of which is documented.
  static let furtherDeviceEvents: [Row] = [
    .event(
      "ADM-719", type: .system, phase: .request,
      title: "Create API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto",
      meaning: "Registration of a device provider was asked for"),
    .event(
      "ADM-720", type: .system, phase: .success,
      title: "Create io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success",
      meaning: "Device provider was registered"),
    .event(
      "ADM-721", type: .system, phase: .request,
      title: "Update API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto",
      meaning: "Update of a device provider was asked for"),
    .event(
      "ADM-722", type: .system, phase: .success,
      title: "Update io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success", meaning: "Device provider was updated"
    ),
    .event(
      "ADM-724", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.DeviceProvider - Failure",
      meaning: "Registration of a device provider failed: it could not be stored"),
    .event(
      "ADM-725", type: .system, phase: .failure,
      title: "Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure",
      meaning: "Registration or update of a device provider refused: name and address are taken, or the id is unknown"),
    .event(
      "ADM-726", type: .system, phase: .failure,
      title: "Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure",
      meaning: "Update of a device provider failed: it could not be stored"),
    .event(
      "ADM-701", type: .system, phase: .request,
      title: "Create API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto",
      meaning: "Registration of a foundational trust provider was asked for",
      note: "the implementation has no event of its success"),
    .event(
      "ADM-703", type: .system, phase: .request,
      title: "Update API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto",
      meaning: "Update of a foundational trust provider was asked for"),
    .event(
      "ADM-704", type: .system, phase: .success,
      title: "Update io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto - Success",
      meaning: "Foundational trust provider was updated"),
    .event(
      "ADM-705", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure",
      meaning: "Registration of a foundational trust provider refused: there is one like it"),
    .event(
      "ADM-706", type: .system, phase: .failure,
      title: "Update io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure",
      meaning: "Update of a foundational trust provider refused: the id is unknown"),
    .event(
      "ADM-707", type: .system, phase: .request,
      title: "Create API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto",
      meaning: "Registration of a device service was asked for"),
    .event(
      "ADM-708", type: .system, phase: .success,
      title: "Create io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto - Success",
      meaning: "Device service was registered"),
    .event(
      "ADM-709", type: .system, phase: .request,
      title: "Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto",
      meaning: "Update of a device service was asked for"),
    .event(
      "ADM-710", type: .system, phase: .success,
      title: "Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto",
      meaning: "Device service was updated", note: "the implementation names it like the request"),
    .event(
      "ADM-712", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Registration or update of a device service refused: device type is unknown"),
    .event(
      "ADM-713", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Registration or update of a device service refused: device sub-type is unknown"),
    .event(
      "ADM-70314", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Registration of a device service refused: device provider is unknown",
      note: "the implementation means ADM-714"),
    .event(
      "ADM-70315", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Registration of a device service refused: there is one like it",
      note: "the implementation means ADM-715"),
    .event(
      "ADM-715", type: .system, phase: .failure,
      title: "Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Registration of a device service failed: it could not be stored"),
    .event(
      "ADM-717", type: .system, phase: .failure,
      title: "Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Update of a device service refused: device provider is unknown"),
    .event(
      "ADM-718", type: .system, phase: .failure,
      title: "Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure",
      meaning: "Update of a device service failed: it could not be stored"),
    .event(
      "ADM-600", type: .system, phase: .request, title: "Device validation API called::ValidateDeviceDto",
      meaning: "Validation of a device was asked for"),
    .event(
      "ADM-601", type: .system, phase: .success, title: "Device Validation - Success",
      meaning: "Validation of a device finished successfully"),
    .event(
      "ADM-602", type: .system, phase: .request, title: "Device validation history API calledValidateDeviceHistoryDto",
      meaning: "Validation of a device as of an earlier time was asked for"),
    .event(
      "ADM-604", type: .system, phase: .success, title: "Device history validation  - SuccessValidateDeviceHistoryDto",
      meaning: "Validation of a device as of an earlier time finished successfully"),
    .event(
      "ADM-605", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: devices could not be read"),
    .event(
      "ADM-606", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: device is unknown", note: "also where device providers could not be read"
    ),
    .event(
      "ADM-607", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: device is revoked or retired",
      note: "also where the device provider is unknown"),
    .event(
      "ADM-608", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: device services could not be read"),
    .event(
      "ADM-609", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: no active device service has the version"),
    .event(
      "ADM-611", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: what belongs to the device service could not be read"),
    .event(
      "ADM-612", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: version of the device service does not fit the device"),
    .event(
      "ADM-613", type: .system, phase: .failure, title: "Device Validation - FailureValidateDeviceDto",
      meaning: "Validation of a device failed: its digital id is not as registered",
      note: "one event, however many members differ"),
  ]
}
