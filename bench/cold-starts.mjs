// Commands that need no IdP, whole process, against a Node that does nothing.
import { APPINT, freshOrg, interleaved, ratio, row } from "./measure.mjs";

export async function coldStarts() {
  const { env, appint } = await freshOrg();
  appint("create", "oidc", "--name", "Shop", "--redirect-uri", "http://localhost:3000/callback");
  const commands = [["--version"], ["--help"], ["apps", "list"]];
  const [bare, ...times] = interleaved([["-e", "0"], ...commands.map((words) => [APPINT, ...words])], {
    env,
    rounds: 21,
  });
  const bars = [1.3, 1.5, 2];
  return commands.map((words, index) => {
    const times_ = times[index] / bare;
    return row(
      `\`appint ${words.join(" ")}\` against bare \`node -e 0\` (${bare.toFixed(0)} ms)`,
      ratio(times_),
      `≤ ${bars[index]}×`,
      times_ <= bars[index],
    );
  });
}
