// The codes of services that this program has no operations of: audit manager, search, later device details.

extension ErrorCodeTable {
  /// The codes of the audit manager.
  static let auditCodes: [Row] = [
    .code(
      "KER-AUD-001", message: "Invalid Audit Request. Required parameters must be present", of: .auditManager,
      when: "a mandatory audit field is missing or too long", source: "commons v1.1.0"),
    .code(
      "KER-AUD-002", message: "Invalid Audit Request. Format is incorrect.", of: .auditManager,
      when: "body not parseable", source: "commons v1.1.0"),
    .code(
      "KER-AUD-500", message: "(exception text)", of: .auditManager, when: "internal error", source: "commons v1.1.0"),
  ]

  /// The codes of searches, and of device details, biometric interfaces and chips in the later releases.
  static let laterCodes: [Row] = [
    .code(
      "KER-MSD-310", message: "Invalid column received : %s", of: .search, when: "constant INVALID_COLUMN",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-311", message: "Column is missing in request", of: .search, when: "constant MISSING_FILTER_COLUMN",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-312", message: "Filter type is missing", of: .search, when: "constant FILTER_TYPE_NOT_AVAILABLE",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-313", message: "Invalid pagination value received pagestart:%d and pagefetch:%d", of: .search,
      when: "constant INVALID_PAGINATION_VALUE", source: "pms v1.1.4"),
    .code(
      "KER-MSD-314", message: "Missing sort field or sort type values", of: .search,
      when: "constant INVALID_SORT_INPUT", source: "pms v1.1.4"),
    .code(
      "KER-MSD-315", message: "Invalid fromValue or toValue", of: .search, when: "constant INVALID_BETWEEN_VALUES",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-356", message: "Pagination cannot be null", of: .search, when: "constant INVALID_PAGINATION",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-357", message: "Invalid sort field %s", of: .search, when: "constant INVALID_SORT_FIELD",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-358", message: "Sort type %s is not supported", of: .search, when: "constant INVALID_SORT_TYPE",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-359", message: "Error occured while sorting", of: .search, when: "constant ERROR_OCCURED_WHILE_SORTING",
      source: "pms v1.1.4"),
    .code(
      "KER-MSD-390", message: "Invalid filter value", of: .search, when: "constant INVALID_VALUE", source: "pms v1.1.4"),
    .code(
      "KER-PRT-390", message: "Invalid filter value", of: .search, when: "constant INVALID_VALUE",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMP-AUT-020", message: "Parse Error exception", of: .laterDevice, when: "constant AUDIT_PARSE_EXCEPTION",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP-AUT-021", message: "Audit Exception from client::", of: .laterDevice, when: "constant AUDIT_EXCEPTION",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP_AUT-030", message: "ftp provider not exists.", of: .laterDevice, when: "constant FTP_PROVIDER_NOT_EXISTS",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP_AUT-037", message: "Given ftp chip details already registered.", of: .laterDevice,
      when: "constant FTP_PROVIDER_DETAILS_EXISTS", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMP_AUT_031", message: "ftp chip id not exists.", of: .laterDevice, when: "constant FTP_CHIP_ID_NOT_EXISTS",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP_AUT_032", message: "Given provider,make and model already exists.", of: .laterDevice,
      when: "constant FTP_PROVIDER_MAKE_MODEL_EXISTS", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP_AUT_033", message: "Certificate is not uploaded.", of: .laterDevice, when: "constant FTP_CERT_NOT_UPLOADED",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMP_AUT_034", message: "Ftp chip detail id and ftp provider id not mappped.", of: .laterDevice,
      when: "constant FTP_CHIP_ID_PROVIDER_ID_NOT_MATCHED", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS-MSD-310", message: "Invalid column received : %s", of: .search, when: "constant INVALID_COLUMN",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-311", message: "Column is missing in request", of: .search, when: "constant MISSING_FILTER_COLUMN",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-312", message: "Filter type is missing", of: .search, when: "constant FILTER_TYPE_NOT_AVAILABLE",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-313", message: "Invalid pagination value received pagestart:%d and pagefetch:%d", of: .search,
      when: "constant INVALID_PAGINATION_VALUE", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-314", message: "Missing sort field or sort type values", of: .search,
      when: "constant INVALID_SORT_INPUT", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-315", message: "Invalid fromValue or toValue", of: .search, when: "constant INVALID_BETWEEN_VALUES",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-316", message: "Column %s doesn't support filter", of: .search, when: "constant NO_FILTER_FOUND",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-316", message: "Invalid value present for the given column", of: .search,
      when: "constant INVALID_COLUMN_VALUE", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-317", message: "Column %s doesn't exist for the searched entity", of: .search,
      when: "constant COLUMN_DOESNT_EXIST", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-318", message: "Column %s doesn't support filter type %s", of: .search,
      when: "constant FILTER_NOT_SUPPORTED", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-319", message: "Column value is null or empty", of: .search, when: "constant INVALID_COLUMN_VALUE",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-322", message: "Filter Type cannot be empty or null", of: .search,
      when: "constant NO_FILTER_COLUMN_FOUND", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-323", message: "Filter Type for column %s is not supported", of: .search,
      when: "constant FILTER_COLUMN_DOESNT_EXIST", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-324", message: "Received Filter Type not supported", of: .search,
      when: "constant FILTER_COLUMN_NOT_SUPPORTED", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-325", message: "Invalid Column Name passed", of: .search, when: "constant INVALID_COLUMN_NAME",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-348", message: "Received column does not support filter", of: .search,
      when: "constant COLUMN_DOESNT_EXIST_FILTER", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-356", message: "Pagination cannot be null", of: .search, when: "constant INVALID_PAGINATION",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-357", message: "Invalid sort field %s", of: .search, when: "constant INVALID_SORT_FIELD",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-358", message: "Sort type %s is not supported", of: .search, when: "constant INVALID_SORT_TYPE",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-359", message: "Error occured while sorting", of: .search, when: "constant ERROR_OCCURED_WHILE_SORTING",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-390", message: "Invalid filter value", of: .search, when: "constant INVALID_VALUE",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-MSD-xxx", message: "Contraint Violation-", of: .search, when: "constant CONSTRAINT_VIOLATION",
      source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS-PRT-310", message: "Invalid column received : %s", of: .search, when: "constant INVALID_COLUMN",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-311", message: "Column is missing in request", of: .search, when: "constant MISSING_FILTER_COLUMN",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-312", message: "Filter type is missing", of: .search, when: "constant FILTER_TYPE_NOT_AVAILABLE",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-313", message: "Invalid pagination value received pagestart:%d and pagefetch:%d", of: .search,
      when: "constant INVALID_PAGINATION_VALUE", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-314", message: "Missing sort field or sort type values", of: .search,
      when: "constant INVALID_SORT_INPUT", source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-315", message: "Invalid fromValue or toValue", of: .search, when: "constant INVALID_BETWEEN_VALUES",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-356", message: "Pagination cannot be null", of: .search, when: "constant INVALID_PAGINATION",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-357", message: "Invalid sort field %s", of: .search, when: "constant INVALID_SORT_FIELD",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-358", message: "Sort type %s is not supported", of: .search, when: "constant INVALID_SORT_TYPE",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS-PRT-359", message: "Error occured while sorting", of: .search, when: "constant ERROR_OCCURED_WHILE_SORTING",
      source: "pms v1.1.5–v1.1.5.4"),
    .code(
      "PMS_AUT_001", message: "Reg Device Sub Type Code not found in the list of Reg Device Sub Types",
      of: .laterDevice, when: "constant REG_DEVICE_SUB_TYPE_NOT_FOUND", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_002", message: "Device provider id not found from the partners list", of: .laterDevice,
      when: "constant DEVICE_PROVIDER_NOT_FOUND", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_003", message: "Device Details already exists", of: .laterDevice, when: "constant DEVICE_DETAIL_EXIST",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_004", message: "Duplicate request received", of: .laterDevice, when: "constant DUPLICATE_REQUEST",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_005", message: "Device detail for id %s does not exist", of: .laterDevice,
      when: "constant DEVICE_DETAIL_NOT_FOUND", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_006", message: "Invalid device detail", of: .laterDevice, when: "constant DEVICE_DETAIL_INVALID",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_007", message: "Secure Biometric Interface not found for the id %s", of: .laterDevice,
      when: "constant SBI_NOT_FOUND", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_008", message: "Error occured while validating Foundational", of: .laterDevice,
      when: "constant FOUNDATIONAL_VALUE", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_009", message: "Error occured while validating Foundational", of: .laterDevice,
      when: "constant PURPOSE_VALIDATION_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_010", message: "Error occured while validating Certification Level", of: .laterDevice,
      when: "constant CERTIFICATION_LEVEL_VALIDATION_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_011", message: "Device data can't be null", of: .laterDevice, when: "constant DEVICE_DATA_NOT_EXIST",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_012", message: "Time Stamp input is %s min after the current timestamp", of: .laterDevice,
      when: "constant TIMESTAMP_AFTER_CURRENTTIME", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_013", message: "Time Stamp input is %s min before the current timestamp", of: .laterDevice,
      when: "constant TIMESTAMP_BEFORE_CURRENTTIME", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_014", message: "Device Detail  does not exist in the list of Registered Device Details",
      of: .laterDevice, when: "constant DEVICE_DETAIL_NOT_EXIST", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_015", message: "Serial no and Device detail already exist", of: .laterDevice,
      when: "constant SERIALNO_DEVICEDETAIL_ALREADY_EXIST", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_016", message: "Registered device not found", of: .laterDevice,
      when: "constant DEVICE_REGISTER_NOT_FOUND_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_016", message: "error occured while saving data", of: .laterDevice,
      when: "constant REGISTERED_DEVICE_INSERTION_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_017", message: "error occured while de registering device", of: .laterDevice,
      when: "constant DEVICE_REGISTER_DELETED_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_018", message: "device detail not found", of: .laterDevice, when: "constant DEVICE_DETAIL_NOT_FOUND",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_019", message: "FTP not found", of: .laterDevice, when: "constant FTP_NOT_FOUND",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_020", message: "serial number does not exist", of: .laterDevice, when: "constant SERIALNUM_NOT_EXIST",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_021", message: "error occured while doing signature validation", of: .laterDevice,
      when: "constant REGISTERED_DEVICE_SIGN_VALIDATION_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_022", message: "signature validation failed -", of: .laterDevice,
      when: "constant REGISTERED_DEVICE_SIGN_VALIDATION_FAILURE", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_023", message: "error occured while fetching api resource -->", of: .laterDevice,
      when: "constant API_RESOURCE_EXCEPTION", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_024", message: "device already deregistered", of: .laterDevice,
      when: "constant DEVICE_DE_REGISTERED_ALREADY", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_024", message: "invalid environment", of: .laterDevice, when: "constant INVALID_ENV",
      source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_025", message: "ApprovalStatus should be Activate / De-activate", of: .laterDevice,
      when: "constant DEVICE_STATUS_CODE", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_025", message: "device code greater than the accepted length", of: .laterDevice,
      when: "constant DEVICE_CODE_EXCEEDS_LENGTH", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_026", message: "ApprovalStatus should be Activate / De-activate", of: .laterDevice,
      when: "constant SBI_STATUS_CODE", source: "pms v1.1.2–v1.1.5.4"),
    .code(
      "PMS_AUT_030",
      message: "If certification level received is L1 then foundationalTrustProviderId should not be null or empty",
      of: .laterDevice, when: "constant FOUNDATIONAL_ID_MANDATORY", source: "pms v1.1.3–v1.1.5.4"),
    .code(
      "PMS_AUT_031", message: "Device info timestamp cannot be null.", of: .laterDevice,
      when: "constant TIMESTAMP_CANNOTBE_NULL", source: "pms v1.1.4–v1.1.5.4"),
    .code(
      "PMS_AUT_032", message: "Error while signing the response", of: .laterDevice,
      when: "constant RESPONSE_SIGN_FAILED", source: "pms v1.1.4–v1.1.5.4"),
  ]
}
