/** A sample of the text format: what Prometheus would make of a line. */
export interface Scraped {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const HELP = /^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ([^\\]|\\\\|\\n)*$/;
const TYPE = /^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$/;
const LABEL = String.raw`[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\]|\\\\|\\"|\\n)*"`;
const SAMPLE = new RegExp(
  String.raw`^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(${LABEL}(?:,${LABEL})*)\})? ([+-]?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|Inf)|Na[Nn])$`,
);

/**
 * Reads the text format 0.0.4 by its grammar. Throws at a line that is none, at samples of a name that was not announced or
 * whose samples do not stand together, and at a sample that comes twice.
 */
export function readPrometheus(text: string): Scraped[] {
  if (!text.endsWith("\n")) throw new Error("The last line has no end.");
  const samples: Scraped[] = [];
  const seen = new Set<string>();
  const finished = new Set<string>();
  let family: { name: string; type: string } | null = null;
  let helped: string | null = null;
  for (const line of text.slice(0, -1).split("\n")) {
    if (line === "") continue;
    const [, help] = HELP.exec(line) ?? [];
    const [, name, type] = TYPE.exec(line) ?? [];
    if (help !== undefined) {
      if (family) finished.add(family.name);
      if (finished.has(help)) throw new Error(`${help} comes in two places.`);
      helped = help;
    } else if (name !== undefined && type !== undefined) {
      if (name !== helped) throw new Error(`${name} has a type and no help before.`);
      family = { name, type };
    } else {
      const [, sampled = "", labels = "", value = ""] = SAMPLE.exec(line) ?? [];
      if (sampled === "") throw new Error(`Not a line of the format: ${line}`);
      const of: string = family?.type === "histogram" ? sampled.replace(/_(bucket|sum|count)$/, "") : sampled;
      if (of !== family?.name) throw new Error(`${sampled} was not announced.`);
      const key = line.slice(0, line.lastIndexOf(" "));
      if (seen.has(key)) throw new Error(`${key} comes twice.`);
      seen.add(key);
      samples.push({
        name: sampled,
        labels: readLabels(labels),
        value: Number(value.replace("Inf", "Infinity")),
      });
    }
  }
  return samples;
}

function readLabels(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", value = ""]) => [
      name,
      value.replace(/\\(.)/g, (_, character: string) => (character === "n" ? "\n" : character)),
    ]),
  );
}

/** The value of the one sample of a name with these labels; undefined when there is none. */
export function sampleOf(
  samples: readonly Scraped[],
  name: string,
  labels: Readonly<Record<string, string>> = {},
): number | undefined {
  const fits = (one: Scraped) =>
    one.name === name && Object.entries(labels).every(([label, value]) => one.labels[label] === value);
  return samples.find(fits)?.value;
}
