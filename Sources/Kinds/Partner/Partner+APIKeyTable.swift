import Model
import Source

extension Partner {
  /// API keys as rows of `pms.partner_policy`.
  ///
  /// Source: the columns of that table in MOSIP's `pms` database.
  enum APIKeyTable {
    static let rows = TablePartsOf<Partner, APIKey>(
      Table("pms", name: "partner_policy", key: ["policy_api_key"], label: "part_id"), owner: "part_id", of: APIKey(),
      columns: [
        .key("policy_api_key", \.part.key, least: MISP.keyMinimum, usual: keyMinimum, isRandom: false),
        .derived("part_id") { key, _ in .text(key.owner.id) },
        policy(\.part.policy, id: \.part.policyId), .pastTime("valid_from_datetime", \.part.issuedAt),
        .time("valid_to_datetime", \.part.expiresAt),
        .flag("is_active", { $0.part.status == .active }, { $0.part.status = $1 ? .active : .inactive }),
        TableColumn("cr_by") { key, _ in
          .text(key.part.issuedBy ?? key.owner.record.createdBy)
        } read: { cell, key, _ in
          key.part.issuedBy = cell.text.map { Actor(name: "", email: $0).email }
        },
        .derived("cr_dtimes", form: .time) { key, _ in .time(key.part.issuedAt) },
        .optionalPerson("upd_by", \.part.updatedBy), .optionalTime("upd_dtimes", \.part.updatedAt),
      ] + TableColumn.deletion, parts: { $0.status.apiKeys },
      check: { key, objectImport in
        checkGroup(key.part.policy, of: key.owner, importing: &objectImport)
        if key.part.expiresAt < key.part.issuedAt {
          objectImport.refuse("valid_to_datetime is before valid_from_datetime")
        }
      },
      adopt: adoptAll)

    @Sendable private static func adoptAll(
      _ keys: [(part: APIKey, row: TableRow)], into stored: inout Stored<Partner>,
      importing objectImport: inout ObjectImport
    ) {
      let inOrder = keys.sorted { left, right in
        (left.part.issuedAt, ExactString(left.part.key.reveal())) < (
          right.part.issuedAt, ExactString(right.part.key.reveal())
        )
      }
      // The tables do not say which request a key was issued for. In the order of their times, keys get the requests
      // for their policy first; then the remaining keys, which were moved to another policy, get the remaining
      // requests.
      var free = stored.status.apiKeyRequests.filter { $0.status == .approved }
      var rest: [(part: APIKey, row: TableRow)] = []
      for key in inOrder where !adopt(key.part, into: &stored, free: &free, isSamePolicy: true) { rest.append(key) }
      for key in rest where !adopt(key.part, into: &stored, free: &free, isSamePolicy: false) {
        objectImport.refuse("its partner has no approved request that it could belong to", at: key.row)
      }
      stored.status.apiKeys.sort {
        ($0.issuedAt, ExactString($0.key.reveal())) < ($1.issuedAt, ExactString($1.key.reveal()))
      }
    }

    /// Adds a key to the first approved request without one; returns false if there is no such request.
    private static func adopt(
      _ key: APIKey, into stored: inout Stored<Partner>, free: inout [APIKeyRequest], isSamePolicy: Bool
    ) -> Bool {
      guard let index = free.firstIndex(where: { !isSamePolicy || ExactString.same($0.policy, key.policy) }),
        let entry = stored.spec.apiKeys.firstIndex(where: { ExactString.same($0.name, free[index].name) })
      else { return false }
      var key = key
      key.name = free.remove(at: index).name
      stored.status.apiKeys.append(key)
      stored.spec.apiKeys[entry].policy = key.policy
      stored.spec.apiKeys[entry].status = key.status
      return true
    }

    // MARK: Policies of keys and requests

    /// Leaves a row out if its policy is not in its partner's policy group.
    static func checkGroup(
      _ policy: String, of partner: Stored<Partner>, importing objectImport: inout ObjectImport
    ) {
      let group = objectImport.registry.object(Policy.self, named: policy)?.spec.policyGroup ?? ""
      if let own = partner.spec.policyGroup, ExactString.same(own, group) { return }
      objectImport.refuse("policy_id: the policy is not of its partner's policy group")
    }

    /// Makes the column of the policy of a request or a key.
    static func policy<Part>(
      _ name: Member<OwnedPart<Partner, Part>, String>, id: Member<OwnedPart<Partner, Part>, String>
    ) -> TableColumn<OwnedPart<Partner, Part>> {
      .reference(
        "policy_id", to: Policy.self, { $0[keyPath: name] },
        { part, policy in
          part[keyPath: name] = policy.metadata.name
          part[keyPath: id] = policy.id
        })
    }
  }
}
