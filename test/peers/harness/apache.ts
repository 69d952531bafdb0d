/** Debian's Apache, with a configuration and a document root of its own that live as long as it runs. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Listening } from "./listen.js";

const BASE_MODULES = ["mpm_event", "authn_core", "authz_core", "authz_user", "mime", "dir", "filter", "include"];
const START_SECONDS = 20;
const POLL_MS = 25;

export interface Apache extends Listening {
  /** Everything that it has logged so far. */
  log(): Promise<string>;
}

/**
 * Starts Apache on the port and waits until it answers `/health.txt`.
 *
 * @param module its load name and the directives that configure it, given the folder that holds `files`
 * @param files by name, readable for the server alone: keys, metadata
 * @param pages by path in the document root; `.shtml` may use server-side includes
 * @throws Error with its log when it does not come up
 */
export async function startApache({
  port,
  module,
  files = {},
  pages,
}: {
  port: number;
  module: { name: string; directives: (folder: string) => string };
  files?: Record<string, string>;
  pages: Record<string, string>;
}): Promise<Apache> {
  const folder = await mkdtemp(join(tmpdir(), "appint-apache-"));
  await chmod(folder, 0o755); // started by root, its children run as www-data
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text, { mode: 0o644 });
  for (const [path, text] of Object.entries({ "health.txt": "up\n", ...pages })) {
    await mkdir(join(folder, "htdocs", path, ".."), { recursive: true });
    await writeFile(join(folder, "htdocs", path), text);
  }
  await writeFile(join(folder, "apache.conf"), configuration(folder, port, module));

  const server = spawn("/usr/sbin/apache2", ["-f", join(folder, "apache.conf"), "-DFOREGROUND"], { stdio: "pipe" });
  const exited = once(server, "exit");
  let said = "";
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      said += text;
    });
  }
  const log = async () => said + (await readFile(join(folder, "error.log"), "utf8").catch(() => ""));
  const close = async () => {
    if (server.exitCode === null && server.signalCode === null) server.kill("SIGTERM");
    await exited;
    await rm(folder, { recursive: true, force: true });
  };

  const url = `http://localhost:${port}`;
  const deadline = Date.now() + START_SECONDS * 1000;
  while (!(await answers(`${url}/health.txt`))) {
    if (server.exitCode === null && Date.now() < deadline) {
      await wait(POLL_MS);
      continue;
    }
    const text = await log();
    await close();
    throw new Error(`Apache did not come up on port ${port}:\n${text}`);
  }
  return { url, log, close };
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

const configuration = (
  folder: string,
  port: number,
  module: { name: string; directives: (folder: string) => string },
) =>
  `ServerRoot ${folder}
ServerName localhost:${port}
Listen 127.0.0.1:${port}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ErrorLog ${folder}/error.log
LogLevel warn ${module.name}:debug
${[...BASE_MODULES, module.name].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join("\n")}
${process.getuid?.() === 0 ? "User www-data\nGroup www-data" : ""}
StartServers 1
ServerLimit 2
ThreadsPerChild 8
MaxRequestWorkers 16
TypesConfig /etc/mime.types
DocumentRoot ${folder}/htdocs
<Directory ${folder}/htdocs>
  Options +Includes
  AddType text/html .shtml
  AddOutputFilter INCLUDES .shtml
  Require all granted
</Directory>
${module.directives(folder)}
`;
