/** Questions through inquirer, with the two prompts of our own registered with it. Loaded on a terminal only. */
import { printable, type Style } from "../../output/style.js";
import { cancelled } from "../../problems.js";
import type { Asker, PickQuestion, Reply, TextQuestion } from "../asker.js";
import { wrapped } from "../lines.js";
import { columns } from "./frame.js";
import pickPrompt from "./pick-prompt.js";
import textPrompt from "./text-prompt.js";

/** @param signal ends the question that is open, with the problem CANCELLED */
export async function richAsker({ style, signal }: { style: Style; signal: AbortSignal }): Promise<Asker> {
  const { default: inquirer } = await import("inquirer");
  const options = { signal, clearPromptOnDone: true };
  const ask = inquirer.createPromptModule(options as never);
  ask.registerPrompt("text", textPrompt as never);
  ask.registerPrompt("pick", pickPrompt as never);

  async function prompt<T>(type: "text" | "pick", question: TextQuestion<T> | PickQuestion): Promise<Reply<T>> {
    let result: Reply<T> | { failed: unknown };
    try {
      const asked = [{ type, name: "reply", message: question.message, question, style }];
      result = ((await ask(asked as never)) as { reply: Reply<T> | { failed: unknown } }).reply;
    } catch (error) {
      const { name } = error as Error;
      if (name === "ExitPromptError" || name === "AbortPromptError" || name === "CancelPromptError") throw cancelled();
      throw error;
    }
    if ("failed" in result) throw result.failed;
    return result;
  }

  return {
    text: (question) => prompt("text", question),
    pick: (question) => prompt<string>("pick", question),
    answered: (term, answer) => {
      const [first = "", ...more] = wrapped(`${term} ${printable(answer)}`, columns() - 2);
      const lines = [`${style.green("✔")} ${first}`, ...more.map((line) => `  ${line.trimStart()}`)];
      process.stdout.write(`${lines.join("\n")}\n`);
    },
    close: () => {},
  };
}
