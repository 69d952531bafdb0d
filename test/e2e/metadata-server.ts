/** A web server that answers with metadata, and with everything that an address gives instead of it. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

/** A file of the corpus of SP metadata. */
export const corpusFile = (name: string): string =>
  fileURLToPath(new URL(`../corpora/saml/sp-metadata/${name}.xml`, import.meta.url));

export async function metadataServer(): Promise<{ url: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    if (request.url === "/metadata") response.end(readFileSync(corpusFile("good-minimal")));
    else if (request.url === "/sign-in") response.end("<!doctype html><title>Sign in</title>");
    else if (request.url === "/moved") response.writeHead(302, { location: "/metadata" }).end();
    else if (request.url === "/moved-away")
      response.writeHead(302, { location: "http://elsewhere.example.invalid/metadata" }).end();
    else if (request.url === "/round") response.writeHead(302, { location: "/round" }).end();
    else if (request.url === "/endless") {
      const more = () => response.write("x".repeat(65_536), () => response.destroyed || setImmediate(more));
      more();
    } else if (request.url !== "/silent") response.writeHead(404).end("nothing here");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
