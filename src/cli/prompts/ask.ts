/** One question through inquirer; Ctrl-C becomes the problem CANCELLED. Loaded on a terminal only. */
import { cancelled } from "../problems.js";

export interface Question {
  type: "input" | "select" | "confirm";
  message: string;
  default?: unknown;
  choices?: readonly { value: string; name: string; description?: string }[];
  /** `true`, or what is wrong with the answer. */
  validate?: (answer: string) => true | string | Promise<true | string>;
}

/** @throws Problem CANCELLED */
export async function ask<Answer>(question: Question): Promise<Answer> {
  const { default: inquirer } = await import("inquirer");
  try {
    const { answer } = await inquirer.prompt([{ ...question, name: "answer" }] as never);
    return answer as Answer;
  } catch (error) {
    if ((error as Error).name === "ExitPromptError" || (error as Error).name === "AbortPromptError") throw cancelled();
    throw error;
  }
}
