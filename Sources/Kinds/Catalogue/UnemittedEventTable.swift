/// The audit events of the services that nothing here emits, and why.
///
/// Columns: module, ids separated by blanks, why, going on from "nothing in partnerctl emits it:". Failures that no
/// manifest can bring about are not among them: an operation emits those, and their preconditions say why not.
let unemittedEventTable = #"""
  Policy|PMS_PRT_188|the documents' PMS_PRT_187 stands for it
  Policy|PMS_PRT_184|the documents' PMS_PRT_183 stands for it
  Policy|PMS_PRT_157|the documents' PMS_PRT_137 stands for it
  Policy|PMS_PRT_189|nothing asks for the policy of a partner; partner policy asks for that of a key
  Policy|PMS_PRT_190 PMS_PRT_192 PMS_PRT_193 PMS_PRT_194|there is no search with filters, pages and sorting
  Policy|PMS_PRT_191|settings are read in registry.yaml, and asked for nowhere
  MISP|PMS_MSP_414|no service emits it either; of an unknown id PMS_MSP_117 tells alone
  Device|ADM-602 ADM-604|ADM-600 and ADM-601 stand for it, whatever time is asked about
  Device|ADM-605 ADM-608 ADM-611|what is stored and cannot be read ends the command with exit code 4
  """#
