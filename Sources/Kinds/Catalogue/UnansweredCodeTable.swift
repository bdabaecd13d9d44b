import Source

/// The codes of the documents and of the services that nothing here answers with, and why.
///
/// Failures that no manifest can bring about are not among them: an operation or a query answers with those, and says
/// why they are unreachable. The reasons are this program's own.
enum UnansweredCodeTable {
  /// Returns why nothing answers with a code, going on from "nothing in partnerctl answers with it:"; nil if something
  /// does.
  static func reason(_ code: String) -> String? { reasons[ExactString(code)] }

  private static let reasons: [ExactString: String] = rows.reduce(into: [:]) { reasons, row in
    for code in row.codes { reasons[ExactString(code)] = row.why }
  }

  private struct Row {
    let codes: [String]
    let why: String

    static func codes(_ codes: [String], why: String) -> Row { Row(codes: codes, why: why) }
  }

  private static let rows: [Row] = [
    .codes(
      [
        "KER-ATH-401", "KER-ATH-403", "PMS-ATH-401", "PMS_MSP_001", "PMS_MSP_002", "PMS_POL_001", "PMS_POL_002",
        "PMS_POL_011", "PMS_POL_012", "PMS_PMP_001", "PMS_PMP_002", "PMS_PMP_003", "PMS_PMP_006", "PMS_PMP_012",
        "PMS_PRT_003", "PMS_PRT_004", "KER-MSD-439",
      ], why: "there are no callers; who may ask for what is for git and its host to say"),
    .codes(
      ["PMS_COR_003", "PMS_MSP_009", "KER-MSD-500", "ADM-DPM-009"],
      why: "what cannot be carried out ends the whole run with exit code 4, and nothing is changed"),
    .codes(
      ["PMS_PRT_074", "PMS_PRT_107", "PMS_PRT_500", "PMS_KKS_001", "PMS_ATH_053", "PMS_ATH_054", "PMS_ATH_500"],
      why: "no other service is asked"),
    .codes(
      [
        "PMP-MSP-001", "PMP-MSP-002", "KER-MSP-001", "KER-MSP-002", "KER-PTG-001", "KER-PTG-002", "KER-IDV-401",
        "KER-IDV-402", "KER-MLK-001", "PMS_PRT_051", "PMS_PRT_052", "PMS_PRT_066",
      ], why: "ids and keys are made here, or adopted with metadata.id"),
    .codes(
      ["KER-AUD-001", "KER-AUD-002", "KER-AUD-500", "PMP-AUT-020", "PMP-AUT-021"],
      why: "events are kept in the ledger, and sent to nobody"),
    .codes(
      [
        "PMS_MSP_014", "PMS_MSP_015", "PMS_MSP_016", "PMS_MSP_017", "PMS_MSP_018", "PMS_MSP_019", "PMS_MSP_1013",
        "PMS_MSPL_016",
      ], why: "the number of another release stands for it, from PMS_MSP_403 to PMS_MSP_419"),
    .codes(
      ["PMS_MSP_401", "PMS_PRT_012", "PMS_PM_045", "PMS_PM_058"], why: "the documents' PMS_COR_002 stands for it"),
    .codes(["PMS_MSP_402"], why: "the documents' PMS_MSP_003 stands for it"),
    .codes(["PMS_MSP_406"], why: "the documents' PMS_MSP_006 stands for it"),
    .codes(["PMS_MSP_408"], why: "the documents' PMS_MSP_007 stands for it"),
    .codes(["PMS_MSP_409"], why: "the documents' PMS_MSP_012 stands for it"),
    .codes(["PMS_MSP_416"], why: "a manifest asks for another licence key by licenseKey.issue, whatever key there is"),
    .codes(
      ["PMS_POL_017", "PMS_POL_018"],
      why: "nothing asks for the policy of a partner; partner policy asks for that of a key"),
    .codes(
      ["PMS_POL_021", "PMS_POL_022", "PMS_POL_046", "PMS_POL_047", "PMS_POL_048", "PMS_POL_050"],
      why: "no release of the services answers with it either"),
    .codes(
      ["PMS_PV_001", "PMS_PV_002", "PMS_PV_003", "PMS_PV_004", "PMS_PV_005", "PMS_PV_006"],
      why: "PMS-PV-005, PMS-PV-006 and PMS_POL_051 stand for what a policy's content has against its schema"),
    .codes(
      ["PMS_POL_052", "PMS_PMP_024", "PMS_PRT_071"],
      why: "a stored policy that cannot be read is damage to the state, for which the whole run is refused"),
    .codes(["PMS_PMP_50", "PMS_PMP_51"], why: "the documents' PMS_PMP_007, PMS_PMP_010 and PMS_PMP_014 stand for it"),
    .codes(["PMS_PMS_022"], why: "PMS_PMP_019 stands for it"),
    .codes(["PMS_PMP_052"], why: "the documented validation asks for no certificate"),
    .codes(["PMS_PRT_053"], why: "an entry of apiKeys is one request, however many there are for a policy"),
    .codes(["PMS_PRT_064"], why: "nothing reads extractors or mappings by themselves"),
    .codes(["PMS_PRT_070", "PMS_PRT_072"], why: "credential types are not mapped to partners"),
    .codes(["PMS_PRT_073", "PMS_PRT_098"], why: "the documents' PMS_PRT_002 stands for it"),
    .codes(["PMS_PRT_105", "PMS_PRT_106"], why: "a request that has no key is answered with its status"),
    .codes(["KER-PCM-002"], why: "a certificate that can be read has a thumbprint"),
    .codes(["KER-PCM-009"], why: "certificates are not signed anew: the key of MOSIP for that is not here"),
    .codes(
      ["KER-PCM-010", "KER-PCM-012"],
      why: "a certificate is asked for by its partner; PMS_PRT_005 and PMS_PRT_108 stand for it"),
    .codes(["KER-CRY-003"], why: "KER-KMS-013 stands for it"),
    .codes(["ADM-DPM-033"], why: "the documents' ADM-DPM-034 stands for it"),
    .codes(["KER-DPM-sss"], why: "the documents' ADM-DPM-026 stands for it"),
    .codes(
      ["KER-MSD-002", "KER-MSD-003", "KER-MSD-053", "KER-MSD-054", "KER-MDS-003"],
      why: "device types are settings, in registry.yaml"),
    .codes(
      [
        "KER-MSD-009", "KER-MSD-010", "KER-MSD-011", "KER-MSD-012", "KER-MSD-069", "KER-MSD-081", "KER-MSD-082",
        "KER-MSD-083", "KER-MSD-084", "KER-MSD-121", "KER-MSD-147",
      ], why: "device specifications and the list of devices before their registration are not kept"),
    .codes(
      [
        "KER-MSD-310", "KER-MSD-311", "KER-MSD-312", "KER-MSD-313", "KER-MSD-314", "KER-MSD-315", "KER-MSD-356",
        "KER-MSD-357", "KER-MSD-358", "KER-MSD-359", "KER-MSD-390", "KER-PRT-390", "PMS-MSD-310", "PMS-MSD-311",
        "PMS-MSD-312", "PMS-MSD-313", "PMS-MSD-314", "PMS-MSD-315", "PMS-MSD-316", "PMS-MSD-317", "PMS-MSD-318",
        "PMS-MSD-319", "PMS-MSD-322", "PMS-MSD-323", "PMS-MSD-324", "PMS-MSD-325", "PMS-MSD-348", "PMS-MSD-356",
        "PMS-MSD-357", "PMS-MSD-358", "PMS-MSD-359", "PMS-MSD-390", "PMS-MSD-xxx", "PMS-PRT-310", "PMS-PRT-311",
        "PMS-PRT-312", "PMS-PRT-313", "PMS-PRT-314", "PMS-PRT-315", "PMS-PRT-356", "PMS-PRT-357", "PMS-PRT-358",
        "PMS-PRT-359",
      ], why: "there is no search with filters, pages and sorting"),
    .codes(
      [
        "PMP_AUT-030", "PMP_AUT-037", "PMP_AUT_031", "PMP_AUT_032", "PMP_AUT_033", "PMP_AUT_034", "PMS_AUT_001",
        "PMS_AUT_002", "PMS_AUT_003", "PMS_AUT_004", "PMS_AUT_005", "PMS_AUT_006", "PMS_AUT_007", "PMS_AUT_008",
        "PMS_AUT_009", "PMS_AUT_010", "PMS_AUT_011", "PMS_AUT_012", "PMS_AUT_013", "PMS_AUT_014", "PMS_AUT_015",
        "PMS_AUT_016", "PMS_AUT_017", "PMS_AUT_018", "PMS_AUT_019", "PMS_AUT_020", "PMS_AUT_021", "PMS_AUT_023",
        "PMS_AUT_024", "PMS_AUT_025", "PMS_AUT_026", "PMS_AUT_030", "PMS_AUT_031", "PMS_AUT_032", "PMS_AUT_512",
      ],
      why:
        "devices follow the documents; the later releases' device details, biometric interfaces and chips are not kept"),
  ]
}
