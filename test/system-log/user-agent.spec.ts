import { expect, it } from "vitest";
import { deviceOf, readUserAgent } from "../../src/system-log/user-agent.js";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";

it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36`,
    "CHROME",
    "Windows 10",
    "Computer",
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36 Edg/130.0`,
    "EDGE",
    "Windows 10",
    "Computer",
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:131.0) Gecko/20100101 Firefox/131.0",
    "FIREFOX",
    "Mac OS X",
    "Computer",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
    "SAFARI",
    "iOS",
    "Mobile",
  ],
  [`Mozilla/5.0 (Linux; Android 14) ${webkit} Chrome/130.0.0.0 Mobile Safari/537.36`, "CHROME", "Android", "Mobile"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} HeadlessChrome/130.0.0.0 Safari/537.36`, "CHROME", "Linux", "Computer"],
  ["curl/8.5.0", "UNKNOWN", "Unknown", "Unknown"],
  ["", "UNKNOWN", "Unknown", "Unknown"],
])("reads %s", (header, browser, os, device) => {
  expect(readUserAgent(header)).toEqual({ rawUserAgent: header, browser, os });
  expect(deviceOf(header)).toBe(device);
});
