/** The platform's app object of an SWA app before anything was chosen. */
import type { AppDocument } from "../../store/apps.js";
import { newDocument } from "../document.js";

export const newSwaDocument = (): AppDocument =>
  newDocument({
    hidden: false,
    credentials: { scheme: "EDIT_USERNAME_AND_PASSWORD", revealPassword: false },
    settings: { app: {}, signOn: { loginUrl: null, redirectUrl: null } },
  });
