import type { Group } from "../store/groups.js";

/** How a group is typed in a command line: by name, or by id where the name is no plain word of a shell. */
export const groupWord = ({ id, name }: Pick<Group, "id" | "name">): string => (isPlainWord(name) ? name : id);

/** Whether a text can stand in a command line without quotes, and is no flag. */
export const isPlainWord = (text: string): boolean => /^[\w.@+][\w.@+-]*$/.test(text);
