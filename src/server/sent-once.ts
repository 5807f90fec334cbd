import { createHash } from "node:crypto";

/*
 * The framework sends a page twice: as HTML, and as data that its scripts make the same of. What stands in `Sent`
 * (src/site/sent.tsx) no script changes, so it is left out of the data. The data are rows, `id:value`, of JSON in which an
 * element is `["$",type,key,props]` and `"$…id"` refers to another row, or with a path to a part of one. Whatever is not as
 * expected is sent as it came.
 */

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

interface Row {
  readonly id: string;
  /** As it came. */
  readonly text: string;
  /** Where it holds elements. */
  readonly value: Json | undefined;
}

/** The name under which the component is exported. */
const COMPONENT = "Sent";

/** The data of a page without what is inside `Sent`. */
export function sentOnce(data: string): string {
  try {
    return withoutSent(data) ?? data;
  } catch {
    // Another form than is known here: all of it is sent twice, as the framework means it.
    return data;
  }
}

function withoutSent(data: string): string | null {
  const rows = rowsOf(data);
  const types = new Set(
    rows.flatMap(({ id, text }) =>
      text.startsWith("I[") && JSON.parse(text.slice(1))[2] === COMPONENT ? [`$L${id}`] : [],
    ),
  );
  if (types.size === 0) return null;
  const dropped = new Set<string>();
  const left = rows.map((row): Row => {
    if (row.value === undefined || ![...types].some((type) => row.text.includes(`"${type}"`))) return row;
    if (!markSent(row.value, types, dropped)) return row;
    return { ...row, text: JSON.stringify(row.value) };
  });
  const byId = new Map(left.map((row) => [row.id, row]));
  const gone = onlyInside(dropped, left, byId);
  const kept = left.filter((row) => !gone.has(row.id));
  if (!kept.every(({ text }) => leadsSomewhere(text, byId))) return null;
  return kept.map(({ id, text }) => (text.startsWith("T") ? `${id}:${text}` : `${id}:${text}\n`)).join("");
}

/** Rows end with a line; those of texts (`T`) with the length they say, in bytes. */
function rowsOf(data: string): Row[] {
  const bytes = Buffer.from(data);
  const rows: Row[] = [];
  let at = 0;
  while (at < bytes.length) {
    const colon = bytes.indexOf(":", at);
    if (colon < 0) throw new Error("a row without an id");
    const id = bytes.toString("latin1", at, colon);
    if (!/^[0-9a-f]*$/.test(id)) throw new Error("an id of another form");
    let end: number;
    if (bytes[colon + 1] === "T".charCodeAt(0)) {
      const comma = bytes.indexOf(",", colon);
      end = comma + 1 + Number.parseInt(bytes.toString("latin1", colon + 2, comma), 16);
      at = end;
    } else {
      end = bytes.indexOf("\n", colon);
      if (end < 0) throw new Error("a row without an end");
      at = end + 1;
    }
    const text = bytes.toString("utf8", colon + 1, end);
    rows.push({ id, text, value: /^[[{]/.test(text) ? (JSON.parse(text) as Json) : undefined });
  }
  return rows;
}

/** Puts a mark in place of what is inside `Sent`, and collects which rows that referred to. False: there was none. */
function markSent(value: Json, types: ReadonlySet<string>, dropped: Set<string>): boolean {
  if (value === null || typeof value !== "object") return false;
  if (!Array.isArray(value)) {
    let found = false;
    for (const one of Object.values(value)) found = markSent(one, types, dropped) || found;
    return found;
  }
  const [sign, type, , props] = value;
  if (sign === "$" && typeof type === "string" && types.has(type)) {
    const { children = null, ...others } = props as { [key: string]: Json };
    const inside = JSON.stringify(children);
    for (const id of referred(inside)) dropped.add(id);
    const mark = createHash("sha256").update(inside).digest("base64url").slice(0, 12);
    value[3] = { ...others, mark };
    return true;
  }
  let found = false;
  for (const one of value) found = markSent(one, types, dropped) || found;
  return found;
}

/** Ids are hexadecimal in small letters: `$a5` is the row a5, and `$L5` the row 5, to be loaded when it is there. */
function referred(text: string): string[] {
  return [...text.matchAll(/"\$[A-Zg-z@]?([0-9a-f]+)(?=[":])/g)].map(([, id]) => id as string);
}

/** The rows that what was left out refers to, and nothing else does. */
function onlyInside(
  dropped: ReadonlySet<string>,
  rows: readonly Row[],
  byId: ReadonlyMap<string, Row>,
): Set<string> {
  const inside = reached(dropped, byId);
  const needed = reached(
    rows.filter((row) => !inside.has(row.id)).flatMap((row) => referred(row.text)),
    byId,
  );
  return new Set([...inside].filter((id) => !needed.has(id)));
}

function reached(from: Iterable<string>, byId: ReadonlyMap<string, Row>): Set<string> {
  const found = new Set<string>();
  const waiting = [...from];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const row = byId.get(id);
    if (!row || found.has(id)) continue;
    found.add(id);
    waiting.push(...referred(row.text));
  }
  return found;
}

/** Whether every path into another row still ends at something. */
function leadsSomewhere(text: string, byId: ReadonlyMap<string, Row>): boolean {
  return [...text.matchAll(/"\$([0-9a-f]+):([^"]+)"/g)].every(([, id = "", path = ""]) => {
    let value: Json | undefined = byId.get(id)?.value;
    for (const step of path.split(":")) {
      if (typeof value === "string") value = byId.get(/^\$L?([0-9a-f]+)$/.exec(value)?.[1] ?? "")?.value;
      value = stepInto(value, step);
      if (value === undefined) return false;
    }
    return true;
  });
}

function stepInto(value: Json | undefined, step: string): Json | undefined {
  if (value === null || typeof value !== "object") return undefined;
  if (!Array.isArray(value)) return value[step];
  const place = value[0] === "$" ? { type: 1, key: 2, props: 3 }[step] : undefined;
  return value[place ?? Number(step)];
}
