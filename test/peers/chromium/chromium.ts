/** A real Chromium, headless, making the journeys of the cases. */
import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";
import type { Step } from "./cases.js";

export const executablePath = process.env.APPINT_CHROMIUM ?? "/usr/bin/chromium";
export const chromiumIsHere = existsSync(executablePath);

/** Starts Chromium; `features` are switched on besides its defaults. */
export const launchChromium = (features: string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
      ...["--disable-component-update", "--disable-sync"],
      ...(features.length ? [`--enable-features=${features.join(",")}`] : []),
    ],
  });

/** Makes one journey; every step ends at a page whose title is "end". */
export async function walkInChromium(page: Page, steps: Step[]): Promise<void> {
  for (const step of steps) {
    const shown = page.url();
    if (typeof step === "object") await page.goto(step.type, { waitUntil: "commit" });
    else await page.click(step === "click the link" ? "a" : "button", { noWaitAfter: true });
    if (typeof step === "string") await page.waitForURL((url) => url.href !== shown, { waitUntil: "commit" });
    await page.waitForFunction(() => document.title === "end", undefined, { timeout: 10_000, polling: 10 });
  }
}
