import { SaxesParser, type SaxesTagPlain } from "saxes";
import { clip } from "@/report/clip";
import { type Finding, type FindingCode, finding, type Place } from "@/report/findings";
import { type ParseResult, refused } from "./parse-result";
import {
  type Node,
  newNode,
  PRIVATE_ROOTS,
  REPORT_SHAPE,
  ROOT,
  reportOf,
  SECTION_ELEMENTS,
  type Shape,
} from "./xml-shape";

/** Problems listed for one file before reading stops. */
const MOST_PROBLEMS = 20;

/**
 * Reads a report from XML text by a strict parser: what is not well-formed, or lacks an element of
 * the SEC's schema, is refused. More lenient than the schema where filings are: elements may come in
 * any order and with a namespace prefix, and every value may be blank.
 *
 * Findings: `not_a_report`, `not_well_formed`, `doctype`, `wrong_root`, `private_report`, `structure`.
 */
export function readXml(text: string, file: string): ParseResult {
  if (!/^\s*</.test(text)) {
    const found = clip(text.trimStart(), 40);
    return refused(
      finding("not_a_report", `This is not XML: expected "<" at the beginning, found "${found}".`, { file }),
    );
  }
  return new StrictReader(text, file).read();
}

/** Thrown to leave the parser once there is nothing more to learn from the file. */
class Stop extends Error {}

class StrictReader {
  readonly #findings: Finding[] = [];
  readonly #parser = new SaxesParser();
  /** Elements now open, as written, with their lines: for telling where a broken file breaks. */
  readonly #open: { name: string; line: number }[] = [];
  #lastClosed: { name: string; line: number } | undefined;
  /** Elements now open that hold others, outermost first. */
  readonly #nodes: Node[] = [];
  #root: Node | null = null;
  /** The leaf being read. */
  #leaf: { name: string; slot: number; line: number } | null = null;
  #text = "";
  /** How deep we are in an element that does not belong here. */
  #foreign = 0;
  #ended = false;

  constructor(
    private readonly source: string,
    private readonly file: string,
  ) {}

  read(): ParseResult {
    const parser = this.#parser;
    parser.on("opentag", (tag) => this.#openTag(tag));
    parser.on("closetag", () => this.#closeTag());
    parser.on("text", (text) => this.#addText(text));
    parser.on("cdata", (text) => this.#addText(text));
    parser.on("doctype", () => this.#refuseDoctype());
    parser.on("error", (error) => this.#broken(error.message));
    try {
      parser.write(this.source);
      this.#ended = true;
      parser.close();
    } catch (cause) {
      if (!(cause instanceof Stop)) throw cause;
    }
    if (this.#findings.length > 0 || this.#root === null) return { reports: [], findings: this.#findings };
    return { reports: [reportOf(this.#root)], findings: [] };
  }

  #openTag(tag: SaxesTagPlain): void {
    const { line } = this.#parser;
    this.#open.push({ name: tag.name, line });
    if (this.#foreign > 0) {
      this.#foreign += 1;
      return;
    }
    const name = tag.name.slice(tag.name.indexOf(":") + 1);
    const parent = this.#nodes.at(-1);
    if (parent === undefined) {
      if (name !== ROOT) this.#refuseRoot(name);
      this.#nodes.push(newNode(REPORT_SHAPE, line));
    } else if (this.#leaf !== null) {
      this.#misplaced(`<${name}> stands inside <${this.#leaf.name}>; expected text only.`, name);
    } else {
      this.#openChild(parent, name, line);
    }
  }

  #openChild(parent: Node, name: string, line: number): void {
    const within = parent.shape.name;
    const slot = parent.shape.leaves.get(name);
    if (slot !== undefined) {
      if (parent.texts[slot] !== null) {
        const first = `the first is on line ${parent.ats[slot]}`;
        this.#misplaced(`<${within}> has a second <${name}> (${first}); expected one.`, name);
        return;
      }
      this.#leaf = { name, slot, line };
      this.#text = "";
      return;
    }
    const shape = parent.shape.groups.get(name);
    if (shape === undefined) {
      this.#misplaced(`<${name}> does not belong in <${within}>; ${expectedIn(parent.shape, name)}.`, name);
    } else if (name === "rVenues" && parent.groups.length > 0) {
      this.#misplaced(`<${within}> has a second <rVenues>; expected one.`, name);
    } else {
      this.#nodes.push(newNode(shape, line));
    }
  }

  #misplaced(message: string, field: string): void {
    this.#foreign = 1;
    this.#add("structure", message, this.#parser.line, field);
  }

  #addText(text: string): void {
    if (this.#foreign > 0) return;
    if (this.#leaf !== null) this.#text += text;
    else if (this.#nodes.length > 0 && /[^ \t\r\n]/.test(text)) {
      const within = this.#nodes.at(-1)?.shape.name;
      const message = `Text stands between the elements of <${within}>; expected elements only.`;
      this.#add("structure", message, this.#parser.line, within, clip(text.trim(), 80));
    }
  }

  #closeTag(): void {
    this.#lastClosed = this.#open.pop();
    if (this.#foreign > 0) {
      this.#foreign -= 1;
      return;
    }
    if (this.#leaf !== null) {
      const { slot, line } = this.#leaf;
      const node = this.#nodes.at(-1) as Node;
      node.texts[slot] = this.#text;
      node.ats[slot] = line;
      this.#leaf = null;
      return;
    }
    const node = this.#nodes.at(-1) as Node;
    this.#checkComplete(node);
    this.#nodes.pop();
    const parent = this.#nodes.at(-1);
    if (parent === undefined) this.#root = node;
    else parent.groups.push(node);
  }

  #checkComplete({ shape, at, texts, groups }: Node): void {
    const missing = [...shape.leaves]
      .filter(([name, slot]) => texts[slot] === null && !shape.optional.has(name))
      .map(([name]) => name);
    if (shape.required !== null && groups.length === 0) missing.push(shape.required);
    if (shape.name === "rVenue" && texts[0] === null && texts[1] === null && texts[2] === null)
      missing.unshift("name");
    if (missing.length === 0) return;
    const message = `<${shape.name}> has no <${missing.join(">, <")}>; expected each, left empty where not meaningful.`;
    this.#add("structure", message, at, missing[0]);
  }

  #refuseRoot(name: string): never {
    const rule = PRIVATE_ROOTS.get(name);
    const message =
      rule === undefined
        ? `The root element is <${clip(name, 80)}>; expected <${ROOT}>, a public report under Rule 606(a)(1).`
        : `This is a report under Rule ${rule} (<${name}>): it tells one customer how that customer's own orders were handled, and is private. Only public reports under Rule 606(a)(1), <${ROOT}>, are read; nothing of it was stored. If it is about your own orders, open it on the page /my-orders: your browser reads it there, and sends nothing.`;
    this.#add(
      rule === undefined ? "wrong_root" : "private_report",
      message,
      this.#parser.line,
      undefined,
      name,
    );
    throw new Stop();
  }

  #refuseDoctype(): never {
    const message =
      "The file has a DOCTYPE, which can declare entities; expected none, as in every filing. It was refused unread.";
    const line = this.source.slice(0, this.source.search(/<!DOCTYPE/i)).split("\n").length;
    this.#add("doctype", message, line);
    throw new Stop();
  }

  /** The file is not well-formed. `reason` is the parser's, after its line and column. */
  #broken(reason: string): never {
    if (this.#open.length === 0 && this.#root === null && /<!(DOCTYPE|ENTITY)/i.test(this.source))
      this.#refuseDoctype();
    const { line } = this.#parser;
    const inside = this.#open.at(-1);
    const detail = reason.replace(/^[\d:]+ /, "").replace(/\.$/, "");
    let message: string;
    if (this.#ended && inside !== undefined) {
      message = `The file ends inside <${inside.name}>, opened on line ${inside.line}; expected </${inside.name}> and the rest of the report. Download the whole file again.`;
    } else if (this.#ended) {
      message = `The file ends too early (${detail}); expected a whole <${ROOT}>.`;
    } else if (detail === "unexpected close tag" && this.#lastClosed !== undefined) {
      const { name, line: opened } = this.#lastClosed;
      message = `Another closing tag stands where </${name}> was expected, for the <${name}> opened on line ${opened}.`;
    } else {
      message = `The XML is broken: ${detail}${inside ? `, inside <${inside.name}>` : ""}; expected well-formed XML.`;
    }
    this.#add("not_well_formed", message, line, inside?.name);
    throw new Stop();
  }

  #add(code: FindingCode, message: string, line: number, field?: string, filed?: string): void {
    const [, month, section, , venue] = this.#nodes;
    const monthNumber = Number(month?.texts[1]);
    const where: Place = {
      file: this.file,
      position: `line ${line}`,
      ...(field === undefined ? {} : { field: clip(field, 80) }),
      ...(monthNumber >= 1 && monthNumber <= 12 ? { month: monthNumber } : {}),
      ...(section === undefined ? {} : { section: SECTION_ELEMENTS[section.shape.name] }),
      ...(venue?.texts[0] ? { venue: clip(venue.texts[0], 80) } : {}),
    };
    const said = clip(message, 600);
    this.#findings.push(finding(code, said, where, filed === undefined ? undefined : clip(filed, 80)));
    if (this.#findings.length >= MOST_PROBLEMS) throw new Stop();
  }
}

/** What an element could have been: the name in another letter case, or all that belong here. */
function expectedIn(shape: Shape, name: string): string {
  const known = [...shape.leaves.keys(), ...shape.groups.keys()];
  const meant = known.find((one) => one.toLowerCase() === name.toLowerCase());
  return meant === undefined ? `expected one of ${known.join(", ")}` : `expected <${meant}>`;
}
