/// The codes of the documents and of the services that nothing here answers with, and why.
///
/// Columns: codes, separated by blanks; why, going on from "nothing in partnerctl answers with it:". Failures that no
/// manifest can bring about are not among them: an operation or a read answers with those, and says why not.
let unansweredCodeTable = #"""
  KER-ATH-401 KER-ATH-403 PMS-ATH-401 PMS_MSP_001 PMS_MSP_002 PMS_POL_001 PMS_POL_002 PMS_POL_011 PMS_POL_012 PMS_PMP_001 PMS_PMP_002 PMS_PMP_003 PMS_PMP_006 PMS_PMP_012 PMS_PRT_003 PMS_PRT_004 KER-MSD-439|there are no callers; who may ask for what is for git and its host to say
  PMS_COR_003 PMS_MSP_009 KER-MSD-500 ADM-DPM-009|what cannot be carried out ends the whole run with exit code 4, and nothing is changed
  PMS_PRT_074 PMS_PRT_107 PMS_PRT_500 PMS_KKS_001 PMS_ATH_053 PMS_ATH_054 PMS_ATH_500|no other service is asked
  PMP-MSP-001 PMP-MSP-002 KER-MSP-001 KER-MSP-002 KER-PTG-001 KER-PTG-002 KER-IDV-401 KER-IDV-402 KER-MLK-001 PMS_PRT_051 PMS_PRT_052 PMS_PRT_066|ids and keys are made here, or adopted with metadata.id
  KER-AUD-001 KER-AUD-002 KER-AUD-500 PMP-AUT-020 PMP-AUT-021|events are kept in the ledger, and sent to nobody
  PMS_MSP_014 PMS_MSP_015 PMS_MSP_016 PMS_MSP_017 PMS_MSP_018 PMS_MSP_019 PMS_MSP_1013 PMS_MSPL_016|the number of another release stands for it, from PMS_MSP_403 to PMS_MSP_419
  PMS_MSP_401 PMS_PRT_012 PMS_PM_045 PMS_PM_058|the documents' PMS_COR_002 stands for it
  PMS_MSP_402|the documents' PMS_MSP_003 stands for it
  PMS_MSP_406|the documents' PMS_MSP_006 stands for it
  PMS_MSP_408|the documents' PMS_MSP_007 stands for it
  PMS_MSP_409|the documents' PMS_MSP_012 stands for it
  PMS_MSP_416|a manifest asks for another licence key by licenseKey.issue, whatever key there is
  PMS_POL_017 PMS_POL_018|nothing asks for the policy of a partner; partner policy asks for that of a key
  PMS_POL_021 PMS_POL_022 PMS_POL_046 PMS_POL_047 PMS_POL_048 PMS_POL_050|no release of the services answers with it either
  PMS_PV_001 PMS_PV_002 PMS_PV_003 PMS_PV_004 PMS_PV_005 PMS_PV_006|PMS-PV-005, PMS-PV-006 and PMS_POL_051 stand for what a policy's content has against its schema
  PMS_POL_052 PMS_PMP_024 PMS_PRT_071|a stored policy that cannot be read is damage to the state, for which the whole run is refused
  PMS_PMP_50 PMS_PMP_51|the documents' PMS_PMP_007, PMS_PMP_010 and PMS_PMP_014 stand for it
  PMS_PMS_022|PMS_PMP_019 stands for it
  PMS_PMP_052|the documented validation asks for no certificate
  PMS_PRT_053|an entry of apiKeys is one request, however many there are for a policy
  PMS_PRT_064|nothing reads extractors or mappings by themselves
  PMS_PRT_070 PMS_PRT_072|credential types are not mapped to partners
  PMS_PRT_073 PMS_PRT_098|the documents' PMS_PRT_002 stands for it
  PMS_PRT_105 PMS_PRT_106|a request that has no key is answered with its status
  KER-PCM-002|a certificate that can be read has a thumbprint
  KER-PCM-009|certificates are not signed anew: the key of MOSIP for that is not here
  KER-PCM-010 KER-PCM-012|a certificate is asked for by its partner; PMS_PRT_005 and PMS_PRT_108 stand for it
  KER-CRY-003|KER-KMS-013 stands for it
  ADM-DPM-033|the documents' ADM-DPM-034 stands for it
  KER-DPM-sss|the documents' ADM-DPM-026 stands for it
  KER-MSD-002 KER-MSD-003 KER-MSD-053 KER-MSD-054 KER-MDS-003|device types are settings, in registry.yaml
  KER-MSD-009 KER-MSD-010 KER-MSD-011 KER-MSD-012 KER-MSD-069 KER-MSD-081 KER-MSD-082 KER-MSD-083 KER-MSD-084 KER-MSD-121 KER-MSD-147|device specifications and the list of devices before their registration are not kept
  KER-MSD-310 KER-MSD-311 KER-MSD-312 KER-MSD-313 KER-MSD-314 KER-MSD-315 KER-MSD-356 KER-MSD-357 KER-MSD-358 KER-MSD-359 KER-MSD-390 KER-PRT-390 PMS-MSD-310 PMS-MSD-311 PMS-MSD-312 PMS-MSD-313 PMS-MSD-314 PMS-MSD-315 PMS-MSD-316 PMS-MSD-317 PMS-MSD-318 PMS-MSD-319 PMS-MSD-322 PMS-MSD-323 PMS-MSD-324 PMS-MSD-325 PMS-MSD-348 PMS-MSD-356 PMS-MSD-357 PMS-MSD-358 PMS-MSD-359 PMS-MSD-390 PMS-MSD-xxx PMS-PRT-310 PMS-PRT-311 PMS-PRT-312 PMS-PRT-313 PMS-PRT-314 PMS-PRT-315 PMS-PRT-356 PMS-PRT-357 PMS-PRT-358 PMS-PRT-359|there is no search with filters, pages and sorting
  PMP_AUT-030 PMP_AUT-037 PMP_AUT_031 PMP_AUT_032 PMP_AUT_033 PMP_AUT_034 PMS_AUT_001 PMS_AUT_002 PMS_AUT_003 PMS_AUT_004 PMS_AUT_005 PMS_AUT_006 PMS_AUT_007 PMS_AUT_008 PMS_AUT_009 PMS_AUT_010 PMS_AUT_011 PMS_AUT_012 PMS_AUT_013 PMS_AUT_014 PMS_AUT_015 PMS_AUT_016 PMS_AUT_017 PMS_AUT_018 PMS_AUT_019 PMS_AUT_020 PMS_AUT_021 PMS_AUT_023 PMS_AUT_024 PMS_AUT_025 PMS_AUT_026 PMS_AUT_030 PMS_AUT_031 PMS_AUT_032 PMS_AUT_512|devices follow the documents; the later releases' device details, biometric interfaces and chips are not kept
  """#
