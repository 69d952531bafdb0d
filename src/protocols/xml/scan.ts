/**
 * One walk over the text before any parser sees it: no document type declaration, no entity but the five of XML,
 * no character that XML forbids. The parser behind it would let the last two pass.
 */
import { characterName, illegalCharacterAt } from "./characters.js";

export interface Fault {
  kind: "dtd" | "malformed";
  offset: number;
  detail: string;
}

/** What may begin with `<` without being an element, and how it ends. Nothing inside is markup. */
const OPAQUE = [
  { opens: "<!--", closes: "-->" },
  { opens: "<![CDATA[", closes: "]]>" },
  { opens: "<?", closes: "?>" },
] as const;

const REFERENCE = /&(?:amp|lt|gt|quot|apos|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));/y;

/** The first fault of the text, or nothing; well-formedness beyond it is the parser's to judge. */
export function firstFault(text: string): Fault | undefined {
  const illegal = illegalCharacterAt(text);
  if (illegal >= 0) return malformed(illegal, `${characterName(text, illegal)} is not a character of XML`);

  const markup = /[<&]/g;
  for (let found = markup.exec(text); found; found = markup.exec(text)) {
    const offset = found.index;
    if (found[0] === "&") {
      const fault = referenceFault(text, offset);
      if (fault) return fault;
      continue;
    }
    const opaque = OPAQUE.find(({ opens }) => text.startsWith(opens, offset));
    if (opaque) {
      const end = text.indexOf(opaque.closes, offset + opaque.opens.length);
      if (end < 0) return malformed(offset, `${opaque.opens} is never closed by ${opaque.closes}`);
      markup.lastIndex = end + opaque.closes.length;
    } else if (text.startsWith("<!", offset)) {
      return { kind: "dtd", offset, detail: "a document type declaration" };
    }
  }
  return undefined;
}

function referenceFault(text: string, offset: number): Fault | undefined {
  REFERENCE.lastIndex = offset;
  const reference = REFERENCE.exec(text);
  if (!reference) {
    return malformed(offset, "& begins neither a character reference nor one of &amp; &lt; &gt; &quot; &apos;");
  }

  const [, decimal, hexadecimal] = reference;
  if (decimal === undefined && hexadecimal === undefined) return undefined;
  const code = decimal === undefined ? Number.parseInt(hexadecimal ?? "", 16) : Number(decimal);
  const isCharacter = code <= 0x10ffff && illegalCharacterAt(String.fromCodePoint(code)) < 0;
  return isCharacter ? undefined : malformed(offset, `${reference[0]} is not a character of XML`);
}

const malformed = (offset: number, detail: string): Fault => ({ kind: "malformed", offset, detail });
