/** Which groups have an app; what that means for each member stands in `assignment`, with scope GROUP. */
import type { Migration } from "../migration.js";

export const groupAssignments: Migration = {
  id: "0002-group-assignments",

  statements: ({ sortedText }) => [
    `CREATE TABLE group_assignment (
       app_id ${sortedText} NOT NULL REFERENCES app (id) ON DELETE CASCADE,
       group_id ${sortedText} NOT NULL REFERENCES idp_group (id) ON DELETE CASCADE,
       created TEXT NOT NULL,
       PRIMARY KEY (app_id, group_id)
     )`,
    // A membership that comes or goes asks which apps hang on the group.
    "CREATE INDEX group_assignment_by_group ON group_assignment (group_id, app_id)",
    // The few who have an app as a person are found among the many who have it through a group.
    "CREATE INDEX assignment_by_scope ON assignment (app_id, scope, user_id)",
  ],
};
