// Runs the app: node server.js [port]
import { start } from "./app.js";

try {
  const app = await start({ port: Number(process.env.PORT || process.argv[2] || 3000) });
  console.log(`SAML sample that loses its state listening on ${app.url}`);
  for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, app.close);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
