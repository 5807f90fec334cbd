import { MIX_FIGURES, VENUE_FIGURES } from "@/report/figures";
import type { RawCell, RawMonth, RawReport, RawSection, RawVenue } from "@/report/raw-report";
import type { Section } from "@/report/sections";

/** The SEC's schema for Rule 606(a)(1) reports (oh-20191231.xsd), as far as reading needs it. */
export const ROOT = "heldOrderRoutingPublicReport";

/** The schema's two other roots: reports on one customer's orders, which are private. */
export const PRIVATE_ROOTS: ReadonlyMap<string, string> = new Map([
  ["heldExemptNotHeldOrderRoutingCustomerReport", "606(b)(1)"],
  ["notHeldOrderHandlingCustomerReport", "606(b)(3)"],
]);

const REPORT_LEAVES = ["version", "bd", "year", "qtr", "timestamp"] as const;
const MONTH_LEAVES = ["year", "mon"] as const;
export const MIX_LEAVES: readonly string[] = MIX_FIGURES.map((figure) => figure.xml);
export const FIGURE_LEAVES: readonly string[] = VENUE_FIGURES.map((figure) => figure.xml);
const VENUE_LEAVES: readonly string[] = ["name", "mic", "mpid", ...FIGURE_LEAVES, "materialAspects"];

export const SECTION_ELEMENTS: Readonly<Record<string, Section>> = {
  rSP500: "sp500",
  rOtherStocks: "non_sp500",
  rOptions: "options",
};

/** An element that holds others. Leaves hold text only and come at most once. */
export interface Shape {
  readonly name: string;
  /** Slot of each leaf, by element name. */
  readonly leaves: ReadonlyMap<string, number>;
  readonly optional: ReadonlySet<string>;
  readonly groups: ReadonlyMap<string, Shape>;
  /** Group without which the element is incomplete. */
  readonly required: string | null;
}

function shape(
  name: string,
  leaves: readonly string[],
  rest: { optional?: readonly string[]; groups?: readonly Shape[]; required?: string },
): Shape {
  return {
    name,
    leaves: new Map(leaves.map((leaf, slot) => [leaf, slot])),
    optional: new Set(rest.optional),
    groups: new Map((rest.groups ?? []).map((group) => [group.name, group])),
    required: rest.required ?? null,
  };
}

// The schema also requires version and materialAspects, but no figure hangs on them.
const venue = shape("rVenue", VENUE_LEAVES, { optional: ["name", "mic", "mpid", "materialAspects"] });
const venues = shape("rVenues", [], { groups: [venue] });
const sections = Object.keys(SECTION_ELEMENTS).map((name) =>
  shape(name, MIX_LEAVES, { groups: [venues], required: "rVenues" }),
);
const month = shape("rMonthly", MONTH_LEAVES, { groups: sections });
export const REPORT_SHAPE = shape(ROOT, REPORT_LEAVES, {
  optional: ["version", "timestamp"],
  groups: [month],
  required: "rMonthly",
});

/** One element as read, and where: `at` is the line of its start tag. */
export interface Node {
  readonly shape: Shape;
  readonly at: number;
  /** Text of each leaf by slot; null while it has not been read. */
  readonly texts: (string | null)[];
  readonly ats: number[];
  readonly groups: Node[];
}

export function newNode(shape: Shape, at: number): Node {
  const count = shape.leaves.size;
  return { shape, at, texts: new Array(count).fill(null), ats: new Array(count).fill(at), groups: [] };
}

/** The report of a complete root node. */
export function reportOf(root: Node): RawReport {
  return {
    format: "xml",
    broker: cellOf(root, 1),
    year: cellOf(root, 2),
    quarter: cellOf(root, 3),
    timestamp: root.texts[4] == null ? null : cellOf(root, 4),
    months: root.groups.map(monthOf),
  };
}

function monthOf(node: Node): RawMonth {
  return {
    at: node.at,
    year: cellOf(node, 0),
    month: cellOf(node, 1),
    sections: node.groups.map(sectionOf),
  };
}

function sectionOf(node: Node): RawSection {
  return {
    section: SECTION_ELEMENTS[node.shape.name] as Section,
    at: node.at,
    mix: node.texts,
    mixAt: node.ats,
    venues: node.groups.flatMap((list) => list.groups.map(venueOf)),
  };
}

function venueOf(node: Node): RawVenue {
  const [name = null, mic = null, mpid = null] = node.texts;
  const end = 3 + FIGURE_LEAVES.length;
  return {
    at: node.at,
    name,
    mic,
    mpid,
    materialAspects: node.texts[end] ?? null,
    figures: node.texts.slice(3, end),
    figuresAt: node.ats.slice(3, end),
  };
}

function cellOf(node: Node, slot: number): RawCell {
  return { text: node.texts[slot] ?? "", at: node.ats[slot] ?? node.at };
}
