import { formatCount } from "@/report/format";
import { type Mark, markTogether } from "@/report/mark";
import { brokerColors, type ColorName } from "./palette";
import { toHundredth } from "./pixels";

/** What one venue paid one broker: net dollars, negative when the broker paid. Null: blank, and not drawn. */
export interface FlowRow {
  readonly brokerKey: string;
  readonly broker: string;
  readonly venueKey: string;
  readonly venue: string;
  readonly usd: number | null;
  /** Why the amount is doubtful. */
  readonly mark?: Mark | null;
}

/** One broker or venue at its side of the diagram. */
export interface FlowNode {
  readonly key: string;
  readonly label: string;
  /** Net dollars of all its flows. */
  readonly usd: number;
  readonly mark?: Mark | null;
  readonly color: ColorName;
  /** Pixels from the top, and thickness. */
  readonly y: number;
  readonly height: number;
}

/** A band between the two sides. */
export interface FlowBand {
  readonly key: string;
  readonly brokerKey: string;
  readonly broker: string;
  readonly venueKey: string;
  readonly venue: string;
  readonly usd: number;
  readonly color: ColorName;
  /** Address of where the amount comes from. */
  readonly trace?: string | null;
  readonly mark?: Mark | null;
  /** SVG path in a box 100 wide, stretched to the room there is; pixels downward. */
  readonly path: string;
}

export interface FlowLayout {
  readonly height: number;
  readonly brokers: readonly FlowNode[];
  readonly venues: readonly FlowNode[];
  readonly bands: readonly FlowBand[];
}

/** Thickness of all flows together, pixels. */
const MONEY = 280;
/** Room a name needs, and the least room between two nodes. */
const LABEL = 36;
const GAP = 8;

interface Link {
  readonly from: string;
  readonly to: string;
  readonly usd: number;
  readonly mark?: Mark | null;
}

/**
 * Brokers on one side, venues on the other, bands as thick as the dollars between them. The largest of each side are named;
 * the others are one node, in which what was paid and what was received stay two bands, so that nothing is netted away.
 * Everything is placed here: the drawing only draws.
 */
export function flowLayout(
  rows: readonly FlowRow[],
  { brokers: mostBrokers, venues: mostVenues }: { brokers: number; venues: number },
): FlowLayout {
  const paid = rows.filter((row) => row.usd !== null && row.usd !== 0);
  const brokers = sideOf(paid, (row) => [row.brokerKey, row.broker], mostBrokers, "brokers");
  const venues = sideOf(paid, (row) => [row.venueKey, row.venue], mostVenues, "venues");
  const links = linksOf(paid, brokers.keyOf, venues.keyOf);
  const money = links.reduce((sum, link) => sum + Math.abs(link.usd), 0);
  const scale = money === 0 ? 0 : MONEY / money;
  const colors = brokerColors(brokers.nodes.map((node) => node.key).filter((key) => key !== REST));
  const left = placed(
    brokers.nodes,
    links,
    (link) => link.from,
    scale,
    (key) => colors.get(key) ?? "rest",
  );
  const right = placed(
    venues.nodes,
    links,
    (link) => link.to,
    scale,
    () => "muted",
  );
  const height = Math.max(heightOf(left), heightOf(right));
  const [brokerNodes, venueNodes] = [centered(left, height), centered(right, height)];
  return {
    height,
    brokers: brokerNodes,
    venues: venueNodes,
    bands: bandsOf(links, brokerNodes, venueNodes, scale),
  };
}

/** Key of the node of all that are not named. */
export const REST = "rest";

interface Side {
  readonly nodes: readonly { readonly key: string; readonly label: string }[];
  readonly keyOf: ReadonlyMap<string, string>;
}

/** The largest by absolute dollars, in that order, and one node for the others where there are at least two. */
function sideOf(
  rows: readonly FlowRow[],
  pick: (row: FlowRow) => [string, string],
  most: number,
  many: string,
): Side {
  const sizes = new Map<string, { key: string; label: string; size: number }>();
  for (const row of rows) {
    const [key, label] = pick(row);
    const size = Math.abs(row.usd ?? 0);
    const known = sizes.get(key);
    if (known) known.size += size;
    else sizes.set(key, { key, label, size });
  }
  const ordered = [...sizes.values()].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const shown = ordered.length > most + 1 ? ordered.slice(0, most) : ordered;
  const rest = ordered.slice(shown.length);
  const nodes = shown.map(({ key, label }) => ({ key, label }));
  if (rest.length > 0) nodes.push({ key: REST, label: `${formatCount(rest.length)} other ${many}` });
  return {
    nodes,
    keyOf: new Map(ordered.map((one, i) => [one.key, i < shown.length ? one.key : REST])),
  };
}

function linksOf(
  rows: readonly FlowRow[],
  brokerOf: ReadonlyMap<string, string>,
  venueOf: ReadonlyMap<string, string>,
): Link[] {
  const links = new Map<string, { from: string; to: string; parts: FlowRow[] }>();
  for (const row of rows) {
    const [from, to, usd] = [
      brokerOf.get(row.brokerKey) ?? "",
      venueOf.get(row.venueKey) ?? "",
      row.usd ?? 0,
    ];
    const key = `${from} ${to} ${usd < 0 ? "paid" : "received"}`;
    const known = links.get(key);
    if (known) known.parts.push(row);
    else links.set(key, { from, to, parts: [row] });
  }
  return [...links.values()].map(({ from, to, parts }) => ({
    from,
    to,
    usd: parts.reduce((sum, { usd }) => sum + (usd ?? 0), 0),
    mark: markTogether(parts),
  }));
}

function placed(
  nodes: Side["nodes"],
  links: readonly Link[],
  end: (link: Link) => string,
  scale: number,
  colorOf: (key: string) => ColorName,
): FlowNode[] {
  let y = 0;
  return nodes.map(({ key, label }) => {
    const own = links.filter((link) => end(link) === key);
    const height = own.reduce((sum, link) => sum + Math.abs(link.usd), 0) * scale;
    const room = Math.max(height + GAP, LABEL);
    const node = {
      key,
      label,
      usd: own.reduce((sum, link) => sum + link.usd, 0),
      mark: markTogether(own),
      color: key === REST ? "rest" : colorOf(key),
      y: y + (room - height) / 2,
      height,
    };
    y += room;
    return node;
  });
}

function heightOf(nodes: readonly FlowNode[]): number {
  return nodes.reduce((sum, node) => sum + Math.max(node.height + GAP, LABEL), 0);
}

function centered(nodes: readonly FlowNode[], height: number): FlowNode[] {
  const shift = (height - heightOf(nodes)) / 2;
  return nodes.map((node) => ({ ...node, y: node.y + shift }));
}

/** Bands leave and arrive in the order of the nodes of the other side, so that they cross as little as they can. */
function bandsOf(
  links: readonly Link[],
  brokers: readonly FlowNode[],
  venues: readonly FlowNode[],
  scale: number,
): FlowBand[] {
  const starts = new Map(brokers.map((node) => [node.key, node.y]));
  const ends = new Map(venues.map((node) => [node.key, node.y]));
  const bands: FlowBand[] = [];
  for (const broker of brokers) {
    for (const venue of venues) {
      const own = links
        .filter((link) => link.from === broker.key && link.to === venue.key)
        .sort((a, b) => b.usd - a.usd);
      for (const { usd, mark } of own) {
        const [y0, y1, thick] = [
          starts.get(broker.key) ?? 0,
          ends.get(venue.key) ?? 0,
          Math.abs(usd) * scale,
        ];
        starts.set(broker.key, y0 + thick);
        ends.set(venue.key, y1 + thick);
        bands.push({
          key: `${broker.key} ${venue.key} ${usd < 0 ? "paid" : "received"}`,
          brokerKey: broker.key,
          venueKey: venue.key,
          broker: broker.label,
          venue: venue.label,
          usd,
          color: usd < 0 ? "paid" : broker.color,
          mark,
          path: bandPath(y0, y1, Math.max(thick, 0.5)),
        });
      }
    }
  }
  return bands;
}

function bandPath(y0: number, y1: number, thick: number): string {
  const [a, b, c, d] = [y0, y1, y1 + thick, y0 + thick].map(toHundredth);
  return `M0,${a} C50,${a} 50,${b} 100,${b} L100,${c} C50,${c} 50,${d} 0,${d} Z`;
}
