/** The format says "another value each time", the value is the same every time, as at the platform. */
import { defineLint, signOnOf } from "../lint.js";

export default defineLint({
  level: "note",
  judge: ({ app }) =>
    String(signOnOf(app).subjectNameIdFormat).endsWith(":transient")
      ? [
          {
            path: "settings.signOn.subjectNameIdFormat",
            seen: "transient",
            why: "the value stays the person's app username; an SP that keeps it as it is told meets a new person each time",
          },
        ]
      : [],
});
