import { countOf } from "@/report/format";
import { type CustomerReport, ORDER_GROUPS } from "./customer-report";
import { GROUP_NAMES, periodInText } from "./order-words";
import { venueOrders } from "./venue-orders";

/** Pixels. */
const WIDTH = 900;
const LEFT = 300;
const ROW = 26;
/** More venues than this are put in words. */
const MOST_BARS = 15;

/** A picture of the orders by venue, to keep: SVG in colors of its own, without order numbers or the customer's name. */
export function ordersPicture(report: CustomerReport): { svg: string; width: number; height: number } {
  const parts: string[] = [];
  let y = 92;
  for (const group of ORDER_GROUPS) {
    const venues = venueOrders(report, group);
    if (venues.length === 0) continue;
    parts.push(text(24, y, GROUP_NAMES[group], "font-weight='600' font-size='16'"));
    y += 14;
    const most = venues[0]?.orders ?? 1;
    for (const { name, orders, directed } of venues.slice(0, MOST_BARS)) {
      const whole = (orders / most) * (WIDTH - LEFT - 190);
      const own = (directed / most) * (WIDTH - LEFT - 190);
      parts.push(
        text(LEFT - 10, y + 15, shortened(name), "text-anchor='end' font-size='13'"),
        `<rect x='${LEFT}' y='${y + 3}' width='${fixed(whole)}' height='16' fill='#1f5f8b'/>`,
        `<rect x='${LEFT}' y='${y + 3}' width='${fixed(own)}' height='16' fill='#d98f2b'/>`,
        text(LEFT + whole + 8, y + 15, wordsOf(orders, directed), "font-size='13'"),
      );
      y += ROW;
    }
    const rest = venues.length - MOST_BARS;
    if (rest > 0) {
      parts.push(text(LEFT, y + 14, `and ${countOf(rest, "venue")} more`, "font-size='13' fill='#555'"));
      y += ROW;
    }
    y += 30;
  }
  const height = y + 14;
  const svg = [
    `<svg xmlns='http://www.w3.org/2000/svg' width='${WIDTH}' height='${height}' viewBox='0 0 ${WIDTH} ${height}' font-family='system-ui, sans-serif' fill='#1a1a1a'>`,
    `<rect width='${WIDTH}' height='${height}' fill='#ffffff'/>`,
    text(24, 36, `Where ${report.broker || "the broker"} sent my orders`, "font-size='22' font-weight='600'"),
    text(
      24,
      60,
      `${periodInText(report)}. Orange: I chose the venue. From the broker’s report under SEC Rule 606(b)(1).`,
      "font-size='13' fill='#555'",
    ),
    ...parts,
    "</svg>",
  ].join("");
  return { svg, width: WIDTH, height };
}

function wordsOf(orders: number, directed: number): string {
  return directed === 0 ? countOf(orders, "order") : `${countOf(orders, "order")}, ${directed} chosen by me`;
}

function shortened(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

function text(x: number, y: number, words: string, attributes: string): string {
  const safe = words.replace(/[&<>]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[one] ?? "");
  return `<text x='${fixed(x)}' y='${fixed(y)}' ${attributes}>${safe}</text>`;
}

function fixed(pixels: number): string {
  return String(Math.round(pixels * 10) / 10);
}
