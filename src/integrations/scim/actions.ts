/** The provisioning actions that a SCIM service may support, in the platform's order and words. */
export const SCIM_ACTIONS = [
  {
    word: "import-users",
    term: "Import New Users and Profile Updates",
  },
  { word: "push-users", term: "Push New Users" },
  { word: "push-profiles", term: "Push Profile Updates" },
  { word: "push-groups", term: "Push Groups" },
  { word: "import-groups", term: "Import Groups" },
] as const;

export type ScimAction = (typeof SCIM_ACTIONS)[number]["word"];
