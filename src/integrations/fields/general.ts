/** What the General tab of every app has: notes, how people reach the app, and where they end who may not. */
import { z } from "zod";
import type { AppDocument } from "../../store/apps.js";
import { atPath, defineField, type Field, setPath } from "../field.js";
import { webUrl } from "../url.js";

/** A switch that is off unless somebody switched it on: off is not shown, and never `null` in the app object. */
const offSwitch = (field: Pick<Field<boolean>, "key" | "path" | "term" | "flag" | "help"> & { missing: string }) => {
  const { missing, ...own } = field;
  return defineField<boolean>({
    ...own,
    switch: true,
    schema: z.boolean(),
    read: (document) => (atPath(document, own.path) === true ? true : undefined),
    write: (document, value) => setPath(document, own.path, value === true),
    notHonoured: (value) => (value ? missing : undefined),
  });
};

const note = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, "the text is empty")
    .max(longest, `the text has more than ${longest} characters`)
    .regex(/^[^\p{Cc}]*$/u, "the text has a control character in it");

const LONGEST_NOTE = 1000;

export const adminNote = defineField<string>({
  key: "adminNote",
  path: "settings.notes.admin",
  term: "Application notes for admins",
  flag: "--admin-note <text>",
  help: "a note that admins see",
  example: "Owned by the finance team",
  schema: note(LONGEST_NOTE),
});

export const userNote = defineField<string>({
  key: "userNote",
  path: "settings.notes.enduser",
  term: "Application notes for end users",
  flag: "--user-note <text>",
  help: "a note that people see beside the tile",
  example: "Use it from the office network",
  schema: note(LONGEST_NOTE),
});

export const errorRedirectUrl = defineField<string>({
  key: "errorRedirectUrl",
  path: "accessibility.errorRedirectUrl",
  term: "Application access error page",
  flag: "--error-redirect-url <url>",
  help: "where people are sent who open the app and are not assigned to it; else a page of the IdP tells them",
  example: "https://intranet.example/no-access",
  schema: webUrl("https://intranet.example/no-access", { mayHaveFragment: true }),
});

export const autoLaunch = offSwitch({
  key: "autoLaunch",
  path: "visibility.autoLaunch",
  term: "Auto-launch the app when people sign in",
  flag: "--auto-launch",
  help: "open the app when people sign in to the dashboard",
  missing: "the dashboard opens no app by itself",
});

export const autoSubmit = offSwitch({
  key: "autoSubmit",
  path: "visibility.autoSubmitToolbar",
  term: "Browser plugin auto-submit",
  flag: "--auto-submit",
  help: "let the browser plugin submit the app's sign-in form",
  missing: "there is no browser plugin",
});

export const selfService = offSwitch({
  key: "selfService",
  path: "accessibility.selfService",
  term: "Self service",
  flag: "--self-service",
  help: "let people add the app to their dashboard, or ask for it",
  missing: "people add no apps by themselves",
});

const VPN = "settings.notifications.vpn";
const NETWORKS = { anywhere: "ANYWHERE", "on-network": "ON_NETWORK", "off-network": "OFF_NETWORK" } as const;
type Network = keyof typeof NETWORKS;
const networkOf = (document: AppDocument) =>
  (Object.keys(NETWORKS) as Network[]).find((word) => NETWORKS[word] === atPath(document, `${VPN}.network.connection`));
const asksForVpn = { when: (values: Record<string, unknown>) => values.vpnNotification !== undefined };

export const vpnNotification = defineField<Network>({
  key: "vpnNotification",
  path: `${VPN}.network.connection`,
  term: "VPN notification",
  flag: "--vpn-notification <network>",
  help: "tell people that the app needs a VPN: anywhere, on-network or off-network",
  schema: z.enum(["anywhere", "on-network", "off-network"], "it is none of anywhere, on-network, off-network"),
  choices: [
    { value: "anywhere", label: "Anywhere" },
    { value: "on-network", label: "On network" },
    { value: "off-network", label: "Off network" },
  ],
  read: networkOf,
  write: (document, network) =>
    setPath(document, `${VPN}.network.connection`, network === undefined ? "DISABLED" : NETWORKS[network]),
  notHonoured: () => "no page tells people to connect first",
});

export const vpnMessage = defineField<string>({
  key: "vpnMessage",
  path: `${VPN}.message`,
  term: "VPN notification message",
  flag: "--vpn-message <text>",
  help: "what the VPN notification says",
  example: "Connect to the VPN first",
  schema: note(LONGEST_NOTE),
  ...asksForVpn,
  meansOnlyWith: "it goes with --vpn-notification",
});

export const vpnHelpUrl = defineField<string>({
  key: "vpnHelpUrl",
  path: `${VPN}.helpUrl`,
  term: "VPN help page",
  flag: "--vpn-help-url <url>",
  help: "a page about the VPN, for the notification",
  example: "https://intranet.example/vpn",
  schema: webUrl("https://intranet.example/vpn", { mayHaveFragment: true }),
  ...asksForVpn,
  meansOnlyWith: "it goes with --vpn-notification",
});

/** Behind everything that is the kind's own. */
export const generalFields: readonly Field[] = [
  adminNote,
  userNote,
  errorRedirectUrl,
  autoLaunch,
  autoSubmit,
  selfService,
  vpnNotification,
  vpnMessage,
  vpnHelpUrl,
];

/** Where a person is sent who may not use the app; set by the admin alone, so it is no open redirect. */
export const errorPageOf = (document: AppDocument): string | undefined =>
  (atPath(document, errorRedirectUrl.path) as string | null | undefined) ?? undefined;
