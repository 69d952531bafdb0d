/** Plays a session with a person: asks what stands at its place, hands back what was answered. */
import type { Asker, Reply } from "../prompts/asker.js";
import { type Answer, answerText, type LoadMetadata, shownQuestion, termOf } from "./question.js";
import { eventOf, moreQuestion, reviewQuestion } from "./review.js";
import { type Event, type Session, step } from "./session.js";

interface Play {
  asker: Asker;
  load: LoadMetadata;
  keepsDraft: boolean;
  /** Told of every change, also of what is typed and not sent yet. */
  changed(session: Session): void;
}

/** @returns the session at its end @throws Problem CANCELLED; errors of what reads the answers */
export async function runSession(session: Session, play: Play): Promise<Session> {
  let current = session;
  while (current.place.at !== "end") {
    current = step(current, await nextEvent(current, play));
    play.changed(current);
  }
  return current;
}

async function nextEvent(session: Session, play: Play): Promise<Event> {
  const { asker } = play;
  const { place } = session;
  if (place.at === "review") return picked(await asker.pick(reviewQuestion(session, play)));
  if (place.at === "more") return picked(await asker.pick(moreQuestion(session)));
  if (place.at === "end") throw new Error("the session is over");
  return await askedEvent(session, place.key, play);
}

async function askedEvent(session: Session, key: string, { asker, load, changed }: Play): Promise<Event> {
  const shown = shownQuestion(session, key, load);
  let reply: Reply<Answer>;
  if (shown.how === "pick") {
    const row = await asker.pick(shown.question);
    reply = "answer" in row ? { answer: shown.read(row.answer) } : row;
  } else {
    const typed = (text: string) => changed({ ...session, typed: { ...session.typed, [key]: text } });
    reply = await asker.text({ ...shown.question, typed });
    const { prefill } = shown.question;
    if ("back" in reply && reply.typed === prefill) reply = { back: true };
  }
  if ("back" in reply) return { type: "back", typed: reply.typed };
  asker.answered(termOf(session, key), answerText(session, key, reply.answer.value));
  return { type: "answer", ...reply.answer };
}

const picked = (reply: Reply<string>): Event => ("answer" in reply ? eventOf(reply.answer) : { type: "back" });
