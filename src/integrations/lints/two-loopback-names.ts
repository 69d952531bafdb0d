/** To a browser localhost and 127.0.0.1 are two hosts: a cookie that one of them set is never sent to the other. */
import { addressesOf, defineLint, isLoopback } from "../lint.js";

export default defineLint({
  level: "warning",
  judge({ app }) {
    const local = addressesOf(app).filter(({ url }) => isLoopback(url));
    const [first] = local;
    const other = local.find(({ url }) => url.hostname !== first?.url.hostname);
    return first && other
      ? [
          {
            path: other.path,
            seen: other.text,
            why: `another address of the app is on ${first.url.hostname}: to a browser these are two hosts, so the app's session of one is unknown to the other`,
            advice: "use one of the two names in all addresses of the app",
          },
        ]
      : [];
  },
});
