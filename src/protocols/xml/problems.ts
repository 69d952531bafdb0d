/** What people are told about XML that cannot be read or written. Readers of one kind of message bring their own. */
import { Problem } from "../../problem.js";

/** Where in a text something was seen; both count from 1. */
export interface Position {
  line: number;
  column: number;
}

/** `line 3, column 14` */
export const place = ({ line, column }: Position): string => `line ${line}, column ${column}`;

/** The words of one kind of message for the four ways in which text is no XML that may be read. */
export interface XmlRefusals {
  empty(): Problem;
  tooLarge(bytes: number, maxBytes: number): Problem;
  dtd(at: Position): Problem;
  malformed(at: Position, detail: string): Problem;
}

/** For XML of no particular kind. */
export const xmlRefusals: XmlRefusals = {
  empty: () =>
    new Problem("XML_EMPTY", 2, "The XML is empty", "there is nothing to read", "give the document's whole text"),

  tooLarge: (bytes, maxBytes) =>
    new Problem(
      "XML_TOO_LARGE",
      2,
      `The XML is ${bytes} bytes long`,
      `documents of more than ${maxBytes} bytes are not read`,
      "give the document alone, without what surrounds it",
    ),

  dtd: (at) =>
    new Problem(
      "XML_DTD",
      2,
      `The XML has a document type declaration in ${place(at)}`,
      "a DTD can pull in other files and grow without limit, so none is ever read",
      "take the <!DOCTYPE …> out",
    ),

  malformed: (at, detail) =>
    new Problem(
      "XML_MALFORMED",
      2,
      `The XML is not well-formed in ${place(at)}`,
      detail,
      "give the document as it was issued, byte for byte",
    ),
};

/** A value that is to be written holds a character that XML 1.0 has no way to write. */
export const illegalCharacter = (where: string, character: string, offset: number) =>
  new Problem(
    "XML_CHARACTER",
    2,
    `XML cannot carry the character ${character} in ${where}`,
    `it is character ${offset + 1} of the value, and leaving it out would send another value`,
    "remove the character from the user's profile or from the setting that the value comes from",
  );
