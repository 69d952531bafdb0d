/** Recognizing a person in a page or JSON of the app. */
import type { User } from "../store/users.js";

/** What of a person a page may show, the surest first. */
const marksOf = (user: User, username: string): string[] => {
  const fullName = `${user.firstName} ${user.lastName}`.trim();
  return [...new Set([username, user.login, user.email, ...(fullName.includes(" ") ? [fullName] : [])])];
};

/**
 * The first of the person's login, app username, e-mail and full name that a text shows; undefined when it shows none.
 * Whole words only: `ada@example.com` is not in `lada@example.com.evil`.
 */
export function identityIn(text: string, user: User, username: string): string | undefined {
  const readable = text.normalize("NFC").toLowerCase();
  return marksOf(user, username).find((mark) => {
    const wanted = mark.normalize("NFC").toLowerCase();
    for (let at = readable.indexOf(wanted); at >= 0; at = readable.indexOf(wanted, at + 1)) {
      if (!isWordPart(readable[at - 1]) && !isContinued(readable, at + wanted.length)) return true;
    }
    return false;
  });
}

const isWordPart = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}@.+_-]/u.test(character);

/** Whether the word goes on behind the mark; a full stop alone ends a sentence. */
const isContinued = (text: string, at: number): boolean =>
  /[\p{L}\p{N}@+_-]/u.test(text[at] ?? "") || (text[at] === "." && /[\p{L}\p{N}]/u.test(text[at + 1] ?? ""));
