/** The SAML sample that knows its sign-in again by a cookie, with the SameSite attribute that a test wants. */

import { serve } from "../../../templates/samples/oidc/web.js";
import { createApp } from "../../../templates/samples/saml-lost-state/app.js";
import type { RunningApp, ZooOptions } from "../../zoo/variation.js";

/** @param sameSite the attribute's value, with what follows it; undefined leaves the attribute out */
export const startWithStateCookie = ({
  port = 0,
  env,
  sameSite,
}: ZooOptions & { sameSite: string | undefined }): Promise<RunningApp> =>
  serve(
    (base) => {
      const app = createApp(base);
      return (request, response) => {
        const append = response.appendHeader.bind(response);
        response.appendHeader = (name, value) =>
          append(
            name,
            String(value).startsWith("saml_sample_state=")
              ? String(value).replace("; SameSite=Lax", sameSite === undefined ? "" : `; SameSite=${sameSite}`)
              : value,
          );
        app(request, response);
      };
    },
    { port, env },
  );
