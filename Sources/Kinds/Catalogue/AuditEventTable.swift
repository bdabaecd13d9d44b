/// The audit events of the documents and, behind them, those that only the implementation has.
///
/// Columns: module, id, row (one id may stand twice), type, phase, name, type of the reference id (empty for none),
/// documented, meaning.
let auditEventTable = #"""
  Partner|PMS_PRT_101|1|USER|request|Register Partner||yes|Self-registration of a partner was asked for; emitted before any check
  Partner|PMS_PRT_112|1|USER|request|Register Partner|Partner ID|yes|Creation of a partner key was asked for, for the named partner
  Partner|PMS_PRT_200|1|USER|success|Register Partner||yes|Partner record was created
  Partner|PMS_PRT_212|1|USER|success|Create Partner Key|Partner ID|yes|Partner key was created for the named partner (description text embeds the partner id)
  Partner|PMS_PRT_122|1|SYSTEM|request|Create Partner||yes|Partner submitted a request for an API key
  Partner|PMS_PRT_111|1|SYSTEM|request|Create Partner||yes|Biometric extractors of a partner are about to be stored
  Partner|PMS_PRT_121|1|SYSTEM|request|Create Partner Policy Map||yes|A partner-to-policy (credential type) mapping is about to be stored
  Partner|PMS_PRT_144|1|SYSTEM|request|Create Partner Policy Map||yes|Contact details of a partner are about to be added or changed
  Partner|PMS_PRT_149|1|SYSTEM|request|Get Partner||yes|Partner details were asked for
  Partner|PMS_PRT_159|1|SYSTEM|request|Get Partner||yes|API key details of a partner were asked for
  Partner|PMS_PRT_169|1|SYSTEM|request|Get Partner||yes|Certificate of a partner was asked for
  Partner|PMS_PRT_222|1|SYSTEM|success|Create Partner||yes|API key (request) of the partner was approved (description embeds partner id although the reference columns say none)
  Partner|PMS_PRT_211|1|SYSTEM|success|Create Partner||yes|Biometric extractors were stored
  Partner|PMS_PRT_221|1|SYSTEM|success|Create Partner Policy Mapping||yes|Partner-to-policy mapping was stored
  Partner|PMS_PRT_244|1|SYSTEM|success|Create Partner Policy Mapping||yes|Contact details were added or changed
  Partner|PMS_PRT_249|1|SYSTEM|success|Get Partner||yes|Partner details were returned
  Partner|PMS_PRT_259|1|SYSTEM|success|Get Partner||yes|API keys of the partner were returned
  Partner|PMS_PRT_269|1|SYSTEM|success|Get Partner||yes|Certificate of the partner was returned
  Partner|PMS_PRT_401|1|SYSTEM|failure|Create Partner Request||yes|Create refused: e-mail address is malformed
  Partner|PMS_PRT_416|1|SYSTEM|failure|Update Partner Request|Partner ID|yes|Update refused: e-mail address is malformed (same id as the Policy row PMS_PRT_416)
  Partner|PMS_PRT_402|1|SYSTEM|failure|Update Partner Request|Partner ID|yes|Update refused: the (new) name already belongs to another registered partner
  Partner|PMS_PRT_417|1|SYSTEM|failure|Create Partner Request||yes|Create refused: organization name is already registered
  Partner|PMS_PRT_419|1|SYSTEM|failure|Create Partner Request||yes|Create refused: policy group is unknown
  Partner|PMS_PRT_421|1|SYSTEM|failure|Create Partner API Key request||yes|API key request refused: partner is unknown
  Partner|PMS_PRT_423|1|SYSTEM|failure|Add Biometric Extractors Request||yes|Adding extractors refused: partner is not mapped to that policy
  Partner|PMS_PRT_425|1|SYSTEM|failure|Partner not allowed||yes|Refused: this (type of) partner may not register
  Partner|PMS_PRT_429|1|SYSTEM|failure|Email not allowed||yes|Refused: this e-mail id may not be used (already taken / not permitted)
  Partner|PMS_PRT_431|1|SYSTEM|failure|Create Partner||yes|Upload of the partner certificate failed (same meaning as PMS_PRT_452; first of two): here, of an authority's certificate
  Partner|PMS_PRT_452|1|SYSTEM|failure|Create Partner||yes|Upload of the partner certificate failed (same meaning as PMS_PRT_431; second of two): here, of a partner's own
  Policy|PMS_PRT_115|1|SYSTEM|request|Create Policy Group||yes|Creation of a policy group was asked for
  Policy|PMS_PRT_116|1|SYSTEM|request|Create Policy Group||yes|Details of a policy group were asked for (event name says Create)
  Policy|PMS_PRT_156|1|SYSTEM|request|Update Policy Group||yes|Update of a policy group was asked for
  Policy|PMS_PRT_137|1|SYSTEM|request|Create Policy||yes|Creation of a policy in a group was asked for
  Policy|PMS_PRT_187|1|SYSTEM|request|Create Policy||yes|Details of a policy were asked for (event name says Create)
  Policy|PMS_PRT_183|1|SYSTEM|request|Update Policy||yes|Update of a policy was asked for
  Policy|PMS_PRT_215|1|SYSTEM|success|Create Policy Group||yes|Policy group was created
  Policy|PMS_PRT_216|1|SYSTEM|success|Create Policy Group|Policy Group ID|yes|Policy group details were returned
  Policy|PMS_PRT_256|1|SYSTEM|success|Update Policy Group|Policy Group ID|yes|Policy group was updated
  Policy|PMS_PRT_237|1|SYSTEM|success|Create Policy||yes|Policy was created
  Policy|PMS_PRT_287|1|SYSTEM|success|Create Policy|Policy ID|yes|Policy details were returned
  Policy|PMS_PRT_283|1|SYSTEM|success|Update Policy|Policy ID|yes|Policy was updated
  Policy|PMS_PRT_475|1|SYSTEM|failure|Create Policy Group||yes|Creation of a policy group failed
  Policy|PMS_PRT_416|1|SYSTEM|failure|Create Policy Group|Policy Group ID|yes|Reading a policy group failed (same id as the Partner row PMS_PRT_416)
  Policy|PMS_PRT_456|1|SYSTEM|failure|Update Policy Group|Policy Group ID|yes|Update of a policy group failed
  Policy|PMS_PRT_437|1|SYSTEM|failure|Create Policy||yes|Creation of a policy failed
  Policy|PMS_PRT_487|1|SYSTEM|failure|Create Policy|Policy ID|yes|Reading a policy failed
  Policy|PMS_PRT_483|1|SYSTEM|failure|Update Policy|Policy ID|yes|Update of a policy failed
  MISP|PMS_MSP_101|1|USER|request|Register MISP||yes|Registration of a MISP was asked for; emitted before any check
  MISP|PMS_MSP_200|1|USER|success|Register MISP||yes|Registration of a MISP finished successfully
  MISP|PMS_MSP_212|1|USER|success|Register MISP|MISP ID|yes|MISP with this id was created
  MISP|PMS_MSP_102|1|SYSTEM|request|Register MISP||yes|The id generator is about to be called
  MISP|PMS_MSP_103|1|SYSTEM|request|Register MISP||yes|MISP details have been stored
  MISP|PMS_MSP_104|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|Approval or rejection was asked for
  MISP|PMS_MSP_104|2|SYSTEM|request|Processing of MISP status request|MISP ID|yes|The MISP id was looked up and exists
  MISP|PMS_MSP_105|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|No licence key is generated because the MISP was rejected
  MISP|PMS_MSP_106|1|SYSTEM|request|Processing of MISP status request|MISP ID|yes|Active flag of all licence keys of the MISP is being changed
  MISP|PMS_MSP_107|1|SYSTEM|request|Update MISP request||yes|Update of MISP details was asked for
  MISP|PMS_MSP_108|1|SYSTEM|request|Update MISP request||yes|Updated MISP status is returned
  MISP|PMS_MSP_109|1|SYSTEM|request|Validate license key||yes|Validation of a licence key was asked for
  MISP|PMS_MSP_110|1|SYSTEM|request|Validate license key|MISP ID|yes|Licence key was found and belongs to this MISP
  MISP|PMS_MSP_111|1|SYSTEM|request|Validate license key|MISP ID|yes|Result of the licence key check
  MISP|PMS_MSP_112|1|SYSTEM|request|Update MISP status request||yes|Activate/deactivate of a MISP was asked for
  MISP|PMS_MSP_113|1|SYSTEM|request|Update MISP status request|MISP ID|yes|New active state of the MISP
  MISP|PMS_MSP_114|1|SYSTEM|request|Update MISP license key request||yes|Change of a licence key status was asked for
  MISP|PMS_MSP_201|1|SYSTEM|success|Processing MISP status request|MISP ID|yes|Approve/reject finished successfully
  MISP|PMS_MSP_202|1|SYSTEM|success|Processing MISP status request|MISP ID|yes|Approval status of the MISP was stored
  MISP|PMS_MSP_211|1|SYSTEM|success|Update MISP status|MISP ID|yes|Active flag of the MISP was stored
  MISP|PMS_MSP_203|1|SYSTEM|success|Update MISP request||yes|Update of MISP details finished successfully
  MISP|PMS_MSP_204|1|SYSTEM|success|Validate MISP license key||yes|Licence key validation finished successfully
  MISP|PMS_MSP_205|1|SYSTEM|success|Update MISP status request||yes|Activate/deactivate finished successfully
  MISP|PMS_MSP_401|1|SYSTEM|failure|Create MISP request||yes|Create refused: e-mail address is malformed
  MISP|PMS_MSP_416|1|SYSTEM|failure|Update MISP request|MISP ID|yes|Update refused: e-mail address is malformed
  MISP|PMS_MSP_402|1|SYSTEM|failure|Update MISP request||yes|Update refused: organization name belongs to another MISP
  MISP|PMS_MSP_417|1|SYSTEM|failure|Create MISP request||yes|Create refused: organization name is already registered
  MISP|PMS_MSP_403|1|SYSTEM|failure|Processing MISP status request|MISP ID|yes|Approve/reject refused: requested status is neither approved nor rejected
  MISP|PMS_MSP_404|1|SYSTEM|failure|Processing MISP status request||yes|Approve/reject refused: MISP already has the requested status
  MISP|PMS_MSP_405|1|SYSTEM|failure|Processing MISP status request|MISP ID|yes|Approval refused: MISP is deactivated
  MISP|PMS_MSP_406|1|SYSTEM|failure|Validate license key||yes|Licence key is unknown
  MISP|PMS_MSP_418|1|SYSTEM|failure|Update MISP license key request|MISP ID|yes|Licence key status change refused: status is neither active nor de-active
  MISP|PMS_MSP_407|1|SYSTEM|failure|Update MISP status request|MISP ID|yes|MISP status change refused: status is neither active nor de-active
  MISP|PMS_MSP_121|1|SYSTEM|request|Request for downloading license key|MISP ID|no|A licence key is about to be generated for the MISP
  MISP|PMS_MSP_415|1|SYSTEM|failure|Validating license key|MISP ID|no|Licence key belongs to another MISP
  MISP|PMS_MSP_408|1|SYSTEM|failure|Update MISP license key request|MISP ID|no|Licence key belongs to another MISP
  MISP|PMS_MSP_419|1|SYSTEM|failure|Update MISP license key request|MISP ID|no|Activation refused: the licence key is expired
  MISP|PMS_MSP_115|1|SYSTEM|request|Update MISP license key request|MISP ID|no|Status of the licence key was stored
  MISP|PMS_MSP_206|1|SYSTEM|success|Update MISP license key request||no|Change of a licence key status finished successfully
  MISP|PMS_MSP_116|1|SYSTEM|request|Get all MISP reqest||no|List of all MISPs was asked for
  MISP|PMS_MSP_409|1|SYSTEM|failure|Get all MISP request||no|There is no MISP to list
  MISP|PMS_MSP_207|1|SYSTEM|success|Get all MISP request||no|List of all MISPs was returned
  MISP|PMS_MSP_117|1|SYSTEM|request|Get MISP by id request||no|Details of a MISP were asked for by id
  MISP|PMS_MSP_118|1|SYSTEM|request|Get MISP by id request|MISP ID|no|The MISP id was looked up and exists
  MISP|PMS_MSP_208|1|SYSTEM|success|Get MISP by id request||no|Details of the MISP were returned
  MISP|PMS_MSP_414|1|SYSTEM|failure|Finding MISP by id|MISP ID|no|No MISP has the id that was asked for
  MISP|PMS_MSP_119|1|SYSTEM|request|Get MISP by organization name||no|MISPs were asked for by organization name
  MISP|PMS_MSP_410|1|SYSTEM|failure|Get MISP by organization name||no|No MISP has that organization name
  MISP|PMS_MSP_209|1|SYSTEM|success|Get MISP by organization name||no|MISPs of that organization name were returned
  MISP|PMS_MSP_120|1|SYSTEM|request|Request for downloading license key||no|The licence key of a MISP was asked for, or a new one in its place
  MISP|PMS_MSP_410|2|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: the MISP is not approved
  MISP|PMS_MSP_411|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: the MISP is deactivated
  MISP|PMS_MSP_412|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: none was ever issued to the MISP
  MISP|PMS_MSP_413|1|SYSTEM|failure|Request for downloading license key|MISP ID|no|No licence key: all of them are inactive
  MISP|PMS_MSP_210|1|SYSTEM|success|Request for downloading license key||no|The licence key was returned
  Policy|PMS_PRT_188|1|SYSTEM|request|GET POLICY FOR APIKEY||no|GET policies/partnerApiKey
  Policy|PMS_PRT_189|1|SYSTEM|request|GET PARTNER MAPPED POLICY||no|GET partnerId/policyId (collides with partner 189)
  Policy|PMS_PRT_190|1|SYSTEM|request|SEARCH POLICY||no|policy search
  Policy|PMS_PRT_191|1|SYSTEM|request|GET CONFIG VALUE||no|GET policies/config key (collides with partner 191)
  Policy|PMS_PRT_192|1|SYSTEM|request|FILTERVALUES POLICY GROUP||no|policy group filter values
  Policy|PMS_PRT_193|1|SYSTEM|request|FILTERVALUES POLICY GROUP||no|policy filter values
  Policy|PMS_PRT_194|1|SYSTEM|request|SEARCH POLICY GROUP||no|policy group search
  Policy|PMS_PRT_184|1|SYSTEM|request|UPDATE POLICY STATUS||no|PATCH policy status: first event
  Policy|PMS_PRT_157|1|SYSTEM|request|PUBLISH POLICY||no|publish: first event
  Partner|PMS_PRT_179|1|SYSTEM|request|GET API KEY MAPPING||no|PUT /pmpartners/{partner}/{key}: request
  Partner|PMS_PRT_279|1|SYSTEM|success|GET API KEY MAPPING||no|PUT /pmpartners/{partner}/{key}: success
  Partner|PMS_PRT_779|1|SYSTEM|failure|GET API KEY MAPPING||no|PUT /pmpartners/{partner}/{key}: failure
  Partner|PMS_PRT_189|1|SYSTEM|request|AUTH KYC Partners||no|PATCH /pmpartners/{partner} (name has a leading blank): request
  Partner|PMS_PRT_289|1|SYSTEM|success|AUTH KYC Partners||no|PATCH /pmpartners/{partner} (name has a leading blank): success
  Partner|PMS_PRT_789|1|SYSTEM|failure|AUTH KYC Partners||no|PATCH /pmpartners/{partner} (name has a leading blank): failure
  Partner|PMS_PRT_199|1|SYSTEM|request|API KYC Partners||no|PATCH /pmpartners/{partner}/{key}: request
  Partner|PMS_PRT_299|1|SYSTEM|success|API KYC Partners||no|PATCH /pmpartners/{partner}/{key}: success
  Partner|PMS_PRT_799|1|SYSTEM|failure|API KYC Partners||no|PATCH /pmpartners/{partner}/{key}: failure
  Partner|PMS_PRT_191|1|SYSTEM|request|GET Partners Policy Mapping||no|GET validatePartnerMisp: request
  Partner|PMS_PRT_291|1|SYSTEM|success|GET Partners Policy Mapping||no|GET validatePartnerMisp: success
  Partner|PMS_PRT_791|1|SYSTEM|failure|GET Partners Policy Mapping||no|GET validatePartnerMisp: failure
  Partner|PMS_PRT_181|1|SYSTEM|request|Approve Reject Partner||no|PATCH /pmpartners/PartnerAPIKeyRequests/{req}: request
  Partner|PMS_PRT_281|1|SYSTEM|success|Approve Reject Partner||no|PATCH /pmpartners/PartnerAPIKeyRequests/{req}: success
  Partner|PMS_PRT_781|1|SYSTEM|failure|Approve Reject Partner||no|PATCH /pmpartners/PartnerAPIKeyRequests/{req}: failure
  Partner|PMS_PRT_171|1|SYSTEM|request|Get Partner||no|GET /pmpartners: request
  Partner|PMS_PRT_271|1|SYSTEM|success|Get Partner||no|GET /pmpartners: success
  Partner|PMS_PRT_771|1|SYSTEM|failure|Get Partner||no|GET /pmpartners: failure
  Partner|PMS_PRT_161|1|SYSTEM|request|Get Partner||no|GET /pmpartners/{partner}: request
  Partner|PMS_PRT_261|1|SYSTEM|success|Get Partner||no|GET /pmpartners/{partner}: success
  Partner|PMS_PRT_761|1|SYSTEM|failure|Get Partner||no|GET /pmpartners/{partner}: failure
  Partner|PMS_PRT_151|1|SYSTEM|request|Get Partner||no|GET /pmpartners/{partner}/{key} and both request reads: request
  Partner|PMS_PRT_251|1|SYSTEM|success|Get Partner||no|GET /pmpartners/{partner}/{key} and both request reads: success
  Partner|PMS_PRT_751|1|SYSTEM|failure|Get Partner||no|GET /pmpartners/{partner}/{key} and both request reads: failure
  Device|ADM-719|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto||no|POST /deviceprovider: first
  Device|ADM-720|1|SYSTEM|success|Create io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success||no|POST /deviceprovider: last
  Device|ADM-721|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.DeviceProviderDto||no|PUT /deviceprovider: first
  Device|ADM-722|1|SYSTEM|success|Update io.mosip.kernel.masterdata.dto.DeviceProviderDto - Success||no|PUT /deviceprovider: last
  Device|ADM-724|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|POST: database error
  Device|ADM-725|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|POST and PUT: provider exists; PUT: id unknown
  Device|ADM-726|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.DeviceProvider - Failure||no|PUT: database error
  Device|ADM-701|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto||no|POST FTP: first; there is no success event
  Device|ADM-703|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto||no|PUT FTP: first
  Device|ADM-704|1|SYSTEM|success|Update io.mosip.kernel.masterdata.dto.FoundationalTrustProviderDto - Success||no|PUT FTP: last
  Device|ADM-705|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure||no|POST FTP: duplicate
  Device|ADM-706|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.FoundationalTrustProvider - Failure||no|PUT FTP: id unknown
  Device|ADM-707|1|SYSTEM|request|Create API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|POST MDS: first
  Device|ADM-708|1|SYSTEM|success|Create io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto - Success||no|POST MDS: last
  Device|ADM-709|1|SYSTEM|request|Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|PUT MDS: first
  Device|ADM-710|1|SYSTEM|success|Update API called::io.mosip.kernel.masterdata.dto.MOSIPDeviceServiceDto||no|PUT MDS: last (re-uses the call text)
  Device|ADM-712|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|POST and PUT MDS: device type unknown
  Device|ADM-713|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|POST and PUT MDS: device sub-type unknown
  Device|ADM-70314|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|POST MDS: provider unknown (typo for 714)
  Device|ADM-70315|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|POST MDS: duplicate (typo for 715)
  Device|ADM-715|1|SYSTEM|failure|Create io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|POST MDS: database error
  Device|ADM-717|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|PUT MDS: provider unknown
  Device|ADM-718|1|SYSTEM|failure|Update io.mosip.kernel.masterdata.entity.MOSIPDeviceService - Failure||no|PUT MDS: database error
  Device|ADM-600|1|SYSTEM|request|Device validation API called::ValidateDeviceDto||no|POST validate: first
  Device|ADM-601|1|SYSTEM|success|Device Validation - Success||no|POST validate: last
  Device|ADM-602|1|SYSTEM|request|Device validation history API calledValidateDeviceHistoryDto||no|POST validate/history: first
  Device|ADM-604|1|SYSTEM|success|Device history validation  - SuccessValidateDeviceHistoryDto||no|POST validate/history: last
  Device|ADM-605|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: database error on devices
  Device|ADM-606|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: device unknown; also database error on providers
  Device|ADM-607|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: device revoked/retired; also provider unknown
  Device|ADM-608|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: database error on MDS
  Device|ADM-609|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: no active MDS with that version
  Device|ADM-611|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: database error on the MDS mapping
  Device|ADM-612|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: version does not fit the device
  Device|ADM-613|1|SYSTEM|failure|Device Validation - FailureValidateDeviceDto||no|validate: digital id fields differ (one event for the whole list)
  Device|device.register|1|USER|request|Register Device|Device Code|no|The registration of a device was asked for
  Device|device.register|2|USER|success|Register Device|Device Code|no|The registration of a device was carried out
  Device|device.register|3|USER|failure|Register Device|Device Code|no|The registration of a device was refused
  Device|device.deregister|1|USER|request|De-register Device|Device Code|no|The de-registration of a device was asked for
  Device|device.deregister|2|USER|success|De-register Device|Device Code|no|The de-registration of a device was carried out
  Device|device.deregister|3|USER|failure|De-register Device|Device Code|no|The de-registration of a device was refused
  Device|device.updateStatus|1|USER|request|Update Device Status|Device Code|no|The change of status of a device was asked for
  Device|device.updateStatus|2|USER|success|Update Device Status|Device Code|no|The change of status of a device was carried out
  Device|device.updateStatus|3|USER|failure|Update Device Status|Device Code|no|The change of status of a device was refused
  Partner|trustAnchor.upload|1|USER|request|Upload CA Certificate||no|The upload of an authority's certificate was asked for
  Partner|trustAnchor.upload|2|USER|success|Upload CA Certificate||no|The upload of an authority's certificate was carried out
  Partner|partner.uploadCertificate|1|USER|request|Upload Partner Certificate|Partner ID|no|The upload of a partner's certificate was asked for
  Partner|partner.uploadCertificate|2|USER|success|Upload Partner Certificate|Partner ID|no|The upload of a partner's certificate was carried out
  Partner|trustAnchor.remove|1|USER|request|Remove CA Certificate||no|The removal of an authority's certificate was asked for
  Partner|trustAnchor.remove|2|USER|success|Remove CA Certificate||no|The removal of an authority's certificate was carried out
  MISP|object.import|1|USER|success|Import|MISP ID|no|An object was taken over from a deployment that kept it in a database
  Partner|object.import|1|USER|success|Import|Partner ID|no|An object was taken over from a deployment that kept it in a database
  Policy|object.import|1|USER|success|Import|Policy ID|no|An object was taken over from a deployment that kept it in a database
  Device|object.import|1|USER|success|Import|Device Code|no|An object was taken over from a deployment that kept it in a database
  """#
