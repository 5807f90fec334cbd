import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { getText } from "../support/call-api";
import { noFilings } from "../support/filings";
import { emptyStore, filings, importInto } from "../support/store-with-filings";
import { temporaryFolder } from "../support/temporary-folder";

const ALL = "/api/v1/rows?format=csv&versions=all";

/** What an empty store exports after it has imported a text, and what the import said. */
async function throughEmptyStore(csv: string): Promise<{ again: string; stored: number; versions: number }> {
  const file = path.join(temporaryFolder(), "everything.csv");
  writeFileSync(file, csv);
  const { summary } = await importInto(emptyStore(), [file]);
  expect(summary.rejected).toBe(0);
  return { again: await getText(ALL), stored: summary.stored, versions: summary.versions };
}

/** The first line that differs, beside its twin; null: all are equal. Whole texts are too long to print. */
function difference(a: string, b: string): readonly [string | undefined, string | undefined] | null {
  const [left, right] = [a.split("\n"), b.split("\n")];
  const at = left.findIndex((line, i) => line !== right[i]);
  return a === b ? null : [left[at], right[at]];
}

/** A copy of a filing with some of its text replaced. */
function copyOf(
  file: string,
  name: string,
  ...changes: readonly (readonly [string | RegExp, string])[]
): string {
  const copy = path.join(temporaryFolder(), name);
  const text = readFileSync(file, "utf8");
  const changed = changes.reduce((now, [from, to]) => now.replace(from, to), text);
  if (changed === text) throw new Error(`nothing to change in ${file}`);
  writeFileSync(copy, changed);
  return copy;
}

describe.skipIf(noFilings)("everything out, in again, and out (needs ../shared/filings)", () => {
  test("versions of one report keep their numbers, dates and which of them counts", async () => {
    const [schwab = ""] = filings("xml", "CHAS-2021Q1");
    const later = copyOf(
      schwab,
      "606-CHAS-2021Q1-amended.xml",
      ["247709.63", "247709.64"],
      [/<timestamp>[^<]*/, "<timestamp>2021-06-01T00:00:00Z"],
    );
    const last = copyOf(
      schwab,
      "606-CHAS-2021Q1-amended-again.xml",
      ["247709.63", "247709.65"],
      [/<timestamp>[^<]*/, "<timestamp>2021-07-01T00:00:00Z"],
    );
    await importInto(emptyStore(), [later, schwab, last]);
    const first = await getText(ALL);
    const versions = first.split("\n").filter((line) => line.includes("2021,1,1,sp500,Citadel Securities"));
    expect(versions.map((line) => /,2477\d\d\.\d+,/.exec(line)?.[0])).toEqual([
      ",247709.63,",
      ",247709.64,",
      ",247709.65,",
    ]);
    const { again, stored, versions: more } = await throughEmptyStore(first);
    expect({ stored, more }).toEqual({ stored: 1, more: 2 });
    expect(difference(again, first)).toBeNull();
  });

  test("text that looks like formulas, breaks lines or is not ASCII comes back character for character", async () => {
    const [hood = ""] = filings("xml", "HOOD-2022Q1");
    const odd = copyOf(
      hood,
      "odd.xml",
      [/<name>[^<]*/, "<name>=HYPERLINK(&quot;https://example.org&quot;)"],
      [
        /<materialAspects>[^<]*/,
        "<materialAspects>'@SUM(1+1)\n\t“Größe”, 1 %; 中文 \u{1F4C8} &quot;quoted&quot;, done",
      ],
    );
    await importInto(emptyStore(), [odd]);
    const first = await getText(ALL);
    expect(first).toContain(`"'=HYPERLINK(""https://example.org"")"`);
    expect(first).toContain(`"''@SUM(1+1)`);
    expect(difference((await throughEmptyStore(first)).again, first)).toBeNull();
  });

  test("a byte order mark and lines ended by CRLF change nothing", async () => {
    await importInto(emptyStore(), filings("xml", "APEX-2022"));
    const first = await getText(ALL);
    expect(difference((await throughEmptyStore(await getText(`${ALL}&bom=1`))).again, first)).toBeNull();
    expect(
      difference(
        (await throughEmptyStore(first.replace(/(,line \d+|source_position)\n/g, "$1\r\n"))).again,
        first,
      ),
    ).toBeNull();
  });

  test("reports read from PDFs alone come back with their positions", async () => {
    await importInto(emptyStore(), filings("pdf").slice(0, 3));
    const first = await getText(ALL);
    expect(first).toMatch(/,page \d+ at \d+\n/);
    const second = await throughEmptyStore(first);
    expect(difference(second.again, first)).toBeNull();
    expect(difference((await throughEmptyStore(second.again)).again, first)).toBeNull();
  });
});
