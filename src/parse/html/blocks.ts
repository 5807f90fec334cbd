import { Parser } from "htmlparser2";

/** A cell of a table, and the columns of the table's grid it spans: `from` to before `to`. */
export interface HtmlCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** What a page holds from top to bottom: lines of text, and the rows of its tables. */
export type Block =
  | { readonly kind: "line"; readonly text: string }
  | { readonly kind: "row"; readonly table: number; readonly cells: readonly HtmlCell[] };

/** Elements that stand within a line of text; all others begin a new one. */
const INLINE = new Set(
  "a abbr acronym b bdo big cite code del dfn em font i ins kbd mark q s samp small span strike strong sub sup tt u var ix:nonfraction ix:nonnumeric".split(
    " ",
  ),
);
const NOT_SHOWN = new Set(["script", "style", "title", "head", "template", "ix:header"]);
/** No table of a report is as wide. */
const MOST_COLUMNS = 400;

/** Reads a page into its blocks. Tables in cells of tables (for layout) are read as tables of their own. */
export function blocksOf(html: string): Block[] {
  const reader = new BlockReader();
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, Number(attributes.colspan ?? 1)),
    onclosetag: (name) => reader.close(name),
    ontext: (text) => reader.text(text),
  });
  parser.end(html);
  reader.endLine();
  return reader.blocks;
}

interface OpenTable {
  readonly number: number;
  cells: HtmlCell[] | null;
  text: string | null;
  from: number;
  to: number;
}

class BlockReader {
  readonly blocks: Block[] = [];
  readonly #tables: OpenTable[] = [];
  #count = 0;
  #line = "";
  #hidden = 0;

  open(name: string, colspan: number): void {
    if (NOT_SHOWN.has(name)) this.#hidden += 1;
    if (INLINE.has(name)) return;
    const table = this.#tables.at(-1);
    if (name === "table") {
      // What stood in the cell before it is a line above it.
      this.#endCellText(table);
      this.endLine();
      this.#tables.push({ number: this.#count++, cells: null, text: null, from: 0, to: 0 });
    } else if (table && name === "tr") {
      this.#endRow(table);
      table.cells = [];
      table.to = 0;
    } else if (table?.cells && (name === "td" || name === "th")) {
      this.#endCell(table);
      table.from = table.to;
      table.to = table.from + (colspan >= 1 && colspan <= MOST_COLUMNS ? Math.floor(colspan) : 1);
      table.text = "";
    } else if (table?.text != null) table.text += "\n";
    else this.endLine();
  }

  close(name: string): void {
    if (NOT_SHOWN.has(name)) this.#hidden = Math.max(0, this.#hidden - 1);
    if (INLINE.has(name)) return;
    const table = this.#tables.at(-1);
    if (!table) this.endLine();
    else if (name === "td" || name === "th") this.#endCell(table);
    else if (name === "tr") this.#endRow(table);
    else if (name === "table") {
      this.#endRow(table);
      this.#tables.pop();
    } else if (table.text !== null) table.text += "\n";
  }

  text(text: string): void {
    if (this.#hidden > 0) return;
    const table = this.#tables.at(-1);
    if (table?.text != null) table.text += text;
    else this.#line += text;
  }

  endLine(): void {
    const text = oneLine(this.#line);
    this.#line = "";
    if (text !== "") this.blocks.push({ kind: "line", text });
  }

  #endCellText(table: OpenTable | undefined): void {
    if (table?.text == null) return;
    this.#line += table.text;
    table.text = "";
  }

  #endCell(table: OpenTable): void {
    if (table.text === null) return;
    table.cells?.push({ text: oneLine(table.text), from: table.from, to: table.to });
    table.text = null;
  }

  #endRow(table: OpenTable): void {
    this.#endCell(table);
    if (table.cells && table.cells.length > 0)
      this.blocks.push({ kind: "row", table: table.number, cells: table.cells });
    table.cells = null;
  }
}

/** Text on one line, as a browser shows it: runs of white space, no-break spaces too, are one space. */
function oneLine(text: string): string {
  return text.replace(/[\s\u00a0\u200b]+/g, " ").trim();
}
