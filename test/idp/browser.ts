/** A browser for tests: keeps cookies of one origin, follows nothing by itself, fills in the sign-in page. */

export interface Answer {
  status: number;
  headers: Headers;
  location: string;
  text: string;
}

export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(readonly origin: string) {}

  async get(address: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(address, { headers });
  }

  async post(address: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(address, { method: "POST", body: new URLSearchParams(fields), headers });
  }

  /** Follows redirects while they stay on the IdP. */
  async go(address: string): Promise<Answer> {
    let answer = await this.get(address);
    while (answer.location && new URL(answer.location, this.origin).origin === this.origin) {
      answer = await this.get(answer.location);
    }
    return answer;
  }

  /** Sends the form of a sign-in page, and follows redirects while they stay on the IdP. */
  async signIn(page: Answer, fields: Record<string, string>): Promise<Answer> {
    const answer = await this.post("/login/login.htm", { handle: handleOf(page), ...fields });
    return answer.location.startsWith("/") ? this.go(answer.location) : answer;
  }

  async #send(address: string, init: RequestInit): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(new URL(address, this.origin), {
      redirect: "manual",
      ...init,
      headers: { accept: "text/html", ...(cookie && { cookie }), ...(init.headers as Record<string, string>) },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const { status, headers } = response;
    return { status, headers, location: headers.get("location") ?? "", text: await response.text() };
  }
}

export function handleOf(page: Answer): string {
  const handle = /name="handle" value="([^"]+)"/.exec(page.text)?.[1];
  if (!handle) throw new Error(`no sign-in form on this page (${page.status}): ${page.text.slice(0, 400)}`);
  return handle;
}
