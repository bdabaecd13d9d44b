/// The settings manifest to start from.
enum RegistryManifest {
  static let example = """
    apiVersion: partnerctl/v1
    kind: Registry
    metadata:
      name: country
    spec:
      state: State                        # folder of the stored state, relative to the repository's root
      misps: {idLength: 3, licenseKeyLength: 50, licenseKeyValidityDays: 90}
      removals: {limit: 10%, minimum: 5}  # refuse a run that would remove more

    """
}
