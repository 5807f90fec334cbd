import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { columnInText } from "@/dictionary/column";
import { DATASET_VERSION, datasetColumns, partRows } from "@/export/dataset";
import type { Cell } from "@/export/parquet-file";
import { asOfOneMoment } from "@/queries/database";
import { type PublishedPart, publishedParts } from "@/queries/published-state";
import { AppError, messageOf } from "@/report/errors";

/** Tables by the rule whose reports they hold. */
const TABLES = { "606": "filed_rows", "605": "execution_rows" } as const;
const SCHEMA = "pfof";

const SQL_TYPES = {
  text: "text",
  integer: "integer",
  number: "double precision",
  boolean: "boolean",
  timestamp: "timestamptz",
};

/** What a row is of, in front of its columns. */
const PART_COLUMNS = [
  { name: "year", type: "integer", comment: "Calendar year of the part." },
  { name: "quarter", type: "integer", comment: "Quarter of the part, 1–4." },
] as const;

export interface Loaded {
  readonly loaded: readonly string[];
  readonly kept: number;
  readonly removed: number;
}

/**
 * Loads all reports that count into the tables `pfof.filed_rows` and `pfof.execution_rows` of a PostgreSQL (15 or newer), made with a
 * comment on every column where they are not there. Only parts that changed are replaced, all in one transaction: readers see what
 * was, or all of what is. `pfof.published` says what is loaded.
 * @throws AppError store when the database cannot be reached or refuses
 */
export async function loadPostgres(
  url: string,
  onPart: (part: string, rows: number) => void,
): Promise<Loaded> {
  const client = new pg.Client({ connectionString: url, application_name: "pfof-explorer" });
  // An error with nobody waiting, such as a server that goes away, is told by the query it breaks.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("BEGIN");
    // Two loads at once: the second waits, and then finds nothing to do.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('pfof'))");
    await makeTables(client);
    const result = await asOfOneMoment(() => loadParts(client, onPart));
    await client.query("COMMIT");
    return result;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const message = `PostgreSQL at ${whereOf(url)} could not be loaded: ${messageOf(cause)}. Nothing in it was changed.`;
    throw new AppError("store", message, { code: "postgres", cause });
  } finally {
    await client.end().catch(() => {});
  }
}

async function loadParts(client: pg.Client, onPart: (part: string, rows: number) => void): Promise<Loaded> {
  const { rows: known } = await client.query<PublishedPart>(
    `SELECT kind, year, quarter, state FROM ${SCHEMA}.published`,
  );
  const before = new Map(known.map((part) => [nameOf(part), part]));
  const loaded: string[] = [];
  const parts = publishedParts();
  for (const part of parts) {
    const name = nameOf(part);
    const old = before.get(name);
    before.delete(name);
    if (old?.state === part.state) continue;
    await removePart(client, part);
    const rows = await copyPart(client, part);
    await client.query(
      `INSERT INTO ${SCHEMA}.published (kind, year, quarter, state, rows) VALUES ($1, $2, $3, $4, $5)`,
      [part.kind, part.year, part.quarter, part.state, rows],
    );
    loaded.push(name);
    onPart(name, rows);
  }
  for (const gone of before.values()) await removePart(client, gone);
  return { loaded, kept: parts.length - loaded.length, removed: before.size };
}

/** `606 2025Q3` */
function nameOf({ kind, year, quarter }: Omit<PublishedPart, "state">): string {
  return `${kind} ${year}Q${quarter}`;
}

async function removePart(client: pg.Client, { kind, year, quarter }: PublishedPart): Promise<void> {
  const when = [year, quarter];
  await client.query(`DELETE FROM ${SCHEMA}.${TABLES[kind]} WHERE year = $1 AND quarter = $2`, when);
  await client.query(`DELETE FROM ${SCHEMA}.published WHERE kind = $3 AND year = $1 AND quarter = $2`, [
    ...when,
    kind,
  ]);
}

async function copyPart(client: pg.Client, part: PublishedPart): Promise<number> {
  let rows = 0;
  function* lines() {
    let text = "";
    for (const row of partRows(part)) {
      rows += 1;
      text += `${[part.year, part.quarter, ...row].map(copied).join("\t")}\n`;
      if (text.length < PIECE) continue;
      yield text;
      text = "";
    }
    yield text;
  }
  const names = columnsOf(part.kind).map(({ name }) => name);
  const copy = `COPY ${SCHEMA}.${TABLES[part.kind]} (${names.join(", ")}) FROM STDIN`;
  await pipeline(Readable.from(lines(), { objectMode: false }), client.query(copyFrom(copy)));
  return rows;
}

const PIECE = 64 * 1024;
const ESCAPED: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** A value as COPY's text format has it. PostgreSQL's texts cannot hold a zero byte. */
function copied(value: Cell): string {
  if (value === null) return "\\N";
  if (typeof value === "number") return String(value);
  return value.replaceAll("\0", "\uFFFD").replace(/[\\\t\n\r]/g, (one) => ESCAPED[one] ?? one);
}

function columnsOf(kind: PublishedPart["kind"]): { name: string; type: string; comment: string }[] {
  const own = datasetColumns(kind).map((column) => ({
    name: column.name,
    type: SQL_TYPES[column.type],
    comment: columnInText(column),
  }));
  return [...PART_COLUMNS, ...own];
}

/** Tables, comments and indexes, where they are not there; made anew when this version's columns are other ones. */
async function makeTables(client: pg.Client): Promise<void> {
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  await client.query(
    `CREATE TABLE IF NOT EXISTS ${SCHEMA}.published (kind text, year integer, quarter integer, state text NOT NULL,
      rows integer NOT NULL, loaded_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (kind, year, quarter))`,
  );
  const version = `Parts that are loaded; version ${DATASET_VERSION}.`;
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT obj_description('${SCHEMA}.published'::regclass) AS comment`,
  );
  const anew = rows[0]?.comment !== version;
  for (const kind of ["606", "605"] as const) {
    const table = `${SCHEMA}.${TABLES[kind]}`;
    if (anew) await client.query(`DROP TABLE IF EXISTS ${table}`);
    const columns = columnsOf(kind);
    const defined = columns.map(({ name, type }) => `${name} ${type}`).join(", ");
    await client.query(`CREATE TABLE IF NOT EXISTS ${table} (${defined})`);
    if (!anew) continue;
    for (const { name, comment } of columns)
      await client.query(`COMMENT ON COLUMN ${table}.${name} IS ${client.escapeLiteral(comment)}`);
    await client.query(`CREATE INDEX ON ${table} (year, quarter)`);
  }
  if (!anew) return;
  await client.query(`CREATE INDEX ON ${SCHEMA}.filed_rows (broker_slug, year, quarter)`);
  await client.query(`CREATE INDEX ON ${SCHEMA}.filed_rows (venue_slug, year, quarter)`);
  await client.query(`DELETE FROM ${SCHEMA}.published`);
  await client.query(`COMMENT ON TABLE ${SCHEMA}.published IS ${client.escapeLiteral(version)}`);
}

/** Without user and password. */
function whereOf(url: string): string {
  if (!URL.canParse(url)) return "the address given";
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`;
}
