/// The audit events of the documents and, behind them, those that only the implementation has.
///
/// Columns: module, id, row (one id may stand twice), type, phase, name, type of the reference id (empty for none),
/// documented, meaning, note. The meaning goes into the ledger for good; the note, which may be empty, is the
/// reference's alone.
let auditEventTable = #"""
  Partner|PMS_PRT_101|1|USER|request|Register Partner||yes|Registration of a partner was asked for|
  Partner|PMS_PRT_112|1|USER|request|Register Partner|Partner ID|yes|Creation of a partner key was asked for|
  Partner|PMS_PRT_200|1|USER|success|Register Partner||yes|Partner was registered|
  Partner|PMS_PRT_212|1|USER|success|Create Partner Key|Partner ID|yes|Partner key was created|
  Partner|PMS_PRT_122|1|SYSTEM|request|Create Partner||yes|An API key was asked for|
  Partner|PMS_PRT_111|1|SYSTEM|request|Create Partner||yes|Storing of biometric extractors was asked for|
  Partner|PMS_PRT_121|1|SYSTEM|request|Create Partner Policy Map||yes|Mapping of a partner to a policy was asked for|
  Partner|PMS_PRT_144|1|SYSTEM|request|Create Partner Policy Map||yes|Change of a partner's contact details was asked for|
  Partner|PMS_PRT_149|1|SYSTEM|request|Get Partner||yes|Details of a partner were asked for|
  Partner|PMS_PRT_159|1|SYSTEM|request|Get Partner||yes|API keys of a partner were asked for|
  Partner|PMS_PRT_169|1|SYSTEM|request|Get Partner||yes|Certificate of a partner was asked for|
  Partner|PMS_PRT_222|1|SYSTEM|success|Create Partner||yes|Request for an API key was approved|
  Partner|PMS_PRT_211|1|SYSTEM|success|Create Partner||yes|Biometric extractors were stored|
  Partner|PMS_PRT_221|1|SYSTEM|success|Create Partner Policy Mapping||yes|Mapping of a partner to a policy was stored|
  Partner|PMS_PRT_244|1|SYSTEM|success|Create Partner Policy Mapping||yes|Contact details of a partner were changed|
  Partner|PMS_PRT_249|1|SYSTEM|success|Get Partner||yes|Details of a partner were returned|
  Partner|PMS_PRT_259|1|SYSTEM|success|Get Partner||yes|API keys of a partner were returned|
  Partner|PMS_PRT_269|1|SYSTEM|success|Get Partner||yes|Certificate of a partner was returned|
  Partner|PMS_PRT_401|1|SYSTEM|failure|Create Partner Request||yes|Create refused: e-mail address is malformed|
  Partner|PMS_PRT_416|1|SYSTEM|failure|Update Partner Request|Partner ID|yes|Update refused: e-mail address is malformed|the Policy module has another event of this id
  Partner|PMS_PRT_402|1|SYSTEM|failure|Update Partner Request|Partner ID|yes|Update refused: organization name belongs to another partner|
  Partner|PMS_PRT_417|1|SYSTEM|failure|Create Partner Request||yes|Create refused: organization name is already registered|
  Partner|PMS_PRT_419|1|SYSTEM|failure|Create Partner Request||yes|Create refused: policy group is unknown|
  Partner|PMS_PRT_421|1|SYSTEM|failure|Create Partner API Key request||yes|API key request refused: partner is unknown|
  Partner|PMS_PRT_423|1|SYSTEM|failure|Add Biometric Extractors Request||yes|Biometric extractors refused: partner is not mapped to the policy|
  Partner|PMS_PRT_425|1|SYSTEM|failure|Partner not allowed||yes|Create refused: partner type is unknown or may not register|
  Partner|PMS_PRT_429|1|SYSTEM|failure|Email not allowed||yes|Refused: e-mail address may not be used|
  Partner|PMS_PRT_431|1|SYSTEM|failure|Create Partner||yes|Upload of an authority's certificate failed|the documents have two events of this meaning; PMS_PRT_452 stands for a partner's own certificate
  Partner|PMS_PRT_452|1|SYSTEM|failure|Create Partner||yes|Upload of a partner's certificate failed|the documents have two events of this meaning; PMS_PRT_431 stands for an authority's certificate
  Policy|PMS_PRT_115|1|SYSTEM|request|Create Policy Group||yes|Creation of a policy group was asked for|
  Policy|PMS_PRT_116|1|SYSTEM|request|Create Policy Group||yes|Details of a policy group were asked for|the documents name it like the creation
  Policy|PMS_PRT_156|1|SYSTEM|request|Update Policy Group||yes|Update of a policy group was asked for|
  Policy|PMS_PRT_137|1|SYSTEM|request|Create Policy||yes|Creation or publication of a policy was asked for|
  Policy|PMS_PRT_187|1|SYSTEM|request|Create Policy||yes|Details of a policy were asked for|the documents name it like the creation
  Policy|PMS_PRT_183|1|SYSTEM|request|Update Policy||yes|Update of a policy was asked for|
  Policy|PMS_PRT_215|1|SYSTEM|success|Create Policy Group||yes|Policy group was created|
  Policy|PMS_PRT_216|1|SYSTEM|success|Create Policy Group|Policy Group ID|yes|Details of a policy group were returned|the documents name it like the creation
  Policy|PMS_PRT_256|1|SYSTEM|success|Update Policy Group|Policy Group ID|yes|Policy group was updated|
  Policy|PMS_PRT_237|1|SYSTEM|success|Create Policy||yes|Policy was created or published|
  Policy|PMS_PRT_287|1|SYSTEM|success|Create Policy|Policy ID|yes|Details of a policy were returned|the documents name it like the creation
  Policy|PMS_PRT_283|1|SYSTEM|success|Update Policy|Policy ID|yes|Policy was updated|
  Policy|PMS_PRT_475|1|SYSTEM|failure|Create Policy Group||yes|Creation of a policy group failed|
  Policy|PMS_PRT_416|1|SYSTEM|failure|Create Policy Group|Policy Group ID|yes|Reading of a policy group failed|the Partner module has another event of this id
  Policy|PMS_PRT_456|1|SYSTEM|failure|Update Policy Group|Policy Group ID|yes|Update of a policy group failed|
  Policy|PMS_PRT_437|1|SYSTEM|failure|Create Policy||yes|Creation or publication of a policy failed|
  Policy|PMS_PRT_487|1|SYSTEM|failure|Create Policy|Policy ID|yes|Reading of a policy failed|the documents name it like the creation
  Policy|PMS_PRT_483|1|SYSTEM|failure|Update Policy|Policy ID|yes|Update of a policy failed|
  MISP|PMS_MSP_101|1|USER|request|Register MISP||yes|Registration of a MISP was asked for|
  MISP|PMS_MSP_200|1|USER|success|Register MISP||yes|Registration of a MISP finished successfully|
  MISP|PMS_MSP_212|1|USER|success|Register MISP|MISP ID|yes|MISP with this id was created|
  MISP|PMS_MSP_102|1|SYSTEM|request|Register MISP||yes|The id generator is about to be called|
  MISP|PMS_MSP_103|1|SYSTEM|request|Register MISP||yes|MISP details have been stored|
  MISP|PMS_MSP_104|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|Approval or rejection was asked for|
  MISP|PMS_MSP_104|2|SYSTEM|request|Processing of MISP status request|MISP ID|yes|The MISP id was looked up and exists|
  MISP|PMS_MSP_105|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|No licence key is generated because the MISP was rejected|
  MISP|PMS_MSP_106|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|Active flag of all licence keys of the MISP is being changed|
  MISP|PMS_MSP_107|1|SYSTEM|request|Update MISP request||yes|Update of MISP details was asked for|
  MISP|PMS_MSP_108|1|SYSTEM|request|Update MISP request||yes|Updated MISP status is returned|
  MISP|PMS_MSP_109|1|SYSTEM|request|Validate license key||yes|Validation of a licence key was asked for|
  MISP|PMS_MSP_110|1|SYSTEM|request|Validate license key|MISP ID|yes|Licence key was found and belongs to this MISP|
  MISP|PMS_MSP_111|1|SYSTEM|request|Validate license key|MISP ID|yes|Result of the licence key check|
  MISP|PMS_MSP_112|1|SYSTEM|request|Update MISP status request||yes|Activation or de-activation of a MISP was asked for|
  MISP|PMS_MSP_113|1|SYSTEM|request|Update MISP status request|MISP ID|yes|New active state of the MISP|
  MISP|PMS_MSP_114|1|SYSTEM|request|Update MISP license key request||yes|Change of a licence key's status was asked for|
  MISP|PMS_MSP_201|1|SYSTEM|success|Processing MISP status request|MISP ID|yes|Approval or rejection finished successfully|
  MISP|PMS_MSP_202|1|SYSTEM|success|Processing MISP status request|MISP ID|yes|Approval status of the MISP was stored|
  MISP|PMS_MSP_211|1|SYSTEM|success|Update MISP status|MISP ID|yes|Active flag of the MISP was stored|
  MISP|PMS_MSP_203|1|SYSTEM|success|Update MISP request||yes|Update of MISP details finished successfully|
  MISP|PMS_MSP_204|1|SYSTEM|success|Validate MISP license key||yes|Licence key validation finished successfully|
  MISP|PMS_MSP_205|1|SYSTEM|success|Update MISP status request||yes|Activation or de-activation finished successfully|
  MISP|PMS_MSP_401|1|SYSTEM|failure|Create MISP request||yes|Create refused: e-mail address is malformed|
  MISP|PMS_MSP_416|1|SYSTEM|failure|Update MISP request|MISP ID|yes|Update refused: e-mail address is malformed|
  MISP|PMS_MSP_402|1|SYSTEM|failure|Update MISP request||yes|Update refused: organization name belongs to another MISP|
  MISP|PMS_MSP_417|1|SYSTEM|failure|Create MISP request||yes|Create refused: organization name is already registered|
  MISP|PMS_MSP_403|1|SYSTEM|failure|Processing MISP status request|MISP ID|yes|Approval or rejection refused: requested status is neither approved nor rejected|
  MISP|PMS_MSP_404|1|SYSTEM|failure|Processing MISP status request||yes|Approval or rejection refused: MISP already has the requested status|
  MISP|PMS_MSP_405|1|SYSTEM|failure|Processing MISP status request|MISP ID|yes|Approval refused: MISP is inactive|
  MISP|PMS_MSP_406|1|SYSTEM|failure|Validate license key||yes|Licence key is unknown|
  MISP|PMS_MSP_418|1|SYSTEM|failure|Update MISP license key request|MISP ID|yes|Licence key status change refused: status is neither active nor de-active|
  MISP|PMS_MSP_407|1|SYSTEM|failure|Update MISP status request|MISP ID|yes|MISP status change refused: status is neither active nor de-active|
  MISP|PMS_MSP_121|1|SYSTEM|request|Request for downloading license key|MISP ID|no|A licence key is about to be generated for the MISP|
  MISP|PMS_MSP_415|1|SYSTEM|failure|Validating license key|MISP ID|no|Licence key check refused: the key belongs to another MISP|
  MISP|PMS_MSP_408|1|SYSTEM|failure|Update MISP license key request|MISP ID|no|Licence key status change refused: the key belongs to another MISP|
  MISP|PMS_MSP_419|1|SYSTEM|failure|Update MISP license key request|MISP ID|no|Activation refused: the licence key is expired|
  MISP|PMS_MSP_115|1|SYSTEM|request|Update MISP license key request|MISP ID|no|Status of the licence key was stored|
  MISP|PMS_MSP_206|1|SYSTEM|success|Update MISP license key request||no|Change of a licence key's status finished successfully|
  MISP|PMS_MSP_116|1|SYSTEM|request|Get all MISP reqest||no|List of all MISPs was asked for|
  MISP|PMS_MSP_409|1|SYSTEM|failure|Get all MISP request||no|There is no MISP to list|
  MISP|PMS_MSP_207|1|SYSTEM|success|Get all MISP request||no|List of all MISPs was returned|
  MISP|PMS_MSP_117|1|SYSTEM|request|Get MISP by id request||no|Details of a MISP were asked for by id|
  MISP|PMS_MSP_118|1|SYSTEM|request|Get MISP by id request|MISP ID|no|The MISP id was looked up and exists|
  MISP|PMS_MSP_208|1|SYSTEM|success|Get MISP by id request||no|Details of the MISP were returned|
  MISP|PMS_MSP_414|1|SYSTEM|failure|Finding MISP by id|MISP ID|no|No MISP has the id that was asked for|
  MISP|PMS_MSP_119|1|SYSTEM|request|Get MISP by organization name||no|MISPs were asked for by organization name|
  MISP|PMS_MSP_410|1|SYSTEM|failure|Get MISP by organization name||no|No MISP has that organization name|
  MISP|PMS_MSP_209|1|SYSTEM|success|Get MISP by organization name||no|MISPs of that organization name were returned|
  MISP|PMS_MSP_120|1|SYSTEM|request|Request for downloading license key||no|The licence key of a MISP, or a new one in its place, was asked for|
  MISP|PMS_MSP_410|2|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: the MISP is not approved|
  MISP|PMS_MSP_411|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: the MISP is inactive|
  MISP|PMS_MSP_412|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: none was ever issued to the MISP|
  MISP|PMS_MSP_413|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: all of them are inactive|
  MISP|PMS_MSP_210|1|SYSTEM|success|Request for downloading license key||no|The licence key was returned|
  Policy|PMS_PRT_188|1|SYSTEM|request|GET POLICY FOR APIKEY||no|Policy of an API key was asked for|
  Policy|PMS_PRT_189|1|SYSTEM|request|GET PARTNER MAPPED POLICY||no|Policy that a partner is mapped to was asked for|the Partner module has another event of this id
  Policy|PMS_PRT_190|1|SYSTEM|request|SEARCH POLICY||no|Search for policies was asked for|
  Policy|PMS_PRT_191|1|SYSTEM|request|GET CONFIG VALUE||no|Value of a setting was asked for|the Partner module has another event of this id
  Policy|PMS_PRT_192|1|SYSTEM|request|FILTERVALUES POLICY GROUP||no|Filter values for policy groups were asked for|
  Policy|PMS_PRT_193|1|SYSTEM|request|FILTERVALUES POLICY GROUP||no|Filter values for policies were asked for|
  Policy|PMS_PRT_194|1|SYSTEM|request|SEARCH POLICY GROUP||no|Search for policy groups was asked for|
  Policy|PMS_PRT_184|1|SYSTEM|request|UPDATE POLICY STATUS||no|Change of a policy's status was asked for|
  Policy|PMS_PRT_157|1|SYSTEM|request|PUBLISH POLICY||no|Publication of a policy was asked for|
  Partner|PMS_PRT_179|1|SYSTEM|request|GET API KEY MAPPING||no|Mapping of an API key to another policy was asked for|
  Partner|PMS_PRT_279|1|SYSTEM|success|GET API KEY MAPPING||no|API key was mapped to another policy|
  Partner|PMS_PRT_779|1|SYSTEM|failure|GET API KEY MAPPING||no|Mapping of an API key to another policy refused|
  Partner|PMS_PRT_189|1|SYSTEM|request|AUTH KYC Partners||no|Activation or de-activation of a partner was asked for|the Policy module has another event of this id
  Partner|PMS_PRT_289|1|SYSTEM|success|AUTH KYC Partners||no|Activation or de-activation of a partner finished successfully|
  Partner|PMS_PRT_789|1|SYSTEM|failure|AUTH KYC Partners||no|Activation or de-activation of a partner refused|
  Partner|PMS_PRT_199|1|SYSTEM|request|API KYC Partners||no|Activation or de-activation of an API key was asked for|
  Partner|PMS_PRT_299|1|SYSTEM|success|API KYC Partners||no|Activation or de-activation of an API key finished successfully|
  Partner|PMS_PRT_799|1|SYSTEM|failure|API KYC Partners||no|Activation or de-activation of an API key refused|
  Partner|PMS_PRT_191|1|SYSTEM|request|GET Partners Policy Mapping||no|Validation of a MISP, a partner and an API key was asked for|the Policy module has another event of this id
  Partner|PMS_PRT_291|1|SYSTEM|success|GET Partners Policy Mapping||no|Validation of a MISP, a partner and an API key finished successfully|
  Partner|PMS_PRT_791|1|SYSTEM|failure|GET Partners Policy Mapping||no|Validation of a MISP, a partner and an API key failed|
  Partner|PMS_PRT_181|1|SYSTEM|request|Approve Reject Partner||no|Approval or rejection of a request for an API key was asked for|
  Partner|PMS_PRT_281|1|SYSTEM|success|Approve Reject Partner||no|Approval or rejection of a request for an API key finished successfully|
  Partner|PMS_PRT_781|1|SYSTEM|failure|Approve Reject Partner||no|Approval or rejection of a request for an API key refused|
  Partner|PMS_PRT_171|1|SYSTEM|request|Get Partner||no|List of all partners was asked for|
  Partner|PMS_PRT_271|1|SYSTEM|success|Get Partner||no|List of all partners was returned|
  Partner|PMS_PRT_771|1|SYSTEM|failure|Get Partner||no|There is no partner to list|
  Partner|PMS_PRT_161|1|SYSTEM|request|Get Partner||no|Details of a partner were asked for by those who manage partners|
  Partner|PMS_PRT_261|1|SYSTEM|success|Get Partner||no|Details of a partner were returned to those who manage partners|
  Partner|PMS_PRT_761|1|SYSTEM|failure|Get Partner||no|No partner has the id that was asked for|
  Partner|PMS_PRT_151|1|SYSTEM|request|Get Partner||no|Policy of an API key or requests for API keys were asked for|
  Partner|PMS_PRT_251|1|SYSTEM|success|Get Partner||no|Policy of an API key or requests for API keys were returned|
  Partner|PMS_PRT_751|1|SYSTEM|failure|Get Partner||no|Policy of an API key or requests for API keys could not be returned|
  Device|ADM-719|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto||no|Registration of a device provider was asked for|
  Device|ADM-720|1|SYSTEM|success|Create io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success||no|Device provider was registered|
  Device|ADM-721|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto||no|Update of a device provider was asked for|
  Device|ADM-722|1|SYSTEM|success|Update io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success||no|Device provider was updated|
  Device|ADM-724|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|Registration of a device provider failed: it could not be stored|
  Device|ADM-725|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|Registration or update of a device provider refused: name and address are taken, or the id is unknown|
  Device|ADM-726|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|Update of a device provider failed: it could not be stored|
  Device|ADM-701|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto||no|Registration of a foundational trust provider was asked for|the implementation has no event of its success
  Device|ADM-703|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto||no|Update of a foundational trust provider was asked for|
  Device|ADM-704|1|SYSTEM|success|Update io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto - Success||no|Foundational trust provider was updated|
  Device|ADM-705|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure||no|Registration of a foundational trust provider refused: there is one like it|
  Device|ADM-706|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure||no|Update of a foundational trust provider refused: the id is unknown|
  Device|ADM-707|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|Registration of a device service was asked for|
  Device|ADM-708|1|SYSTEM|success|Create io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto - Success||no|Device service was registered|
  Device|ADM-709|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|Update of a device service was asked for|
  Device|ADM-710|1|SYSTEM|success|Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|Device service was updated|the implementation names it like the request
  Device|ADM-712|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Registration or update of a device service refused: device type is unknown|
  Device|ADM-713|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Registration or update of a device service refused: device sub-type is unknown|
  Device|ADM-70314|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Registration of a device service refused: device provider is unknown|the implementation means ADM-714
  Device|ADM-70315|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Registration of a device service refused: there is one like it|the implementation means ADM-715
  Device|ADM-715|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Registration of a device service failed: it could not be stored|
  Device|ADM-717|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Update of a device service refused: device provider is unknown|
  Device|ADM-718|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|Update of a device service failed: it could not be stored|
  Device|ADM-600|1|SYSTEM|request|Device validation API called::ValidateDeviceDto||no|Validation of a device was asked for|
  Device|ADM-601|1|SYSTEM|success|Device Validation - Success||no|Validation of a device finished successfully|
  Device|ADM-602|1|SYSTEM|request|Device validation history API calledValidateDeviceHistoryDto||no|Validation of a device as of an earlier time was asked for|
  Device|ADM-604|1|SYSTEM|success|Device history validation  - SuccessValidateDeviceHistoryDto||no|Validation of a device as of an earlier time finished successfully|
  Device|ADM-605|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: devices could not be read|
  Device|ADM-606|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: device is unknown|also where device providers could not be read
  Device|ADM-607|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: device is revoked or retired|also where the device provider is unknown
  Device|ADM-608|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: device services could not be read|
  Device|ADM-609|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: no active device service has the version|
  Device|ADM-611|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: what belongs to the device service could not be read|
  Device|ADM-612|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: version of the device service does not fit the device|
  Device|ADM-613|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|Validation of a device failed: its digital id is not as registered|one event, however many members differ
  Device|device.register|1|USER|request|Register Device|Device Code|no|The registration of a device was asked for|
  Device|device.register|2|USER|success|Register Device|Device Code|no|The registration of a device was carried out|
  Device|device.register|3|USER|failure|Register Device|Device Code|no|The registration of a device was refused|
  Device|device.deregister|1|USER|request|De-register Device|Device Code|no|The de-registration of a device was asked for|
  Device|device.deregister|2|USER|success|De-register Device|Device Code|no|The de-registration of a device was carried out|
  Device|device.deregister|3|USER|failure|De-register Device|Device Code|no|The de-registration of a device was refused|
  Device|device.updateStatus|1|USER|request|Update Device Status|Device Code|no|The change of status of a device was asked for|
  Device|device.updateStatus|2|USER|success|Update Device Status|Device Code|no|The change of status of a device was carried out|
  Device|device.updateStatus|3|USER|failure|Update Device Status|Device Code|no|The change of status of a device was refused|
  Partner|trustAnchor.upload|1|USER|request|Upload CA Certificate||no|The upload of an authority's certificate was asked for|
  Partner|trustAnchor.upload|2|USER|success|Upload CA Certificate||no|The upload of an authority's certificate was carried out|
  Partner|partner.uploadCertificate|1|USER|request|Upload Partner Certificate|Partner ID|no|The upload of a partner's certificate was asked for|
  Partner|partner.uploadCertificate|2|USER|success|Upload Partner Certificate|Partner ID|no|The upload of a partner's certificate was carried out|
  Partner|trustAnchor.remove|1|USER|request|Remove CA Certificate||no|The removal of an authority's certificate was asked for|
  Partner|trustAnchor.remove|2|USER|success|Remove CA Certificate||no|The removal of an authority's certificate was carried out|
  MISP|object.import|1|USER|success|Import|MISP ID|no|An object was taken over from a deployment that kept it in a database|
  Partner|object.import|1|USER|success|Import|Partner ID|no|An object was taken over from a deployment that kept it in a database|
  Policy|object.import|1|USER|success|Import|Policy ID|no|An object was taken over from a deployment that kept it in a database|
  Device|object.import|1|USER|success|Import|Device Code|no|An object was taken over from a deployment that kept it in a database|
  """#
