/** The protocols of the IdP. A new one is a folder beside this file that exports a Protocol, and a line here. */
import { bookmark } from "./bookmark/index.js";
import type { Protocol } from "./idp.js";
import { oidc } from "./oidc/index.js";
import { saml } from "./saml/index.js";
import { swa } from "./swa/index.js";

export const protocols: readonly Protocol[] = [oidc, saml, swa, bookmark];
