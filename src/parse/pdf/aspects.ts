import { excerpt, points, Refusal } from "./refusal";
import { collapse, type Line, positionOf, squeeze, textOf } from "./words";

/** A line under "Material Aspects:" with what is needed to see labels and paragraphs. */
interface AspectLine {
  readonly text: string;
  readonly key: string;
  readonly at: number;
  /** A blank line, a page break or the caption stands above. */
  readonly begins: boolean;
  /** In tagged files, whether the tags call it a label; null where they say nothing. */
  readonly label: boolean | null;
  /** What stands between the line above and this one. */
  readonly glue: "" | " " | "\n" | "\n\n";
}

const LINE_PITCH = 7.03125;
/** Text runs from 40 to 801.89. */
const TEXT_RIGHT = 801.89;

/** The lines of a section's material aspects, over page breaks. */
export function aspectLines(lines: readonly Line[]): AspectLine[] {
  return lines.map((line, i) => {
    const text = textOf(line.words);
    const above = lines[i - 1];
    const samePage = above?.page === line.page;
    if (samePage && !isWholePitch(line.y - above.y)) {
      throw new Refusal(
        `"${excerpt(text)}" stands ${points(line.y - above.y)} below the line above it; lines of material aspects are ${LINE_PITCH} apart.`,
        positionOf(line),
        "pdf_layout",
        text,
      );
    }
    const begins = !samePage || line.y - above.y > 1.5 * LINE_PITCH;
    const tags = new Set(line.words.map((word) => word.mark?.tag));
    return {
      text,
      key: squeeze(text),
      at: positionOf(line),
      begins,
      label: tags.has("Lbl") ? true : tags.has("LBody") ? false : null,
      glue: above === undefined ? "" : begins && samePage ? "\n\n" : glueOf(above, line),
    };
  });
}

/** Lines, and blank lines between them, are of one height. */
function isWholePitch(gap: number): boolean {
  const pitches = gap / LINE_PITCH;
  return Math.abs(pitches - Math.round(pitches)) < 0.03 * Math.max(1, pitches) && Math.round(pitches) > 0;
}

/** A wrapped line is joined with a space, or with nothing where a hyphen or slash inside a word was
 * the break; a line whose successor had found room was ended by the broker. */
function glueOf(above: Line, line: Line): "" | " " | "\n" {
  const last = above.words.at(-1);
  const first = line.words[0];
  if (!last || !first) return " ";
  const word = first.text.split(/\s/, 1)[0] ?? "";
  const width = ((first.right - first.left) * word.length) / first.text.length;
  // Its width is estimated from the line's average; half as much again covers wide letters.
  if (last.right + 1.5 * width + last.size / 2 < TEXT_RIGHT) return "\n";
  return /[^\s][-/]$/.test(last.text) ? "" : " ";
}

/**
 * The material aspects of each venue, in the order of the table; null where the report has none. A
 * label is the venue's full name with a colon, the venues come in the table's order, and only those
 * with text are there. Bodies may hold blank lines and lines that end in a colon or name another
 * venue: the tags tell labels apart in tagged files; in untagged ones a label stands below a blank
 * line, and of the possible readings the one that finds the most venues is taken.
 */
export function aspectsByVenue(lines: readonly AspectLine[], names: readonly string[]): (string | null)[] {
  const texts: (string | null)[] = names.map(() => null);
  const first = lines[0];
  if (!first) return texts;
  const keys = names.map((name) => squeeze(`${name}:`));
  const labels = lines.some((line) => line.label !== null)
    ? taggedLabels(lines, keys)
    : matchLabels(lines, keys);
  if (labels[0]?.line !== 0) {
    throw new Refusal(
      `"${excerpt(first.text)}" stands under Material Aspects, but no venue of the table has this name.`,
      first.at,
      "pdf_layout",
      first.text,
    );
  }
  labels.forEach(({ line, venue }, i) => {
    const body = lines.slice(line + 1, labels[i + 1]?.line);
    texts[venue] = bodyText(body);
  });
  return texts;
}

interface Label {
  readonly line: number;
  readonly venue: number;
}

function taggedLabels(lines: readonly AspectLine[], keys: readonly string[]): Label[] {
  const found: Label[] = [];
  lines.forEach((line, i) => {
    if (line.label !== true) return;
    const venue = keys.indexOf(line.key, (found.at(-1)?.venue ?? -1) + 1);
    if (venue < 0) {
      throw new Refusal(
        `"${excerpt(line.text)}" is a label of material aspects, but no further venue of the table has this name.`,
        line.at,
        "pdf_layout",
        line.text,
      );
    }
    found.push({ line: i, venue });
  });
  return found;
}

/** The longest chain of lines and venues, both in order; of equal ones, the latest lines and the
 * earliest venues, because a body can name venues whose own text comes later. */
function matchLabels(lines: readonly AspectLine[], keys: readonly string[]): Label[] {
  const candidates: Label[] = [];
  lines.forEach((line, i) => {
    if (!line.begins) return;
    keys.forEach((key, venue) => {
      if (key === line.key) candidates.push({ line: i, venue });
    });
  });
  interface Chain {
    readonly length: number;
    readonly label: Label;
    readonly next: Chain | null;
  }
  let best: Chain | null = null;
  const chains: Chain[] = [];
  for (const label of candidates.toReversed()) {
    let next: Chain | null = null;
    for (const chain of chains) {
      if (chain.label.line > label.line && chain.label.venue > label.venue && better(chain, next))
        next = chain;
    }
    const chain = { length: (next?.length ?? 0) + 1, label, next };
    chains.push(chain);
    // The text begins with a label, so the chain must begin at the first line.
    if (label.line === 0 && better(chain, best)) best = chain;
  }
  const labels: Label[] = [];
  for (let chain = best; chain; chain = chain.next) labels.push(chain.label);
  return labels;

  function better(one: Chain, other: Chain | null): boolean {
    if (!other || one.length !== other.length) return !other || one.length > other.length;
    return one.label.venue < other.label.venue;
  }
}

function bodyText(lines: readonly AspectLine[]): string | null {
  const text = lines.map((line, i) => (i === 0 ? "" : line.glue) + line.text).join("");
  return text === "" ? null : text;
}

/** Venue names as the labels write them, unbroken, by their text without white space. */
export function labelNames(lines: readonly AspectLine[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const line of lines) {
    if (line.text.endsWith(":")) names.set(line.key.slice(0, -1), collapse(line.text.slice(0, -1)));
  }
  return names;
}
