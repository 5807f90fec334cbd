/*
 * The text format of Prometheus 0.0.4: a dozen families of three types, written in a few lines. A library for it would bring a
 * tracing interface and quantile sketches nobody here uses, and a registry that would have to be shared between bundles.
 */

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** What a sample of a histogram is; the others have none. */
  readonly part?: "bucket" | "sum" | "count";
  readonly labels: Labels;
  readonly value: number;
}

/** Samples of one name. A family without samples says that there is nothing to tell yet. */
export interface Family {
  /** With the unit, and `_total` where it only rises. */
  readonly name: string;
  readonly type: "counter" | "gauge" | "histogram";
  /** One sentence, on one line. */
  readonly help: string;
  readonly samples: readonly Sample[];
}

export const METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

export function metricsText(families: readonly Family[]): string {
  return families
    .flatMap(({ name, type, help, samples }) => [
      `# HELP ${name} ${help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
      `# TYPE ${name} ${type}`,
      ...samples.map(
        ({ part, labels, value }) =>
          `${part ? `${name}_${part}` : name}${labelsText(labels)} ${valueText(value)}`,
      ),
    ])
    .map((line) => `${line}\n`)
    .join("");
}

/** A family of one sample without labels. */
export function single(name: string, type: "counter" | "gauge", help: string, value: number): Family {
  return { name, type, help, samples: [{ labels: {}, value }] };
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? "" : `{${pairs.join(",")}}`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function valueText(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  return String(value);
}
