/// Every code and message of the documents and of the implementation's releases.
///
/// Columns: code, message, module, condition, where it is found. One code may stand several times.
let errorCodeTable = #"""
  PMS_COR_001|Missing Input Parameter - %d|all PMS services|documented form: a mandatory field is absent; the placeholder stands for the field name|doc
  PMS_COR_001|Missing Input Parameter -|MISP, Policy|first field that fails bean validation (null, blank or too long); the field path is appended, e.g. request.emailId; HTTP 400 in MISP, 200 in Policy|pms v1.1.0–v1.1.5.4
  PMS_COR_001|Missing Input Parameter|Partner, Partner Management|any field that fails bean validation; no field name|pms v1.1.0–v1.1.5.4
  PMS_COR_002|Invalid Input Parameter - %d|all PMS services|documented form: a field breaks its data definition; never thrown by MISP or Policy code|doc
  PMS_COR_002|Invalid Input Parameter -|MISP, Policy|constant only, never thrown|pms v1.1.0–v1.1.5.4
  PMS_COR_002|Invalid Input Parameter|Partner Management|v1.1.0–1.1.3: status is not Active/De-Active (partner, API key), or request already decided / status not Approved/Rejected|pms v1.1.0–v1.1.5.4
  PMS_COR_002|Invalid Input Parameter - for all attributes not as per defined data definition|Partner|constant only|pms v1.1.0–v1.1.5.4
  PMS_COR_003|Could not process the request|all PMS services|any internal error (HTTP 500 for unexpected exceptions)|doc; pms v1.1.0–v1.1.5.4
  KER-ATH-401|Authentication Failed|all|no or invalid token / role missing|doc; pms v1.1.0–v1.1.4
  KER-ATH-403|Forbidden|device (masterdata)|role not allowed|doc
  PMS-ATH-401|Authentication Failed|G3 partner-management-service|no or invalid token|pms v1.1.5–v1.1.5.4
  PMS_MSP_001|MOSIP Admin does not exist|MISP|caller is unknown (documented on every MISP operation; never thrown)|doc
  PMS_MSP_002|Mismatch of the MOSIP Admin Credentials|MISP|caller credentials wrong (documented on every MISP operation; never thrown)|doc
  PMS_MSP_003|A MISP is already registered with name - organizationName|MISP|create: name taken; table form|doc
  PMS_MSP_003|A MISP is already registered with name - name|MISP|create: name taken; example form (literal word name)|doc
  PMS_MSP_003|MISP already registred with name :|MISP|create or update: name taken; two blanks and the name are appended|pms v1.1.0–v1.1.3
  PMS_MSP_402|MISP already registred with name :|MISP|same, renumbered in v1.1.4 (two blanks and the name are appended)|pms v1.1.4–v1.1.5.4
  PMS_MSP_004|No information provided for update|MISP|update operations: nothing to change in the request|doc
  PMS_MSP_004|Invalid email id.|MISP|e-mail does not match the regex (clashes with the documented meaning of 004)|pms v1.1.2–v1.1.3
  PMS_MSP_401|Invalid email id.|MISP|same, renumbered in v1.1.4|pms v1.1.4–v1.1.5.4
  PMS_MSP_005|MISP ID does not exist|MISP|path id unknown; code appends two blanks and the id (example in the document: MISP ID does not exist  110)|doc; pms v1.1.0–v1.1.4
  PMS_MSP_005|MISP Partner does not exist|MISP|G3 licence operations: no partner with that id or it is not of type MISP_Partner|pms v1.1.4–v1.1.5.4
  PMS_MSP_006|MISP ID/MISP License Key does not exist|MISP|licence operations: id or key unknown|doc
  PMS_MSP_006|MISP License Key does not exists|MISP|key unknown (one blank and the key appended) or MISP has no licence row (nothing appended)|pms v1.1.0–v1.1.3
  PMS_MSP_406|MISP License Key does not exists|MISP|same, renumbered in v1.1.4|pms v1.1.4
  PMS_MSP_406|MISP Partner License Key does not exists|MISP|G3 download/regenerate: no licence row|pms v1.1.4–v1.1.5.4
  PMS_MSP_007|MISP License key not associated to MISP ID|MISP|key belongs to another MISP; code appends "  MISPID: <id>, LicenseKey: <key>"|doc; pms v1.1.0–v1.1.3
  PMS_MSP_408|MISP License key not associated to MISP ID|MISP|same, renumbered in v1.1.4|pms v1.1.4
  PMS_MSP_408|MISP Partner and License key combintaion not exists.|MISP|G3 PUT /misps: provider and key do not belong together|pms v1.1.4–v1.1.5.4
  PMS_MSP_008|MISP License key not valid|MISP|documented for validation of a key; code answers 200 with isValid=false instead|doc
  PMS_MSP_009|Failed to update MISP status|MISP|PATCH /misps/{mispId}; never thrown|doc
  PMS_MSP_009|No MISP found for the organization|MISP|GET by name, example only (table of the same operation says 011): one code, two messages|doc
  PMS_MSP_010|MISP status already in the requested status|MISP|PATCH /misps/{mispId}; code does not check this there|doc
  PMS_MSP_011|No MISP found for the organization|MISP|GET by name, table|doc
  PMS_MSP_012|No MISP details found|MISP|GET /misps empty; code also uses it for GET by name|doc; pms v1.1.0–v1.1.3
  PMS_MSP_409|No MISP details found|MISP|same, renumbered in v1.1.4|pms v1.1.4
  PMS_MSP_409|No MISP Partner details found|MISP|G3 list|pms v1.1.4–v1.1.5.4
  PMS_MSP_1013|Misp is not active.|MISP|approve or download while deactivated (number is a typo for 013)|pms v1.1.0–v1.1.3
  PMS_MSP_405|Misp is not active.|MISP|same, renumbered in v1.1.4|pms v1.1.4
  PMS_MSP_405|MISP partner is not active.|MISP|G3 licence operations on an inactive partner|pms v1.1.4–v1.1.5.4
  PMS_MSP_014|Misp already|MISP|approve/reject: already in that status; lower-case status is appended|pms v1.1.0–v1.1.3
  PMS_MSP_404|Misp already|MISP|same, renumbered in v1.1.4|pms v1.1.4–v1.1.5.4
  PMS_MSP_015|mispStatus either approved or rejected.|MISP|PATCH status with another value|pms v1.1.0–v1.1.3
  PMS_MSP_403|mispStatus either approved or rejected.|MISP|same, renumbered in v1.1.4|pms v1.1.4–v1.1.5.4
  PMS_MSP_016|mispStatus either Active or De-active.|MISP|PATCH /misps/{mispId} with another value (v1.1.0 also for the licence key status)|pms v1.1.0–v1.1.3
  PMS_MSP_407|mispStatus either Active or De-active.|MISP|same, renumbered in v1.1.4; G3: licenseKeyStatus of PUT /misps|pms v1.1.4–v1.1.5.4
  PMS_MSPL_016|mispLicenseKeyStatus either Active or De-active.|MISP|PUT licenseKey with another status (note the MSPL prefix)|pms v1.1.2–v1.1.3
  PMS_MSP_418|mispLicenseKeyStatus either Active or De-active.|MISP|same, renumbered in v1.1.4|pms v1.1.4–v1.1.5.4
  PMS_MSP_017|misp license is expired.Cannot activate the same.|MISP|PUT licenseKey: activating an expired key|pms v1.1.0–v1.1.3
  PMS_MSP_419|misp license is expired.Cannot activate the same.|MISP|same, renumbered in v1.1.4 (419 has two messages)|pms v1.1.4–v1.1.5.4
  PMS_MSP_018|misp is not yet approved.|MISP|download: MISP not approved|pms v1.1.0–v1.1.3
  PMS_MSP_419|misp is not yet approved.|MISP|same, renumbered in v1.1.4 (419 has two messages)|pms v1.1.4–v1.1.5.4
  PMS_MSP_019|misp license all are inactive.|MISP|download: no active licence|pms v1.1.0–v1.1.3
  PMS_MSP_413|misp license all are inactive.|MISP|same, renumbered in v1.1.4|pms v1.1.4–v1.1.5.4
  PMS_MSP_416|License key exists for the given provider.|MISP|G3 POST /misps: an active, unexpired licence already exists|pms v1.1.4–v1.1.5.4
  PMP-MSP-001|Error Occur While Fetching Id|MISP|id sequence cannot be read|pms v1.1.0–v1.1.5.4
  PMP-MSP-002|Error Occur While Inserting Id|MISP|id sequence cannot be advanced|pms v1.1.0–v1.1.5.4
  KER-MSP-001|Error Occur While Fetching Id|kernel MISP id generator|id sequence cannot be read|commons v1.1.0
  KER-MSP-002|Error Occur While Inserting Id|kernel MISP id generator|id sequence cannot be advanced|commons v1.1.0
  KER-PTG-001|Error Occur While Fetching Id|kernel partner id generator|id sequence cannot be read (generator is not used by PMS)|commons v1.1.0
  KER-PTG-002|Error Occur While Inserting Id|kernel partner id generator|id sequence cannot be advanced (generator is not used by PMS)|commons v1.1.0
  KER-IDV-401|Mispid Length Must Be|kernel id validator|MISP id has the wrong length; the length is appended|commons v1.1.0
  KER-IDV-402|Mispid cannot be null or empty|kernel id validator|MISP id missing|commons v1.1.0
  KER-MLK-001|Length of generated key is not same as the length specified in the configuration|kernel licence key generator|defensive check after generation|commons v1.1.0
  PMS_POL_001|Policy Manager does not exist|Policy|caller unknown (every operation); never thrown|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_002|Mismatch of Policy Manager Credentials|Policy|caller credentials wrong (every operation); never thrown|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_003|No Active policy available in the Policy Group|Policy|GET /policies: nothing active; v1.1.0 code throws PMS_POL_008 instead, v1.1.4 returns an empty list|doc
  PMS_POL_004|Policy Name already exists in the policy Group|Policy|create/update: name taken in the group|doc
  PMS_POL_004|Policy Name already exists in the policy Group.Name :|Policy|v1.1.0 create/update: name taken (one more blank and the name are appended)|pms v1.1.0–v1.1.5.4
  PMS_POL_005|Unsupported KYC attribute in the Policy File|Policy|create/update: KYC attribute not in the allowed set; constant exists, never thrown|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_006|Unsupported Authentication Type in the Policy File|Policy|create/update: auth type not supported; constant exists, never thrown|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_007|eKYC attribute missing in the policy file|Policy|create/update: no KYC attribute; constant exists, never thrown|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_008|Policy ID does not exist|Policy|policy id (or, in v1.1.0, group id) unknown; PUT policyGroup with an unknown group id uses it too|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_009|No information provided for update|Policy|update without content|doc
  PMS_POL_009|Auth Policies are not defined against to policy|Policy|v1.1.0 create: policies missing|pms v1.1.0–v1.1.5.4
  PMS_POL_009|Auth policy Name already exists in the auth policy Group.Name :|Policy|constant of v1.1.0 only|pms v1.1.0
  PMS_POL_009|Auth policy exists with name :|Policy|v1.1.2+: policy name taken in the group; name is appended (009 has four messages in all)|pms v1.1.2–v1.1.5.4
  PMS_POL_010|Policy Manager is denied permission to update the policy|Policy|update: caller of another group; never thrown|doc
  PMS_POL_011|Policy Manager is denied permission to retrieve the policy|Policy|read: caller of another group; never thrown|doc
  PMS_POL_012|Policy Manager is denied permission to update the policy status|Policy|status: caller of another group; never thrown|doc
  PMS_POL_013|No policy available for given PartnerAPIKey|Policy|API key unknown or its policy is gone|doc; pms v1.1.0–v1.1.5.4
  PMS_POL_014|Policy group exists with name :|Policy|create/update group: name taken; name is appended|pms v1.1.2–v1.1.5.4
  PMS_POL_015|Policy group and policy not mapped.|Policy|policy belongs to another group|pms v1.1.2–v1.1.5.4
  PMS_POL_016|Policy Group ID does not exist|Policy|group id unknown|pms v1.1.2–v1.1.5.4
  PMS_POL_017|No policy available for given partner|Policy|GET partnerId/policyId: no mapping|pms v1.1.2–v1.1.5.4
  PMS_POL_018|Given partner and policy are not mapped.|Policy|GET partnerId/policyId: mapping points elsewhere|pms v1.1.2–v1.1.5.4
  PMS_POL_019|Policy group name does not exist|Policy|create/update policy: group name unknown|pms v1.1.2–v1.1.5.4
  PMS_POL_020|Can not publish the published policy|Policy|publish: already active|pms v1.1.2–v1.1.5.4
  PMS_POL_021|allowed auth types are not required for policyType|Policy|constant only|pms v1.1.2–v1.1.5.4
  PMS_POL_022|Given auth token type is not allowed|Policy|constant only|pms v1.1.2–v1.1.5.4
  PMS_POL_023|Given policy type is not allowed|Policy|create: policyType not in pmp.allowed.policy.types (compared without case)|pms v1.1.2–v1.1.5.4
  PMS_POL_045|Policy Status either Active or De-active.|Policy|PATCH status with another value|pms v1.1.2–v1.1.5.4
  PMS_POL_046|Datashare attributes are not required for given policyType|Policy|constant only|pms v1.1.2–v1.1.5.4
  PMS_POL_047|Shareable attributes are not required for given policyType|Policy|constant only|pms v1.1.2–v1.1.5.4
  PMS_POL_047|AllowedKYC attributes are not required for given policyType|Policy|constant only; v1.1.2 (047 had two messages)|pms v1.1.2
  PMS_POL_048|AllowedKYC attributes are not required for given policyType|Policy|constant only|pms v1.1.3–v1.1.5.4
  PMS_POL_050|The given version is not available.Allowed versions are :|Policy|constant only|pms v1.1.3–v1.1.5.4
  PMS_POL_051|Policy Schema and policy are not matching|Policy|schema check failed without a list of errors (e.g. wrong JSON type); with an I/O error "/<text>" is appended|pms v1.1.3–v1.1.5.4
  PMS_POL_052|Error occured while parsing policy string to json object|Policy|stored policy JSON unreadable; parser text appended|pms v1.1.3–v1.1.5.4
  PMS-PV-005|Invalid input parameter - %s|Policy (validator)|schema: enum violated (%s = pointer) or property not allowed (%s = pointer/name), leading slash stripped|pms v1.1.3–v1.1.5.4
  PMS-PV-006|Missing input parameter - %s|Policy (validator)|schema: required property absent (%s = pointer/name, leading slash stripped)|pms v1.1.3–v1.1.5.4
  PMS_PV_001|Failed to read schema|Policy (validator)|schema unreadable, or without $schema or type|pms v1.1.3–v1.1.5.4
  PMS_PV_002|Policy Object validation failed|Policy (validator)|carrier of the list of schema errors; also a schema that cannot be processed|pms v1.1.3–v1.1.5.4
  PMS_PV_003|Failed to parse/convert policy Object|Policy (validator)|policy is not JSON|pms v1.1.3–v1.1.5.4
  PMS_PV_004|Invalid policy schema|Policy (validator)|schema is null|pms v1.1.3–v1.1.5.4
  PMS_POL_053|Policy group is not active.|Policy|v1.2: policy under an inactive group|pms v1.2.2.0
  PMS_POL_054|Cannot activate unpublished policy.|Policy|v1.2: activating a policy that was never published|pms v1.2.2.0
  PMS_PV_005|Invalid input parameter - %s in policy data|Policy (validator)|v1.2 form of PMS-PV-005|pms v1.2.2.0
  PMS_PV_006|Missing input parameter - %s in policy data|Policy (validator)|v1.2 form of PMS-PV-006|pms v1.2.2.0
  PMS_PMP_001|Partner Manager does not exist|Partner Management|caller unknown (every operation); never thrown|doc
  PMS_PMP_002|Mismatch of the Partner Manager Credentials|Partner Management|caller credentials wrong; never thrown|doc
  PMS_PMP_003|Your password has expired. Please reset your password|Partner Management|caller password expired; never thrown|doc
  PMS_PMP_004|No partner Registered in the policy Group|Partner Management|GET /pmpartners empty, example; code throws PMS_PMP_013|doc
  PMS_PMP_004|No Partners are registered in the Policy Group|Partner Management|same operation, table: two messages|doc
  PMS_PMP_005|Partner ID %d does not exist|Partner Management|partner of the path unknown (document form)|doc
  PMS_PMP_005|Partner ID does not exist|Partner Management|PATCH partner: unknown; PATCH API key: key belongs to another partner|pms v1.1.0–v1.1.5.4
  PMS_PMP_006|Partner Manager is denied permission to activate/deactivate Partner|Partner Management|caller of another group; never thrown|doc
  PMS_PMP_007|Partner API Key does not exist|Partner Management|API key of the path unknown (document form)|doc
  PMS_PMP_007|Partner api key Request ID does not exist|Partner Management|approve/reject: request unknown, example (table says 011): 007 has two documented messages|doc
  PMS_PMP_007|Partner api key does not exist|Partner Management|code: approve/reject with an unknown request id|pms v1.1.0–v1.1.5.4
  PMS_PMP_008|Partner api key is not assigned to” + old policy ID+ “ hence cannot be updated with new policy|Partner Management|remap: key is not mapped to oldPolicyID (document prints string concatenation with curly quotes)|doc
  PMS_PMP_009|Partner api key does not belong to the Policy Group of the Partner Manger|Partner Management|key of another group; v1.1.0 read of a mapping whose partner differs|doc; pms v1.1.0–v1.1.5.4
  PMS_PMP_009|For given partner and apikey mapping not exists.|Partner Management|GET /pmpartners/{partner}/{key}: no such pair|pms v1.1.4–v1.1.5.4
  PMS_PMP_010|Policy does not belong to the Policy Group of the Partner Manger|Partner Management|remap: new policy of another group; v1.1.0 code: new policy unknown|doc; pms v1.1.0–v1.1.5.4
  PMS_PMP_011|Partner api key Request ID does not exist|Partner Management|document: remap and approve/reject tables|doc
  PMS_PMP_011|Partner api key does not exist|Partner Management|code: API key of the path unknown|pms v1.1.0–v1.1.5.4
  PMS_PMP_012|Partner Manager is denied permission to approve or reject the request|Partner Management|caller of another group; never thrown|doc
  PMS_PMP_013|Partner does not exist|Partner Management|GET partner(s); validatePartnerMisp; v1.1.0 remap: key belongs to another partner|doc; pms v1.1.0–v1.1.5.4
  PMS_PMP_014|Policy %d does not exist|Partner Management|remap: old or new policy unknown (document form)|doc
  PMS_PMP_014|Policy does not exist|Partner Management|v1.1.0 remap: key is not mapped to oldPolicyID|pms v1.1.0–v1.1.5.4
  PMS_PMP_015|No Partner api key requests for the Policy Group|Partner Management|no request at all, or request id unknown|doc; pms v1.1.0–v1.1.5.4
  PMS_PMP_016|Partner is not active.|Partner Management|validatePartnerMisp|pms v1.1.0–v1.1.5.4
  PMS_PMP_017|Partner is not mapped to any policy.|Partner Management|validatePartnerMisp: key unknown, of another partner, or its policy is gone|pms v1.1.0–v1.1.5.4
  PMS_PMP_018|Partner policy got expired.|Partner Management|validatePartnerMisp: API key expired (v1.1.4: or policy expired)|pms v1.1.0–v1.1.5.4
  PMS_PMP_018|Policy expired.|Partner Management|G3 validatePartnerMisp: policy expired|pms v1.1.5–v1.1.5.4
  PMS_PMP_019|Partner policy is not active.|Partner Management|validatePartnerMisp: API key or policy inactive|pms v1.1.0–v1.1.5.4
  PMS_PMP_019|Policy is not active.|Partner Management|G3: policy inactive|pms v1.1.5–v1.1.5.4
  PMS_PMP_020|MISP license key not exists.|Partner Management|validatePartnerMisp: licence key unknown (one blank and the key appended)|pms v1.1.0–v1.1.5.4
  PMS_PMP_022|Policy not exists.|Partner Management|validatePartnerMisp: policy without group|pms v1.1.0–v1.1.5.4
  PMS_PMP_023|Policy is not active.|Partner Management|validatePartnerMisp: policy group inactive|pms v1.1.0–v1.1.5.4
  PMS_PMP_023|Policy group is not active.|Partner Management|same in later G3|pms v1.1.5–v1.1.5.4
  PMS_PMP_024|Policy file is corrupted.|Partner Management|constant; stored JSON unreadable|pms v1.1.0–v1.1.5.4
  PMS_PMP_025|License key of MISP is blocked|Partner Management|validatePartnerMisp: licence inactive, or its MISP inactive|pms v1.1.0–v1.1.5.4
  PMS_PMP_052|Partner Certificate not available|Partner Management|validatePartnerMisp with needPartnerCert and no certificate|pms v1.1.4–v1.1.5.4
  PMS_PMP_50|Given apikey,partner and policy mapping not exists.|Partner Management|remap: key, partner and old policy do not fit together (number without leading zero)|pms v1.1.2–v1.1.5.4
  PMS_PMP_51|Given policy is not belongs to partner's policy group|Partner Management|remap: new policy unknown or of another group (number without leading zero)|pms v1.1.2–v1.1.5.4
  PMS_PM_034|Policy request already approved.|Partner Management|approve/reject: already approved|pms v1.1.2–v1.1.5.4
  PMS_PM_034|Policy request already rejected.|Partner Management|v1.1.2 only: already rejected (034 had two messages)|pms v1.1.2
  PMS_PM_035|Policy request already rejected.|Partner Management|approve/reject: already rejected|pms v1.1.3–v1.1.5.4
  PMS_PM_045|Status should be either Approved or Rejected|Partner Management|approve/reject with another value|pms v1.1.3–v1.1.5.4
  PMS_PM_051|Extractors are not present. Please add extractors.|Partner Management|approve: partner type needs biometric extractors and has none|pms v1.1.3–v1.1.5.4
  PMS_PM_058|Status should be either Active or De-Active|Partner Management|partner / API key status with another value|pms v1.1.4–v1.1.5.4
  PMS_PMS_022|Given Partner api key is not active.|Partner Management|G3: API key inactive|pms v1.1.5–v1.1.5.4
  PMS_PMP_021|MISP license key is expired.|Partner Management|validatePartnerMisp: licence expired (example and code)|doc; pms v1.1.0–v1.1.5.4
  PMS_PMP_021|MISP license key is expired|Partner Management|same, table (without full stop)|doc
  PMS_PRT_001|A Partner is already registered with name %d in the policy Group %d|Partner|create/update (and, wrongly, API key request): name taken in the group; example quotes name and group in single quotes and ends with a full stop|doc
  PMS_PRT_001|A Partner is already registered with the same Name|Partner|v1.1.0 create/update: name taken anywhere; from v1.1.2 not on create|pms v1.1.0–v1.1.5.4
  PMS_PRT_001|Partner is already registered with Same policy Group|Partner|constant, not thrown|pms v1.1.0–v1.1.5.4
  PMS_PRT_002|Policy Group does not exist|Partner|create: group unknown; v1.1.0 API key request: policyName (looked up as a group) unknown|doc; pms v1.1.0–v1.1.2
  PMS_PRT_002|Policy does not exist|Partner|v1.1.3+: same code for create (group unknown) and API key request (policy unknown in the group)|pms v1.1.3–v1.1.5.4
  PMS_PRT_003|Mismatch of the Partner Credentials|Partner|caller credentials wrong; never thrown|doc
  PMS_PRT_004|Your password has expired. Please reset your password|Partner|caller password expired; never thrown|doc
  PMS_PRT_005|Partner does not exist|Partner|partner unknown; API key request also when inactive; also a request of another partner, and an empty list of requests|doc; pms v1.1.0–v1.1.5.4
  PMS_PRT_005|APIKeyReqID does not exist|Partner|download API key, example (table says 006): 005 has two documented messages|doc
  PMS_PRT_005|Partner api key req does not exist|Partner|code: request id unknown|pms v1.1.0–v1.1.4
  PMS_PRT_005|No api key req exist|Partner|G3: request id unknown|pms v1.1.5–v1.1.5.4
  PMS_PRT_006|APIKeyReqID does not exist|Partner|request id unknown (document)|doc
  PMS_PRT_007|Partner digital certificate is not valid|Partner|certificate upload/validation|doc
  PMS_PRT_008|No API Key Request found|Partner|list of requests empty (document; code throws 005)|doc
  PMS_PRT_010|Partner Type does not exist|Partner|create: partnerType unknown|pms v1.1.2–v1.1.5.4
  PMS_PRT_011|Email is already exists.|Partner|create: e-mail taken|pms v1.1.2–v1.1.5.4
  PMS_PRT_012|Invalid emailId.|Partner|create / contact: e-mail fails the regex|pms v1.1.2–v1.1.5.4
  PMS_PRT_051|A Partner is already registered with the same Id|Partner|create: partnerId taken|pms v1.1.2–v1.1.5.4
  PMS_PRT_052|PartnerId max length should be|Partner|create: partnerId too long; limit is appended|pms v1.1.2–v1.1.5.4
  PMS_PRT_061|Partner policy mapping not exists.|Partner|extractors: no API key request for that policy|pms v1.1.3–v1.1.5.4
  PMS_PRT_062|Partner api key request is approved already. Cann't add extractors now.|Partner|extractors after approval|pms v1.1.3–v1.1.5.4
  PMS_PRT_063|Biometric extractors can be added only for:|Partner|extractors: wrong partner type; allowed types appended|pms v1.1.3–v1.1.5.4
  PMS_PRT_064|No details found|Partner|extractors / mapping read: none|pms v1.1.3–v1.1.5.4
  PMS_PRT_070|Credential mapping allowed only for :|Partner|credential mapping: wrong partner type|pms v1.1.4–v1.1.5.4
  PMS_PRT_071|Error occured while parsing policy string to json object|Partner|stored policy JSON unreadable|pms v1.1.4–v1.1.5.4
  PMS_PRT_072|Given credential type is not allowed. Allowed credential types :|Partner|credential mapping: type not in pmp.allowed.credential.types|pms v1.1.4–v1.1.5.4
  PMS_PRT_073|Policy not exists.|Partner|credential mapping / v1.2 API key request: policy unknown|pms v1.1.4–v1.1.5.4
  PMS_PRT_074|User exists with same email(keycloak)|Partner|create: identity provider knows the e-mail|pms v1.1.4–v1.1.5.4
  PMS_PRT_098|Given policy under partner's policy group not exists.|Partner|G3 API key request|pms v1.1.5–v1.1.5.4
  PMS_PRT_105|Partner API KEY is not Created|Partner|download API key: request exists but no key|pms v1.1.0–v1.1.5.4
  PMS_PRT_106|APIKeyReqID status is In-progress|Partner|read of one request that is not approved (also for Rejected)|pms v1.1.0–v1.1.5.4
  PMS_PRT_107|Responese from the api is null|Partner|key manager gave no response|pms v1.1.2–v1.1.5.4
  PMS_PRT_108|Certficate is not uploaded for the selected partner.|Partner|getPartnerCertificate: none|pms v1.1.2–v1.1.5.4
  PMS_PRT_108|Certficate is not uploaded for the given partner.Cannot activate the same.|Partner|G3 activate partner without certificate|pms v1.1.5–v1.1.5.4
  PMS_PRT_500|Unable to process the request.|Partner|key manager failed|pms v1.1.2–v1.1.5.4
  PMS_KKS_001|API not accessible|Partner|remote API not reachable (two trailing blanks)|pms v1.1.4–v1.1.5.4
  PMS_KKS_001|API not accessible|Partner|same, v1.1.2–1.1.3|pms v1.1.2–v1.1.3
  PMS_ATH_053|IO Exception occured while passing paging request|Partner|identity provider|pms v1.1.2–v1.1.5.4
  PMS_ATH_054|User not found|Partner|identity provider|pms v1.1.2–v1.1.5.4
  PMS_ATH_500|Server error occured,Please check the logs|Partner|identity provider (trailing blank)|pms v1.1.2–v1.1.5.4
  PMS_PRT_053|This policy is already pending for approval against your partner ID.|Partner|v1.2: second request for the same policy while one is in progress|pms v1.2.2.0
  PMS_PRT_066|PartnerId should not have any spaces|Partner|v1.2: partnerId with a blank|pms v1.2.2.0
  PMS_AUT_512|SBI details exists for given SBI Version. Multiple SBI with same SBI Version cannot be added.|Device (PMS, from v1.1.2)|v1.2: second SBI with the same version|pms v1.2.2.0
  KER-KMS-013|Certificate Parsing Error.|Key manager (certificate upload)|certificateData is not a PEM/X.509 certificate|commons v1.1.3
  KER-PCM-001|Invalid Certificate uploaded.|Key manager (certificate upload)|certificateData null or blank|commons v1.1.3
  KER-PCM-002|Error in generating Certificate Thumbprint.|Key manager (certificate upload)|SHA-1 thumbprint cannot be computed|commons v1.1.3
  KER-PCM-003|Certificate already exists in store.|Key manager (certificate upload)|same thumbprint already stored in that domain (CA and partner certificates)|commons v1.1.3
  KER-PCM-004|Certificate Dates are not valid.|Key manager (certificate upload)|not yet valid or expired|commons v1.1.3
  KER-PCM-005|Root CA Certificate not found.|Key manager (certificate upload)|sub-CA whose chain does not reach a stored root of that domain|commons v1.1.3
  KER-PCM-006|Root CA/Intermediate CA Certificates not found.|Key manager (certificate upload)|partner certificate whose chain does not reach a stored root of that domain|commons v1.1.3
  KER-PCM-007|Certificate version not supported.|Key manager (certificate upload)|partner certificate is not X.509 version 3|commons v1.1.3
  KER-PCM-008|Partner Organization Name not Matched.|Key manager (certificate upload)|subject O differs from organizationName (case-sensitive)|commons v1.1.3
  KER-PCM-009|No Unique Alias found.|Key manager (certificate upload)|MOSIP signing key missing or not unique|commons v1.1.3
  KER-PCM-010|Invalid Partner Certificate ID.|Key manager (certificate upload)|download: id blank|commons v1.1.3
  KER-PCM-011|Invalid Partner Domain.|Key manager (certificate upload)|partnerDomain not in mosip.kernel.partner.allowed.domains (compared without case)|commons v1.1.3
  KER-PCM-012|Partner Certificate not found for the given ID.|Key manager (certificate upload)|download: id unknown|commons v1.1.3
  KER-PCM-013|Partner Certificate Key Size is less than allowed size.|Key manager (certificate upload)|RSA key below 2048 bit|commons v1.1.3
  KER-PCM-014|Partner Certificate Signature algorithm not supported.|Key manager (certificate upload)|signature algorithm name does not start with SHA2 (so SHA384/SHA512 are refused too)|commons v1.1.3
  KER-CRY-003|or not base64 encoded|Key manager (certificate upload)|key manager: data invalid (prefix is added by the caller)|commons v1.1.3
  ADM-DPM-010|Mandatory input parameter is missing|Device provider|POST /deviceprovider; code answers KER-MSD-999 instead|doc
  ADM-DPM-011|Device Provider already exist|Device provider|POST /deviceprovider|doc
  ADM-DPM-011|%s Device Provider already exist|Device provider|code: an active, not deleted provider has the same vendorName and address (POST, and PUT including the row itself); %s = vendorName|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-012|Error occurred while registering a Device Provider|Device provider|POST: database error|doc
  ADM-DPM-012|Error occurred while registering Device Provider|Device provider|code form; a blank and the cause are appended; HTTP 500|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-013|Mandatory input parameter is missing|Device provider|PUT /deviceprovider|doc
  ADM-DPM-014|Error occurred while registering a Device Provider|Device provider|PUT: database error (document copies the POST text)|doc
  ADM-DPM-014|Error occurred while updating a Device Provider|Device provider|code form; cause appended; HTTP 500|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-003|Device Provider does not exist|Device provider|PUT with unknown id (code); documented only on validate|doc; commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-015|Mandatory input parameter is missing|Foundational trust provider|POST|doc
  ADM-DPM-016|Foundational Trust Provider already exist|Foundational trust provider|POST: name, email, address, certAlias and isActive all equal an existing row; HTTP 500 in code|doc; commons v1.1.0
  ADM-DPM-016|FTP is not present for id|Foundational trust provider|code, PUT: unknown id; HTTP 500 (016 has three messages in all)|commons v1.1.0
  ADM-DPM-017|Error occurred while registering a Foundational Trust Provider|Foundational trust provider|POST: database error|doc; commons v1.1.0
  ADM-DPM-018|Mandatory input parameter is missing|Foundational trust provider|PUT|doc
  ADM-DPM-019|Error occurred while registering a Foundational Trust Provider|Foundational trust provider|PUT: database error (document copies the POST text)|doc
  ADM-DPM-020|Mandatory input parameter is missing|MDS|POST and PUT|doc
  ADM-DPM-021|MDS Details already exist|MDS|POST and PUT (document)|doc
  ADM-DPM-021|MOSIP-Device-Service already exist|MDS|code, POST: same swVersion, type, sub-type, make, model and provider|commons v1.1.0
  ADM-DPM-022|Error occurred while storing MDS Details|MDS|code, POST: database error|commons v1.1.0
  ADM-DPM-023|MDS ID %s does not exist|MDS|code, PUT|commons v1.1.0
  ADM-DPM-024|Error occurred while updating MDS Details|MDS|code, PUT: database error|commons v1.1.0
  ADM-DPM-039|Device Provider ID not found in the list of Device Providers|MDS|POST and PUT (document)|doc
  ADM-DPM-039|Device Provider Id not found in the list of Device Providers|MDS|code form|commons v1.1.0
  ADM-DPM-040|Device Type Code not found in the list of Device Types|MDS|POST and PUT (document)|doc
  ADM-DPM-040|Reg Device Type Code not found in the list of Reg Device Types|MDS|code form|commons v1.1.0
  ADM-DPM-041|Device Sub Type Code not found in the list of Device Sub Types|MDS|POST and PUT (document)|doc
  ADM-DPM-041|Reg Device Sub Type Code not found in the list of Reg Device Sub Types|MDS|code form|commons v1.1.0
  ADM-DPM-025|Mandatory input parameter is missing|Registered device|POST /registereddevices|doc
  ADM-DPM-026|Device Type does not exist|Registered device|POST (document)|doc
  ADM-DPM-026|%s Device Type does not exist|Registered device|code form; %s = type of the digital id (null if absent)|commons v1.1.0
  ADM-DPM-027|Device Sub-Type does not exist|Registered device|POST (document)|doc
  ADM-DPM-027|%s Device Sub-Type does not exist|Registered device|code form; %s = deviceSubType of the digital id (null if absent)|commons v1.1.0
  ADM-DPM-028|Invalid Status received|Registered device|POST (document; the request has no status field)|doc
  ADM-DPM-028|Error occured while validating Status Code|Registered device|code constant|commons v1.1.0
  ADM-DPM-029|For Device ID, Json value expected for a L0 Device|Registered device|POST (document); not in code|doc
  ADM-DPM-030|Make/Model inside the Json does not match with the input|Registered device|POST (document; the request has no second make/model); not in code|doc
  ADM-DPM-030|Error occured while validating Foundational|Registered device|code constant|commons v1.1.0
  ADM-DPM-031|Device Provider details inside the Json does not match with the input|Registered device|POST (document); not in code|doc
  ADM-DPM-032|Device Provider ID/Name does not exist in the list of Registered Device Providers|Registered device|POST: no active provider with that id and vendorName|doc; commons v1.1.0
  ADM-DPM-033|Error occured while validating Purpose Value|Registered device|code constant|commons v1.1.0
  ADM-DPM-034|Invalid Purpose received|Registered device|POST (document); code sends KER-MSD-999 with this text|doc
  ADM-DPM-034|Error occured while validating Certification Level|Registered device|code constant (leading blank)|commons v1.1.0
  ADM-DPM-035|Error occurred while storing Registered Device Details|Registered device|code: database, I/O or null error; a blank and the cause appended; HTTP 500|commons v1.1.0
  ADM-DPM-036|Error occurred while storing MDS Details|Registered device|POST /registereddevices: database error (document)|doc
  ADM-DPM-036|Mandatory input parameter is missing|Registered device|PUT status (document): 036 has two messages|doc
  ADM-DPM-037|Invalid Status received|Registered device|PUT status (document)|doc
  ADM-DPM-037|Invalid status received|Registered device|code form (lower-case s): not exactly Registered, Revoked or Retired|commons v1.1.0
  ADM-DPM-038|Error occurred while updating Device Status|Registered device|PUT status: database error (document)|doc
  ADM-DPM-038|Data not found for provided device code|Registered device|code: no active device with that code|commons v1.1.0
  ADM-DPM-038|Error occured while fetching Device Register details|Registered device|code: database error|commons v1.1.0
  ADM-DPM-038|Error occured while updating Device Register details|Registered device|code: database error|commons v1.1.0
  ADM-DPM-038|Error occured while create Device Register details|Registered device|code constant|commons v1.1.0
  ADM-DPM-003|Error occured while deleted Device Register details|Registered device|code, deregister: database error (003 has two messages)|commons v1.1.0
  ADM-DPM-042|%s Cannot register device as it is not a white-listed device|Registered device|code, purpose Registration: serial number not in device_master; %s = serialNo|commons v1.1.0
  ADM-DPM-043|Serial no and DpId already exist|Registered device|code: an active device has the same provider id and serial number|commons v1.1.0
  KER-DPM-001|No register device found|Registered device|code, deregister: no active device with that code|commons v1.1.0
  KER-DPM-002|Device already de-registered|Registered device|code, deregister: status is Revoked or Retired; HTTP 500|commons v1.1.0
  KER-DPM-039|Device already is in %s status|Registered device|code, PUT status: same status (without case); HTTP 500|commons v1.1.0
  KER-DPM-sss|Error occured while validating Type Value|Registered device|code constant (placeholder code)|commons v1.1.0
  MSD-RDS-001|Time Stamp input is %s min after the current timestamp|Registered device|deviceInfo.timeStamp outside the window; %s = configured minutes; HTTP 500|doc; commons v1.1.0
  MSD-RDS-001|Time Stamp input is %s min before the current timestamp|Registered device|only if the property starts with "-" (one code, two messages)|doc; commons v1.1.0
  KER-MSD-999|Device data can't be null|Registered device|code of all field errors inside deviceData/digitalId; the message is replaced by "<field> <text>"|commons v1.1.0
  KER-MSD-999|Invalid Purpose received|Registered device|code: purpose not Registration/Auth|commons v1.1.0
  KER-MSD-999|Invalid Certification level received|Registered device|code: certification not exactly L0/L1|commons v1.1.0
  KER-MSD-999|If certification level received is L1 then FoundationalTPId OR FoundationalTrustSignature OR FoundationalTrustCertificate should not be null or empty|Registered device|code: deviceInfo, certification or foundationalTrustProviderId null, or L1 with an empty id (leading blank: empty property path)|commons v1.1.0
  KER-MSD-999|<field>: <text>|all masterdata|bean validation of the request body; one entry per field; HTTP 200|commons v1.1.0
  KER-MSD-999|Invalid Format in field :|all masterdata|JSON value of the wrong type/format; joined field names appended|commons v1.1.0
  KER-MSD-500|Internal Server Error|all masterdata|system error (code: exception text; HTTP 500)|doc; commons v1.1.0
  ADM-DPM-001|Device does not exist|Device validate|document|doc
  ADM-DPM-001|Device is marked Inactive or not found|Device validate|code|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-002|Device is Revoked/Retired|Device validate|document|doc
  ADM-DPM-002|Device is revoked/retired|Device validate|code: status is not Registered (without case)|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-003|Device Provider does not exist|Device validate|document; code never throws it here|doc; pms v1.1.2–v1.1.5.4
  ADM-DPM-004|Device Provider is marked Inactive|Device validate|document|doc
  ADM-DPM-004|Device Provider is marked Inactive or not found|Device validate|code|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-005|MDS does not exist|Device validate|document|doc
  ADM-DPM-005|MDS is marked Inactive or not found|Device validate|code constant v1.1.0|commons v1.1.0
  ADM-DPM-005|deviceServiceVersion not found|Device validate|code from commons v1.1.1 / pms v1.1.2|commons v1.1.1+; pms v1.1.2–v1.1.5.4
  ADM-DPM-006|MDS is marked Inactive|Device validate|document|doc
  ADM-DPM-006|MDS in inactive state|Device validate|code: no active MDS has that swVersion|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-007|Software version does not match against the Service ID|Device validate|document|doc
  ADM-DPM-007|Software version does not match against the Device Details|Device validate|code: no MDS row fits version, type, sub-type, make, model and provider of the device|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-008|Device Provider ID does not match against the Service ID|Device validate|document|doc
  ADM-DPM-008|Device code does not match against - %s|Device validate|code, one entry per differing field: make, model, dpId, dp, serialNo|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-008|Device code does not match against - type|Device validate|code|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-008|Device code does not match against - subType|Device validate|code|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-009|Error occurred while checking a Device Details|Device validate|document: database error|doc
  ADM-DPM-009|Error occurred while checking a Device Details %s|Device validate|code; %s = "Regsitered device table", "Device provider table" or "MDS table"; HTTP 500|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-015|Device code not mapped against device provider|Device validate|code constant|commons v1.1.0; pms v1.1.2–v1.1.5.4
  ADM-DPM-016|No such field present|Device validate|code constant|commons v1.1.0; pms v1.1.2–v1.1.5.4
  KER-MSD-002|Error occurred while mapping Device Type details|Device master data|device types|doc
  KER-MSD-003|Required Device Type detail Not Found|Device master data|device types: unknown|doc
  KER-MSD-053|Error occurred while inserting Device Type details|Device master data|device types: insert|doc
  KER-MSD-054|Error occurred while fetching Device Type details|Device master data|device types: read (054 has three messages)|doc
  KER-MSD-054|Error occurred while updating Device Type details|Device master data|device types: update|doc
  KER-MSD-054|Error occurred while inserting Device Specification details|Device master data|device specifications: insert|doc
  KER-MSD-011|Error occurred while fetching Device Specifications|Device master data|device specifications: read|doc
  KER-MSD-012|Device Specification not found|Device master data|device specifications: unknown|doc
  KER-MSD-081|Error occurred while updating Device Specification|Device master data|device specifications: update|doc
  KER-MSD-082|Error occurred while deleting Device Specification|Device master data|device specifications: delete|doc
  KER-MSD-121|Cannot delete dependency found|Device master data|device specifications: in use|doc
  KER-MSD-009|Error occurred while fetching Devices|Device master data|devices: read|doc
  KER-MSD-010|Device not Found|Device master data|devices: unknown|doc
  KER-MSD-069|Error occurred while inserting Device details|Device master data|devices: insert|doc
  KER-MSD-083|Error occurred while updating Device details|Device master data|devices: update|doc
  KER-MSD-083|Error while updating|Device master data|devices: delete page of the document|doc
  KER-MSD-084|Error while deleting|Device master data|devices: delete|doc
  KER-MSD-147|Cannot delete as dependency found|Device master data|devices: in use|doc
  KER-MSD-439|Admin not authorized to access this Device for this Zone|Device master data|devices: zone of the caller|doc
  KER-MDS-003|Requiered Device Type details Not Found|Device master data|device types/sub-types (sic: MDS, Requiered): code unknown|doc
  KER-AUD-001|Invalid Audit Request. Required parameters must be present|Audit manager|a mandatory audit field is missing or too long|commons v1.1.0
  KER-AUD-002|Invalid Audit Request. Format is incorrect.|Audit manager|body not parseable|commons v1.1.0
  KER-AUD-500|(exception text)|Audit manager|internal error|commons v1.1.0
  KER-MSD-310|Invalid column received : %s|Search/filter|constant INVALID_COLUMN|pms v1.1.4
  KER-MSD-311|Column is missing in request|Search/filter|constant MISSING_FILTER_COLUMN|pms v1.1.4
  KER-MSD-312|Filter type is missing|Search/filter|constant FILTER_TYPE_NOT_AVAILABLE|pms v1.1.4
  KER-MSD-313|Invalid pagination value received pagestart:%d and pagefetch:%d|Search/filter|constant INVALID_PAGINATION_VALUE|pms v1.1.4
  KER-MSD-314|Missing sort field or sort type values|Search/filter|constant INVALID_SORT_INPUT|pms v1.1.4
  KER-MSD-315|Invalid fromValue or toValue|Search/filter|constant INVALID_BETWEEN_VALUES|pms v1.1.4
  KER-MSD-356|Pagination cannot be null|Search/filter|constant INVALID_PAGINATION|pms v1.1.4
  KER-MSD-357|Invalid sort field %s|Search/filter|constant INVALID_SORT_FIELD|pms v1.1.4
  KER-MSD-358|Sort type %s is not supported|Search/filter|constant INVALID_SORT_TYPE|pms v1.1.4
  KER-MSD-359|Error occured while sorting|Search/filter|constant ERROR_OCCURED_WHILE_SORTING|pms v1.1.4
  KER-MSD-390|Invalid filter value|Search/filter|constant INVALID_VALUE|pms v1.1.4
  KER-PRT-390|Invalid filter value|Search/filter|constant INVALID_VALUE|pms v1.1.5–v1.1.5.4
  PMP-AUT-020|Parse Error exception|Device (PMS, from v1.1.2)|constant AUDIT_PARSE_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMP-AUT-021|Audit Exception from client::|Device (PMS, from v1.1.2)|constant AUDIT_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMP_AUT-030|ftp provider not exists.|Device (PMS, from v1.1.2)|constant FTP_PROVIDER_NOT_EXISTS|pms v1.1.2–v1.1.5.4
  PMP_AUT-037|Given ftp chip details already registered.|Device (PMS, from v1.1.2)|constant FTP_PROVIDER_DETAILS_EXISTS|pms v1.1.5–v1.1.5.4
  PMP_AUT_031|ftp chip id not exists.|Device (PMS, from v1.1.2)|constant FTP_CHIP_ID_NOT_EXISTS|pms v1.1.2–v1.1.5.4
  PMP_AUT_032|Given provider,make and model already exists.|Device (PMS, from v1.1.2)|constant FTP_PROVIDER_MAKE_MODEL_EXISTS|pms v1.1.2–v1.1.5.4
  PMP_AUT_033|Certificate is not uploaded.|Device (PMS, from v1.1.2)|constant FTP_CERT_NOT_UPLOADED|pms v1.1.2–v1.1.5.4
  PMP_AUT_034|Ftp chip detail id and ftp provider id not mappped.|Device (PMS, from v1.1.2)|constant FTP_CHIP_ID_PROVIDER_ID_NOT_MATCHED|pms v1.1.2–v1.1.5.4
  PMS-MSD-310|Invalid column received : %s|Search/filter|constant INVALID_COLUMN|pms v1.1.4–v1.1.5.4
  PMS-MSD-311|Column is missing in request|Search/filter|constant MISSING_FILTER_COLUMN|pms v1.1.4–v1.1.5.4
  PMS-MSD-312|Filter type is missing|Search/filter|constant FILTER_TYPE_NOT_AVAILABLE|pms v1.1.4–v1.1.5.4
  PMS-MSD-313|Invalid pagination value received pagestart:%d and pagefetch:%d|Search/filter|constant INVALID_PAGINATION_VALUE|pms v1.1.4–v1.1.5.4
  PMS-MSD-314|Missing sort field or sort type values|Search/filter|constant INVALID_SORT_INPUT|pms v1.1.4–v1.1.5.4
  PMS-MSD-315|Invalid fromValue or toValue|Search/filter|constant INVALID_BETWEEN_VALUES|pms v1.1.4–v1.1.5.4
  PMS-MSD-316|Column %s doesn't support filter|Search/filter|constant NO_FILTER_FOUND|pms v1.1.4–v1.1.5.4
  PMS-MSD-316|Invalid value present for the given column|Search/filter|constant INVALID_COLUMN_VALUE|pms v1.1.4–v1.1.5.4
  PMS-MSD-317|Column %s doesn't exist for the searched entity|Search/filter|constant COLUMN_DOESNT_EXIST|pms v1.1.4–v1.1.5.4
  PMS-MSD-318|Column %s doesn't support filter type %s|Search/filter|constant FILTER_NOT_SUPPORTED|pms v1.1.4–v1.1.5.4
  PMS-MSD-319|Column value is null or empty|Search/filter|constant INVALID_COLUMN_VALUE|pms v1.1.4–v1.1.5.4
  PMS-MSD-322|Filter Type cannot be empty or null|Search/filter|constant NO_FILTER_COLUMN_FOUND|pms v1.1.4–v1.1.5.4
  PMS-MSD-323|Filter Type for column %s is not supported|Search/filter|constant FILTER_COLUMN_DOESNT_EXIST|pms v1.1.4–v1.1.5.4
  PMS-MSD-324|Received Filter Type not supported|Search/filter|constant FILTER_COLUMN_NOT_SUPPORTED|pms v1.1.4–v1.1.5.4
  PMS-MSD-325|Invalid Column Name passed|Search/filter|constant INVALID_COLUMN_NAME|pms v1.1.4–v1.1.5.4
  PMS-MSD-348|Received column does not support filter|Search/filter|constant COLUMN_DOESNT_EXIST_FILTER|pms v1.1.4–v1.1.5.4
  PMS-MSD-356|Pagination cannot be null|Search/filter|constant INVALID_PAGINATION|pms v1.1.4–v1.1.5.4
  PMS-MSD-357|Invalid sort field %s|Search/filter|constant INVALID_SORT_FIELD|pms v1.1.4–v1.1.5.4
  PMS-MSD-358|Sort type %s is not supported|Search/filter|constant INVALID_SORT_TYPE|pms v1.1.4–v1.1.5.4
  PMS-MSD-359|Error occured while sorting|Search/filter|constant ERROR_OCCURED_WHILE_SORTING|pms v1.1.4–v1.1.5.4
  PMS-MSD-390|Invalid filter value|Search/filter|constant INVALID_VALUE|pms v1.1.4–v1.1.5.4
  PMS-MSD-xxx|Contraint Violation-|Search/filter|constant CONSTRAINT_VIOLATION|pms v1.1.4–v1.1.5.4
  PMS-PRT-310|Invalid column received : %s|Search/filter|constant INVALID_COLUMN|pms v1.1.5–v1.1.5.4
  PMS-PRT-311|Column is missing in request|Search/filter|constant MISSING_FILTER_COLUMN|pms v1.1.5–v1.1.5.4
  PMS-PRT-312|Filter type is missing|Search/filter|constant FILTER_TYPE_NOT_AVAILABLE|pms v1.1.5–v1.1.5.4
  PMS-PRT-313|Invalid pagination value received pagestart:%d and pagefetch:%d|Search/filter|constant INVALID_PAGINATION_VALUE|pms v1.1.5–v1.1.5.4
  PMS-PRT-314|Missing sort field or sort type values|Search/filter|constant INVALID_SORT_INPUT|pms v1.1.5–v1.1.5.4
  PMS-PRT-315|Invalid fromValue or toValue|Search/filter|constant INVALID_BETWEEN_VALUES|pms v1.1.5–v1.1.5.4
  PMS-PRT-356|Pagination cannot be null|Search/filter|constant INVALID_PAGINATION|pms v1.1.5–v1.1.5.4
  PMS-PRT-357|Invalid sort field %s|Search/filter|constant INVALID_SORT_FIELD|pms v1.1.5–v1.1.5.4
  PMS-PRT-358|Sort type %s is not supported|Search/filter|constant INVALID_SORT_TYPE|pms v1.1.5–v1.1.5.4
  PMS-PRT-359|Error occured while sorting|Search/filter|constant ERROR_OCCURED_WHILE_SORTING|pms v1.1.5–v1.1.5.4
  PMS_AUT_001|Reg Device Sub Type Code not found in the list of Reg Device Sub Types|Device (PMS, from v1.1.2)|constant REG_DEVICE_SUB_TYPE_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_002|Device provider id not found from the partners list|Device (PMS, from v1.1.2)|constant DEVICE_PROVIDER_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_003|Device Details already exists|Device (PMS, from v1.1.2)|constant DEVICE_DETAIL_EXIST|pms v1.1.2–v1.1.5.4
  PMS_AUT_004|Duplicate request received|Device (PMS, from v1.1.2)|constant DUPLICATE_REQUEST|pms v1.1.2–v1.1.5.4
  PMS_AUT_005|Device detail for id %s does not exist|Device (PMS, from v1.1.2)|constant DEVICE_DETAIL_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_006|Invalid device detail|Device (PMS, from v1.1.2)|constant DEVICE_DETAIL_INVALID|pms v1.1.2–v1.1.5.4
  PMS_AUT_007|Secure Biometric Interface not found for the id %s|Device (PMS, from v1.1.2)|constant SBI_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_008|Error occured while validating Foundational|Device (PMS, from v1.1.2)|constant FOUNDATIONAL_VALUE|pms v1.1.2–v1.1.5.4
  PMS_AUT_009|Error occured while validating Foundational|Device (PMS, from v1.1.2)|constant PURPOSE_VALIDATION_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_010|Error occured while validating Certification Level|Device (PMS, from v1.1.2)|constant CERTIFICATION_LEVEL_VALIDATION_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_011|Device data can't be null|Device (PMS, from v1.1.2)|constant DEVICE_DATA_NOT_EXIST|pms v1.1.2–v1.1.5.4
  PMS_AUT_012|Time Stamp input is %s min after the current timestamp|Device (PMS, from v1.1.2)|constant TIMESTAMP_AFTER_CURRENTTIME|pms v1.1.2–v1.1.5.4
  PMS_AUT_013|Time Stamp input is %s min before the current timestamp|Device (PMS, from v1.1.2)|constant TIMESTAMP_BEFORE_CURRENTTIME|pms v1.1.2–v1.1.5.4
  PMS_AUT_014|Device Detail  does not exist in the list of Registered Device Details|Device (PMS, from v1.1.2)|constant DEVICE_DETAIL_NOT_EXIST|pms v1.1.2–v1.1.5.4
  PMS_AUT_015|Serial no and Device detail already exist|Device (PMS, from v1.1.2)|constant SERIALNO_DEVICEDETAIL_ALREADY_EXIST|pms v1.1.2–v1.1.5.4
  PMS_AUT_016|Registered device not found|Device (PMS, from v1.1.2)|constant DEVICE_REGISTER_NOT_FOUND_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_016|error occured while saving data|Device (PMS, from v1.1.2)|constant REGISTERED_DEVICE_INSERTION_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_017|error occured while de registering device|Device (PMS, from v1.1.2)|constant DEVICE_REGISTER_DELETED_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_018|device detail not found|Device (PMS, from v1.1.2)|constant DEVICE_DETAIL_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_019|FTP not found|Device (PMS, from v1.1.2)|constant FTP_NOT_FOUND|pms v1.1.2–v1.1.5.4
  PMS_AUT_020|serial number does not exist|Device (PMS, from v1.1.2)|constant SERIALNUM_NOT_EXIST|pms v1.1.2–v1.1.5.4
  PMS_AUT_021|error occured while doing signature validation|Device (PMS, from v1.1.2)|constant REGISTERED_DEVICE_SIGN_VALIDATION_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_022|signature validation failed -|Device (PMS, from v1.1.2)|constant REGISTERED_DEVICE_SIGN_VALIDATION_FAILURE|pms v1.1.2–v1.1.5.4
  PMS_AUT_023|error occured while fetching api resource -->|Device (PMS, from v1.1.2)|constant API_RESOURCE_EXCEPTION|pms v1.1.2–v1.1.5.4
  PMS_AUT_024|device already deregistered|Device (PMS, from v1.1.2)|constant DEVICE_DE_REGISTERED_ALREADY|pms v1.1.2–v1.1.5.4
  PMS_AUT_024|invalid environment|Device (PMS, from v1.1.2)|constant INVALID_ENV|pms v1.1.2–v1.1.5.4
  PMS_AUT_025|ApprovalStatus should be Activate / De-activate|Device (PMS, from v1.1.2)|constant DEVICE_STATUS_CODE|pms v1.1.2–v1.1.5.4
  PMS_AUT_025|device code greater than the accepted length|Device (PMS, from v1.1.2)|constant DEVICE_CODE_EXCEEDS_LENGTH|pms v1.1.2–v1.1.5.4
  PMS_AUT_026|ApprovalStatus should be Activate / De-activate|Device (PMS, from v1.1.2)|constant SBI_STATUS_CODE|pms v1.1.2–v1.1.5.4
  PMS_AUT_030|If certification level received is L1 then foundationalTrustProviderId should not be null or empty|Device (PMS, from v1.1.2)|constant FOUNDATIONAL_ID_MANDATORY|pms v1.1.3–v1.1.5.4
  PMS_AUT_031|Device info timestamp cannot be null.|Device (PMS, from v1.1.2)|constant TIMESTAMP_CANNOTBE_NULL|pms v1.1.4–v1.1.5.4
  PMS_AUT_032|Error while signing the response|Device (PMS, from v1.1.2)|constant RESPONSE_SIGN_FAILED|pms v1.1.4–v1.1.5.4
  """#
