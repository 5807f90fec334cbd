/** The first of an answer of the API, to be shown in place. */
export interface Answer {
  readonly status: string;
  readonly ok: boolean;
  /** Those that matter to who reads the API with a program. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly shown:
    | {
        readonly what: "rows";
        readonly columns: readonly string[];
        readonly rows: readonly (readonly string[])[];
        readonly of: number;
        /** There is a further page. */
        readonly goesOn: boolean;
      }
    | { readonly what: "text"; readonly text: string; readonly isCut: boolean }
    | { readonly what: "image" }
    | { readonly what: "file" };
}

const HEADERS = [
  "content-type",
  "content-length",
  "content-disposition",
  "etag",
  "cache-control",
  "retry-after",
];
const MOST_ROWS = 5;
const MOST_LINES = 40;
const CSV_LINES = 6;
const MOST_CELL = 60;

/** Reads no more of it than is shown: a CSV may be the whole store. */
export async function readAnswer(response: Response): Promise<Answer> {
  const type = response.headers.get("content-type") ?? "";
  return {
    status: `${response.status} ${response.statusText}`.trim(),
    ok: response.ok,
    headers: HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    }),
    shown: type.startsWith("application/json")
      ? shownJson(await response.text())
      : type.startsWith("text/")
        ? cut(await firstLines(response, CSV_LINES), CSV_LINES)
        : { what: type.startsWith("image/") ? "image" : "file" },
  };
}

function shownJson(text: string): Answer["shown"] {
  const body: unknown = JSON.parse(text);
  const { rows } = body as { rows?: unknown };
  if (!Array.isArray(rows) || rows.length === 0) return cut(JSON.stringify(body, null, 2), MOST_LINES);
  const columns = Object.keys(rows[0] as object);
  return {
    what: "rows",
    columns,
    rows: rows
      .slice(0, MOST_ROWS)
      .map((row: Record<string, unknown>) => columns.map((column) => cellText(row[column]))),
    of: rows.length,
    goesOn: typeof (body as { next?: unknown }).next === "string",
  };
}

function cellText(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > MOST_CELL ? `${text.slice(0, MOST_CELL - 1)}…` : text;
}

function cut(text: string, lines: number): Answer["shown"] {
  const all = text.replace(/\n$/, "").split("\n");
  return { what: "text", text: all.slice(0, lines).join("\n"), isCut: all.length > lines };
}

/** As many lines and one more, so that it can be told whether there are more. */
async function firstLines(response: Response, lines: number): Promise<string> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && text.split("\n").length <= lines + 1) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += value;
  }
  await reader?.cancel();
  return text;
}
