// The codes of the master data services on devices.

extension ErrorCodeTable {
  /// The codes of providers, device services and the registration of devices.
  static let deviceRegistrationCodes: [Row] = [
    .code(
      "ADM-DPM-010", message: "Mandatory input parameter is missing", of: .deviceProvider,
      when: "POST /deviceprovider; code answers KER-MSD-999 instead", source: "doc"),
    .code(
      "ADM-DPM-011", message: "Device Provider already exist", of: .deviceProvider, when: "POST /deviceprovider",
      source: "doc"),
    .code(
      "ADM-DPM-011", message: "%s Device Provider already exist", of: .deviceProvider,
      when:
        "code: an active, not deleted provider has the same vendorName and address (POST, and PUT including the row itself); %s = vendorName",
      source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-012", message: "Error occurred while registering a Device Provider", of: .deviceProvider,
      when: "POST: database error", source: "doc"),
    .code(
      "ADM-DPM-012", message: "Error occurred while registering Device Provider", of: .deviceProvider,
      when: "code form; a blank and the cause are appended; HTTP 500", source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-013", message: "Mandatory input parameter is missing", of: .deviceProvider, when: "PUT /deviceprovider",
      source: "doc"),
    .code(
      "ADM-DPM-014", message: "Error occurred while registering a Device Provider", of: .deviceProvider,
      when: "PUT: database error (document copies the POST text)", source: "doc"),
    .code(
      "ADM-DPM-014", message: "Error occurred while updating a Device Provider", of: .deviceProvider,
      when: "code form; cause appended; HTTP 500", source: "commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-003", message: "Device Provider does not exist", of: .deviceProvider,
      when: "PUT with unknown id (code); documented only on validate",
      source: "doc; commons v1.1.0; pms v1.1.2–v1.1.5.4"),
    .code(
      "ADM-DPM-015", message: "Mandatory input parameter is missing", of: .trustProvider, when: "POST", source: "doc"),
    .code(
      "ADM-DPM-016", message: "Foundational Trust Provider already exist", of: .trustProvider,
      when: "POST: name, email, address, certAlias and isActive all equal an existing row; HTTP 500 in code",
      source: "doc; commons v1.1.0"),
    .code(
      "ADM-DPM-016", message: "FTP is not present for id", of: .trustProvider,
      when: "code, PUT: unknown id; HTTP 500 (016 has three messages in all)", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-017", message: "Error occurred while registering a Foundational Trust Provider", of: .trustProvider,
      when: "POST: database error", source: "doc; commons v1.1.0"),
    .code(
      "ADM-DPM-018", message: "Mandatory input parameter is missing", of: .trustProvider, when: "PUT", source: "doc"),
    .code(
      "ADM-DPM-019", message: "Error occurred while registering a Foundational Trust Provider", of: .trustProvider,
      when: "PUT: database error (document copies the POST text)", source: "doc"),
    .code(
      "ADM-DPM-020", message: "Mandatory input parameter is missing", of: .deviceService, when: "POST and PUT",
      source: "doc"),
    .code(
      "ADM-DPM-021", message: "MDS Details already exist", of: .deviceService, when: "POST and PUT (document)",
      source: "doc"),
    .code(
      "ADM-DPM-021", message: "MOSIP-Device-Service already exist", of: .deviceService,
      when: "code, POST: same swVersion, type, sub-type, make, model and provider", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-022", message: "Error occurred while storing MDS Details", of: .deviceService,
      when: "code, POST: database error", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-023", message: "MDS ID %s does not exist", of: .deviceService, when: "code, PUT",
      source: "commons v1.1.0"),
    .code(
      "ADM-DPM-024", message: "Error occurred while updating MDS Details", of: .deviceService,
      when: "code, PUT: database error", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-039", message: "Device Provider ID not found in the list of Device Providers", of: .deviceService,
      when: "POST and PUT (document)", source: "doc"),
    .code(
      "ADM-DPM-039", message: "Device Provider Id not found in the list of Device Providers", of: .deviceService,
      when: "code form", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-040", message: "Device Type Code not found in the list of Device Types", of: .deviceService,
      when: "POST and PUT (document)", source: "doc"),
    .code(
      "ADM-DPM-040", message: "Reg Device Type Code not found in the list of Reg Device Types", of: .deviceService,
      when: "code form", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-041", message: "Device Sub Type Code not found in the list of Device Sub Types", of: .deviceService,
      when: "POST and PUT (document)", source: "doc"),
    .code(
      "ADM-DPM-041", message: "Reg Device Sub Type Code not found in the list of Reg Device Sub Types",
      of: .deviceService, when: "code form", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-025", message: "Mandatory input parameter is missing", of: .registeredDevice,
      when: "POST /registereddevices", source: "doc"),
    .code(
      "ADM-DPM-026", message: "Device Type does not exist", of: .registeredDevice, when: "POST (document)",
      source: "doc"),
    .code(
      "ADM-DPM-026", message: "%s Device Type does not exist", of: .registeredDevice,
      when: "code form; %s = type of the digital id (null if absent)", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-027", message: "Device Sub-Type does not exist", of: .registeredDevice, when: "POST (document)",
      source: "doc"),
    .code(
      "ADM-DPM-027", message: "%s Device Sub-Type does not exist", of: .registeredDevice,
      when: "code form; %s = deviceSubType of the digital id (null if absent)", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-028", message: "Invalid Status received", of: .registeredDevice,
      when: "POST (document; the request has no status field)", source: "doc"),
    .code(
      "ADM-DPM-028", message: "Error occured while validating Status Code", of: .registeredDevice,
      when: "code constant", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-029", message: "For Device ID, Json value expected for a L0 Device", of: .registeredDevice,
      when: "POST (document); not in code", source: "doc"),
    .code(
      "ADM-DPM-030", message: "Make/Model inside the Json does not match with the input", of: .registeredDevice,
      when: "POST (document; the request has no second make/model); not in code", source: "doc"),
    .code(
      "ADM-DPM-030", message: "Error occured while validating Foundational", of: .registeredDevice,
      when: "code constant", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-031", message: "Device Provider details inside the Json does not match with the input",
      of: .registeredDevice, when: "POST (document); not in code", source: "doc"),
    .code(
      "ADM-DPM-032", message: "Device Provider ID/Name does not exist in the list of Registered Device Providers",
      of: .registeredDevice, when: "POST: no active provider with that id and vendorName", source: "doc; commons v1.1.0"
    ),
    .code(
      "ADM-DPM-033", message: "Error occured while validating Purpose Value", of: .registeredDevice,
      when: "code constant", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-034", message: "Invalid Purpose received", of: .registeredDevice,
      when: "POST (document); code sends KER-MSD-999 with this text", source: "doc"),
    .code(
      "ADM-DPM-034", message: "Error occured while validating Certification Level", of: .registeredDevice,
      when: "code constant (leading blank)", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-035", message: "Error occurred while storing Registered Device Details", of: .registeredDevice,
      when: "code: database, I/O or null error; a blank and the cause appended; HTTP 500", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-036", message: "Error occurred while storing MDS Details", of: .registeredDevice,
      when: "POST /registereddevices: database error (document)", source: "doc"),
    .code(
      "ADM-DPM-036", message: "Mandatory input parameter is missing", of: .registeredDevice,
      when: "PUT status (document): 036 has two messages", source: "doc"),
    .code(
      "ADM-DPM-037", message: "Invalid Status received", of: .registeredDevice, when: "PUT status (document)",
      source: "doc"),
    .code(
      "ADM-DPM-037", message: "Invalid status received", of: .registeredDevice,
      when: "code form (lower-case s): not exactly Registered, Revoked or Retired", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-038", message: "Error occurred while updating Device Status", of: .registeredDevice,
      when: "PUT status: database error (document)", source: "doc"),
    .code(
      "ADM-DPM-038", message: "Data not found for provided device code", of: .registeredDevice,
      when: "code: no active device with that code", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-038", message: "Error occured while fetching Device Register details", of: .registeredDevice,
      when: "code: database error", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-038", message: "Error occured while updating Device Register details", of: .registeredDevice,
      when: "code: database error", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-038", message: "Error occured while create Device Register details", of: .registeredDevice,
      when: "code constant", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-003", message: "Error occured while deleted Device Register details", of: .registeredDevice,
      when: "code, deregister: database error (003 has two messages)", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-042", message: "%s Cannot register device as it is not a white-listed device", of: .registeredDevice,
      when: "code, purpose Registration: serial number not in device_master; %s = serialNo", source: "commons v1.1.0"),
    .code(
      "ADM-DPM-043", message: "Serial no and DpId already exist", of: .registeredDevice,
      when: "code: an active device has the same provider id and serial number", source: "commons v1.1.0"),
    .code(
      "KER-DPM-001", message: "No register device found", of: .registeredDevice,
      when: "code, deregister: no active device with that code", source: "commons v1.1.0"),
    .code(
      "KER-DPM-002", message: "Device already de-registered", of: .registeredDevice,
      when: "code, deregister: status is Revoked or Retired; HTTP 500", source: "commons v1.1.0"),
    .code(
      "KER-DPM-039", message: "Device already is in %s status", of: .registeredDevice,
      when: "code, PUT status: same status (without case); HTTP 500", source: "commons v1.1.0"),
    .code(
      "KER-DPM-sss", message: "Error occured while validating Type Value", of: .registeredDevice,
      when: "code constant (placeholder code)", source: "commons v1.1.0"),
    .code(
      "MSD-RDS-001", message: "Time Stamp input is %s min after the current timestamp", of: .registeredDevice,
      when: "deviceInfo.timeStamp outside the window; %s = configured minutes; HTTP 500", source: "doc; commons v1.1.0"),
    .code(
      "MSD-RDS-001", message: "Time Stamp input is %s min before the current timestamp", of: .registeredDevice,
      when: #"only if the property starts with "-" (one code, two messages)"#, source: "doc; commons v1.1.0"),
    .code(
      "KER-MSD-999", message: "Device data can't be null", of: .registeredDevice,
      when: #"code of all field errors inside deviceData/digitalId; the message is replaced by "<field> <text>""#,
      source: "commons v1.1.0"),
    .code(
      "KER-MSD-999", message: "Invalid Purpose received", of: .registeredDevice,
      when: "code: purpose not Registration/Auth", source: "commons v1.1.0"),
    .code(
      "KER-MSD-999", message: "Invalid Certification level received", of: .registeredDevice,
      when: "code: certification not exactly L0/L1", source: "commons v1.1.0"),
    .code(
      "KER-MSD-999",
      message:
        "If certification level received is L1 then FoundationalTPId OR FoundationalTrustSignature OR FoundationalTrustCertificate should not be null or empty",
      of: .registeredDevice,
      when:
        "code: deviceInfo, certification or foundationalTrustProviderId null, or L1 with an empty id (leading blank: empty property path)",
      source: "commons v1.1.0"),
  ]
}
