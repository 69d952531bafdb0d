/**
 * Finding the cause of a failed sign-in. Causes are found by folder; one fires only on its proof.
 */
import type { Cause, Diagnosis, Experiment, Suspicion } from "./cause.js";
import type { Trace } from "./trace.js";

const modules = import.meta.glob<{ default: Cause }>("./causes/*.ts");

/** Every cause, in order of its name. */
export const causes = async (): Promise<Cause[]> =>
  await Promise.all(
    Object.keys(modules)
      .sort()
      .map(async (path) => (await (modules[path] as () => Promise<{ default: Cause }>)()).default),
  );

/** Runs the sign-in again with one thing changed; true when it ends signed in. */
export type Experimenter = (experiment: Experiment) => Promise<boolean>;

/**
 * The proved cause of a failure; where none can be proved the first suspected one, marked as merely possible.
 * What the wire proves goes before what needs an experiment, unless that proof leaves the reason open; experiments stop
 * at the first that succeeds.
 */
export async function diagnose(trace: Trace, experimenter?: Experimenter): Promise<Diagnosis | undefined> {
  const suspected: { cause: Cause; suspicion: Suspicion }[] = [];
  for (const cause of await causes()) {
    const suspicion = await cause.suspect(trace);
    if (suspicion?.proof !== undefined && !suspicion.isOpen) return diagnosis(cause, suspicion, suspicion.proof);
    if (suspicion) suspected.push({ cause, suspicion });
  }
  for (const { cause, suspicion } of suspected) {
    const { experiment } = suspicion;
    if (experiment && experimenter && (await experimenter(experiment))) {
      return diagnosis(cause, suspicion, `the same sign-in ${experiment.change} ends signed in`);
    }
  }
  const first = suspected.find(({ suspicion }) => suspicion.proof !== undefined) ?? suspected[0];
  return first && diagnosis(first.cause, first.suspicion, first.suspicion.proof);
}

function diagnosis({ rule }: Cause, { seen, cause, fix }: Suspicion, proof: string | undefined): Diagnosis {
  return {
    rule,
    seen,
    cause: proof === undefined ? `possible: ${cause}` : cause,
    fix,
    proved: proof !== undefined,
    ...(proof === undefined ? {} : { proof }),
  };
}
