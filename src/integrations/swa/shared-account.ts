import type { FieldValues } from "../field.js";

/** Whether all people of the app use one account. */
export const isShared = ({ credentials }: FieldValues): boolean => credentials === "SHARED_USERNAME_AND_PASSWORD";
