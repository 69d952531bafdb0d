/** POST /login/login.htm: judges who it is, starts the session, goes where the page was opened for. */
import { type User, userById } from "../../store/users.js";
import { redirect, sendPage } from "../http/answers.js";
import type { Exchange } from "../http/exchange.js";
import { recordEvents } from "../log.js";
import { errorPage } from "../pages/error.js";
import { startSession } from "../sessions/session.js";
import { signInWithToken } from "../sessions/session-token.js";
import { type Authentication, authenticate, statusRefusal, unable } from "./authenticate.js";
import { renderSignIn } from "./show.js";
import { closeSignIn, readSignIn, type SignInHandle } from "./sign-in-handle.js";

export async function submitSignIn(exchange: Exchange): Promise<void> {
  const { idp, req } = exchange;
  // Browsers say where a form was posted from; the handle's cookie would refuse a foreign one as well.
  const from = req.headers.origin;
  if (from !== undefined && from !== idp.origin) return refuseForm(exchange);

  const form = await exchange.form();
  const handle = form.get("handle") ?? "";
  const signIn = await readSignIn(exchange, handle);
  if (!signIn) return refuseForm(exchange);

  const token = form.get("sessionToken");
  if (token) {
    if (!(await signInWithToken(exchange, token))) return tryAgain(exchange, handle, "", unable);
    await closeSignIn(exchange, handle);
    return redirect(exchange, signIn.returnTo, 303);
  }

  const judged = await judge(exchange, form, signIn);
  if ("refused" in judged) {
    const login = form.get("username") ?? "";
    await recordEvents(exchange, [
      {
        type: "user.session.start",
        actor: judged.user ?? (login || null),
        result: "FAILURE",
        reason: judged.refused,
        run: signIn.run,
      },
    ]);
    return tryAgain(exchange, handle, login, judged.text);
  }

  if (!(await closeSignIn(exchange, handle))) return refuseForm(exchange);
  await startSession(exchange, { user: judged.user, amr: ["pwd"], run: signIn.run });
  redirect(exchange, signIn.returnTo, 303); // never 307: it would send the password along (rfc9700 §4.12)
}

async function judge({ idp }: Exchange, form: URLSearchParams, { run }: SignInHandle): Promise<Authentication> {
  const id = form.get("user");
  if (!id) {
    const [login, password] = [form.get("username") ?? "", form.get("password") ?? ""];
    return authenticate(idp.store, { org: idp.org.id, login, password, run, now: idp.clock() });
  }
  const user: User | undefined = await userById(idp.store.read, id);
  if (user?.org !== idp.org.id) return { refused: "INVALID_CREDENTIALS", text: unable };
  return statusRefusal(user) ?? { user };
}

function tryAgain(exchange: Exchange, handle: string, username: string, error: string): Promise<void> {
  return renderSignIn(exchange, { handle, username, error });
}

function refuseForm(exchange: Exchange): void {
  const { idp, nonce } = exchange;
  sendPage(
    exchange,
    403,
    errorPage(
      { nonce, org: idp.org.name },
      {
        title: "403 Forbidden",
        text: "This sign-in form was used already, is older than an hour, or was not opened in this browser.",
        fix: { text: "Start again at the app, or open the dashboard:", command: `${idp.origin}/app/UserHome` },
      },
    ),
  );
}
