/** An app on express and express-session that knows no protocol: a login form, a session, and a page behind it. */
import { randomBytes } from "node:crypto";
import express, { type Request } from "express";
import session from "express-session";
import { type Listening, listen } from "../harness/listen.js";

export interface LoginFormApp extends Listening {
  url: string;
  loginUrl: string;
  /** Sign-ins that were refused, as the app saw them. */
  refused: { username: string; why: string }[];
}

/**
 * @param port its own
 * @param accounts password by name
 * @param guarded whether the form carries a token that only a visit to the page can know
 */
export async function start({
  port,
  accounts,
  guarded = false,
}: {
  port: number;
  accounts: Record<string, string>;
  guarded?: boolean;
}): Promise<LoginFormApp> {
  const app = express();
  const refused: LoginFormApp["refused"] = [];
  app.use(session({ name: "sid", secret: randomBytes(16).toString("hex"), resave: false, saveUninitialized: false }));
  app.use(express.urlencoded({ extended: false, limit: "10kb" }));
  const about = (req: Request) => req.session as unknown as { user?: string; token?: string };

  app.get("/login", (req, res) => {
    const token = about(req).token ?? randomBytes(16).toString("hex");
    if (guarded) about(req).token = token;
    res.send(`<!doctype html><link rel="icon" href="data:,"><title>Timesheet</title>
<form action="/search"><input name="q"><button>Search</button></form>
<form action="session" method="post">
<input type="hidden" name="tenant" value="acme &amp; co">
${guarded ? `<input type="hidden" name="_csrf" value="${token}">` : ""}
<label>User <input name="login" type="text"></label><label>Password <input name="pass" type="password"></label>
<button name="submit" value="in">Log in</button></form>`);
  });
  app.post("/session", (req, res) => {
    const { login: username = "", pass, tenant, submit, _csrf } = req.body as Record<string, string>;
    const why =
      guarded && (_csrf === undefined || _csrf !== about(req).token)
        ? "token"
        : tenant !== "acme & co" || submit !== "in"
          ? "form"
          : accounts[username] === undefined || accounts[username] !== pass
            ? "password"
            : undefined;
    if (why) {
      refused.push({ username, why });
      res.status(403).send(`<title>Timesheet</title>refused: ${why}`);
      return;
    }
    about(req).user = username;
    res.redirect(303, "/");
  });
  app.get("/", (req, res) => {
    const { user } = about(req);
    if (user) res.send(`<link rel="icon" href="data:,"><title>Timesheet</title><p>Signed in as ${user}</p>`);
    else res.redirect("/login");
  });
  const url = `http://localhost:${port}`;
  return { ...(await listen(app, port)), url, loginUrl: `${url}/login`, refused };
}
