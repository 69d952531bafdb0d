/** An address on this machine is right for a test and wrong for everybody else. */
import { addressesOf, defineLint, isLoopback } from "../lint.js";

export default defineLint({
  level: "note",
  judge({ app }) {
    const local = addressesOf(app).find(({ url }) => isLoopback(url));
    return local && app.status === "ACTIVE"
      ? [
          {
            path: local.path,
            seen: local.text,
            why: "only browsers on this machine reach it; a real org needs the app's public address",
          },
        ]
      : [];
  },
});
