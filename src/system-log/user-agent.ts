/** What the platform's log says about a browser. */
export interface UserAgent {
  rawUserAgent: string;
  os: string;
  browser: string;
}

// In this order: Edge and Opera call themselves Chrome too, Chrome calls itself Safari.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "EDGE"],
  [/\bOPR\//, "OPERA"],
  [/\bFirefox\//, "FIREFOX"],
  [/\b(?:Headless)?Chrom(?:e|ium)\/|\bCriOS\//, "CHROME"],
  [/\bSafari\//, "SAFARI"],
];

const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/Windows NT 10/, "Windows 10"],
  [/Windows/, "Windows"],
  [/iPhone|iPad|iPod/, "iOS"],
  [/Android/, "Android"],
  [/Mac OS X/, "Mac OS X"],
  [/CrOS/, "Chrome OS"],
  [/Linux/, "Linux"],
];

const firstOf = (rows: readonly (readonly [RegExp, string])[], text: string) =>
  rows.find(([pattern]) => pattern.test(text))?.[1];

/** Reads a User-Agent header as the log shows it: `UNKNOWN` browser and `Unknown` system for what is no browser. */
export function readUserAgent(header: string): UserAgent {
  return {
    rawUserAgent: header,
    os: firstOf(SYSTEMS, header) ?? "Unknown",
    browser: firstOf(BROWSERS, header) ?? "UNKNOWN",
  };
}

/** The kind of device behind a User-Agent header. */
export function deviceOf(header: string): "Computer" | "Mobile" | "Unknown" {
  if (/iPhone|iPad|iPod|Android|Mobile/.test(header)) return "Mobile";
  return /Windows|Mac OS X|Linux|CrOS/.test(header) ? "Computer" : "Unknown";
}
