import {
  appsOfAnotherStatus,
  assignmentsOfAnotherEvent,
  eventsWithoutRow,
  rowsWithoutEvent,
} from "../../store/soundness.js";
import { type Breach, defineInvariant } from "../invariant.js";

const TOLD = [
  { table: "app", one: "app", made: "application.lifecycle.create", gone: "application.lifecycle.delete%" },
  { table: "idp_user", one: "user", made: "user.lifecycle.create", gone: "user.lifecycle.delete%" },
] as const;

/** A change and its event are written together: one without the other means that half of a change is missing. */
export default defineInvariant({
  says: "every change is told by an event, and every event's change is there",

  async breaches(database) {
    const found: Breach[] = [];
    for (const { table, one, ...types } of TOLD) {
      for (const { id } of await rowsWithoutEvent(database, table))
        found.push({ seen: `no event tells of the ${one} ${id}` });
      for (const { id } of await eventsWithoutRow(database, table, types))
        found.push({ seen: `an event tells that the ${one} ${id} was made, and it is not there` });
    }
    for (const { id, status } of await appsOfAnotherStatus(database))
      found.push({ seen: `the app ${id} is ${status}, its last event says otherwise` });
    for (const { app, user } of await assignmentsOfAnotherEvent(database))
      found.push({ seen: `whether ${user} is assigned to ${app} is not what the last event says` });
    return found;
  },
});
