/** The page "To App": what is pushed, each as a flag in the app object's `features`. All of it is off to begin with. */
import { z } from "zod";
import type { AppDocument } from "../../../store/apps.js";
import { defineField, type Field, type FieldValues } from "../../field.js";
import { NOT_ON_OIDC, SECTION } from "../words.js";
import { can } from "./actions.js";

const NOT_YET = "it is kept, and nothing is pushed yet";

interface Toggle {
  key: string;
  term: string;
  flag: string;
  help: string;
  /** What the platform calls it; the first of them says whether it is on. */
  features: readonly [string, ...string[]];
  when(values: FieldValues): boolean;
  meansOnlyWith: string;
}

const toggle = ({ features, ...toggle }: Toggle): Field =>
  defineField<boolean>({
    ...toggle,
    path: "features",
    section: SECTION,
    switch: true,
    schema: z.boolean(),
    default: () => false,
    read: (document) => document.features.includes(features[0]),
    write: (document, isOn, values) => setFeatures(document, features, isOn === true && toggle.when(values)),
    notHonoured: (isOn) => (isOn ? NOT_YET : undefined),
    notElsewhere: NOT_ON_OIDC,
  }) as Field;

export const toApp: readonly Field[] = [
  toggle({
    key: "scimCreateUsers",
    term: "Create Users",
    flag: "--scim-create-users",
    help: "make or link the person in the app when the app is assigned",
    features: ["PUSH_NEW_USERS"],
    when: can("push-users"),
    meansOnlyWith: "it goes with --scim-action push-users",
  }),
  toggle({
    key: "scimUpdateUsers",
    term: "Update User Attributes",
    flag: "--scim-update-users",
    help: "carry changes of a person's profile into the app; what was changed there is overwritten",
    features: ["PUSH_PROFILE_UPDATES"],
    when: can("push-profiles"),
    meansOnlyWith: "it goes with --scim-action push-profiles",
  }),
  toggle({
    key: "scimDeactivateUsers",
    term: "Deactivate Users",
    flag: "--scim-deactivate-users",
    help: "switch the person off in the app when it is unassigned, and on again with a new assignment",
    features: ["PUSH_USER_DEACTIVATION", "REACTIVATE_USERS"],
    when: can("push-users", "push-profiles"),
    meansOnlyWith: "it goes with --scim-action push-users or push-profiles",
  }),
  toggle({
    key: "scimExcludeUsername",
    term: "Exclude Username Updates",
    flag: "--scim-exclude-username",
    help: "leave the username out when a changed profile is carried into the app",
    features: ["EXCLUDE_USERNAME_UPDATE_ON_PROFILE_PUSH"],
    when: can("push-profiles"),
    meansOnlyWith: "it goes with --scim-action push-profiles",
  }),
];

const SYNCS = ["off", "okta", "random"] as const;
const PASSWORD_FEATURE = "PUSH_PASSWORD_UPDATES";
const syncs = (values: FieldValues) =>
  can("push-users")(values) && ["okta", "random"].includes(values.scimSyncPassword as string);

/** @see the platform's capabilities.update.password: status, seed */
export const scimSyncPassword = defineField<(typeof SYNCS)[number]>({
  key: "scimSyncPassword",
  path: "settings.provisioning.scim.password.seed",
  term: "Sync Password",
  flag: "--scim-sync-password <which>",
  section: SECTION,
  help: "push a password: off, okta (the one that people sign in with) or random (one made for the app)",
  schema: z.enum(SYNCS, `it must be one of ${SYNCS.join(", ")}`),
  choices: [
    { value: "off", label: "Off" },
    { value: "okta", label: "Sync the person's own password" },
    { value: "random", label: "Sync a randomly generated password" },
  ],
  default: () => "off",
  when: can("push-users"),
  meansOnlyWith: "it goes with --scim-action push-users",
  read: (document) =>
    document.features.includes(PASSWORD_FEATURE) ? (passwordOf(document).seed === "OKTA" ? "okta" : "random") : "off",
  write: (document, sync, values) => {
    const isOn = syncs(values) && sync !== "off";
    setFeatures(document, [PASSWORD_FEATURE], isOn);
    passwordOf(document).seed = sync === "okta" ? "OKTA" : "RANDOM";
  },
  notHonoured: (sync) => (sync === "off" ? undefined : NOT_YET),
  notElsewhere: NOT_ON_OIDC,
});

/** @see the platform's capabilities.update.password: change */
export const scimNewPassword = defineField<boolean>({
  key: "scimNewPassword",
  path: "settings.provisioning.scim.password.change",
  term: "Generate new password whenever the person's own one changes",
  flag: "--scim-new-password",
  section: SECTION,
  help: "make another random password for the app whenever the person's own one changes",
  switch: true,
  schema: z.boolean(),
  default: () => false,
  when: (values) => syncs(values) && values.scimSyncPassword === "random",
  meansOnlyWith: "it goes with --scim-sync-password random",
  read: (document) => passwordOf(document).change === "CHANGE",
  write: (document, isOn) => {
    passwordOf(document).change = isOn ? "CHANGE" : "KEEP_EXISTING";
  },
  notHonoured: (isOn) => (isOn ? NOT_YET : undefined),
  notElsewhere: NOT_ON_OIDC,
});

/** The member that says which password is pushed; made where there is none. */
function passwordOf({ settings }: AppDocument): { seed?: "OKTA" | "RANDOM"; change?: "CHANGE" | "KEEP_EXISTING" } {
  const provisioning = memberOf(settings, "provisioning");
  return memberOf(memberOf(provisioning, "scim"), "password");
}

function memberOf(object: Record<string, unknown>, key: string): Record<string, unknown> {
  object[key] ??= {};
  return object[key] as Record<string, unknown>;
}

function setFeatures(document: AppDocument, features: readonly string[], isOn: boolean): void {
  const others = document.features.filter((feature) => !features.includes(feature));
  document.features = isOn ? [...others, ...features] : others;
}
