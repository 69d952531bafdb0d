import { describe, expect, it } from "vitest";
import { appUserTarget } from "../../src/directory/events.js";
import { anAssignment, aUser } from "../conformance/rows.js";

describe("a person in an app, as a target of log events", () => {
  it("is the app user: its id and the name in the app, with the person's own name to read", () => {
    const user = aUser("00o1", { login: "ada@example.com", firstName: "Ada", lastName: "Lovelace" });
    const assignment = { ...anAssignment("0oa1", user.id), id: "0ua1", username: "ada" };

    expect(appUserTarget(user, assignment)).toEqual({
      id: "0ua1",
      type: "AppUser",
      alternateId: "ada",
      displayName: "Ada Lovelace",
    });
  });
});
