/** Parsers of the languages that frameworks are configured in, none of them ours: each throws where the text is none. */
import { parser as python } from "@lezer/python";
import { loadPrism } from "@ruby/prism";
import { DOMParser } from "@xmldom/xmldom";
import { Engine } from "php-parser";
import { parseAst } from "rolldown/parseAst";
import * as toml from "smol-toml";
import * as yaml from "yaml";

const ruby = await loadPrism();
const php = new Engine({ parser: { extractDoc: false, suppressErrors: false } });

type Parse = (text: string) => void;

const byEnding: Record<string, Parse> = {
  js: (text) => void parseAst(text),
  ts: (text) => void parseAst(text, { lang: "ts" }),
  json: (text) => void JSON.parse(text),
  yml: (text) => void yaml.parse(text),
  yaml: (text) => void yaml.parse(text),
  cfg: (text) => void toml.parse(text),
  php: (text) => void php.parseCode(text, "configuration.php"),
  xml: (text) => {
    const onError = (level: string, message: string) => {
      throw new Error(`${level}: ${message}`);
    };
    new DOMParser({ onError }).parseFromString(text, "text/xml");
  },
  rb: (text) => {
    const [error] = ruby(text).errors;
    if (error) throw new Error(error.message);
  },
  py: (text) =>
    python.parse(text).iterate({
      enter({ type, from }) {
        if (type.isError) throw new Error(`no Python at ${from}: ${text.slice(from, from + 40)}`);
      },
    }),
  ini: (text) => eachLine(text, /^(\[[\w.]+\]|[\w]+ = .+)$/),
  conf: (text) => {
    eachLine(text, /^(<\/?[A-Z]\w+( "[^"]+")?>|\s*[A-Z]\w+ \S.*)$/);
    const opened = text.match(/^<[A-Z]/gm)?.length;
    if (opened !== text.match(/^<\//gm)?.length) throw new Error("a section is not closed");
  },
};

/** The parser for a file of that name. @throws Error where there is none: a new language needs one */
export function parserOf(file: string): Parse {
  const parse = byEnding[file.slice(file.lastIndexOf(".") + 1)];
  if (!parse) throw new Error(`nothing here reads ${file}`);
  return parse;
}

function eachLine(text: string, shape: RegExp): void {
  for (const line of text.split("\n"))
    if (line !== "" && !/^\s*#/.test(line) && !shape.test(line)) throw new Error(`this line has no meaning: ${line}`);
}
