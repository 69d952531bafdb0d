/** `appint sample [kind]`: writes a sample app to start from. What is in it is in templates/samples. */
import { option, positional, toggle } from "../arguments.js";
import { defineCommand } from "../command.js";
import { portNumber } from "../port-number.js";

export default defineCommand({
  summary: "Write a small app that signs people in, with its source, to start from",
  description: "It prints the commands that take it from there to a passed test. Without a name it lists the samples.",
  examples: [
    "appint sample --list",
    "appint sample oidc",
    "appint sample saml --output my-app --port 3001",
    "appint sample oidc --output shop --json=folder,next",
  ],
  args: {
    sample: positional({
      name: "sample",
      help: "the kind of integration that it shows; --list names them",
      required: false,
    }),
    output: option("--output <folder>", "a new or an empty folder", { defaultText: "sample-<kind>" }),
    port: option("--port <number>", "where the app will listen", {
      parse: (text) => portNumber(text, "--port <number>"),
      defaultText: "3000",
    }),
    list: toggle("--list", "list the samples and write nothing"),
  },
  json: ["name", "kind", "description", "folder", "files", "next"],

  async run({ sample: typed, output: folder, port, list }, context) {
    const { samples } = await import("../samples/samples.js");
    const { unknownSample, outputWithoutSample } = await import("../samples/problems.js");
    const all = samples(context.dist);
    const kinds = all.map(({ kind }) => kind);
    if (typed === undefined || list) {
      if (folder !== undefined || port !== undefined) throw outputWithoutSample(folder ? "--output" : "--port", kinds);
      const rows = all.map(({ name, kind, description }) => ({ name, kind, description }));
      context.output.list(
        rows,
        { sample: ({ kind }) => kind, "what it is": ({ description }) => description },
        { empty: "No samples are installed" },
      );
      if (!context.output.isJson) context.output.next(kinds.map((kind) => `appint sample ${kind}`));
      return 0;
    }
    const chosen = all.find(({ kind }) => kind === typed);
    if (!chosen) {
      const { nearestNames } = await import("../../nearest-names.js");
      throw unknownSample(typed, kinds, nearestNames(typed.toLowerCase(), kinds)[0]);
    }
    const { writeSample } = await import("../samples/write-sample.js");
    const { path, next, files } = await writeSample(chosen, { folder, port, cwd: context.cwd });
    const { name, kind, description } = chosen;
    context.output.done(`${path}: ${description}`, { name, kind, description, folder: path, files, next }, { next });
    return 0;
  },
});
