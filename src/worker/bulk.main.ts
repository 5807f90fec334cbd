import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { setPriority } from "node:os";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { flatCsvOf } from "@/export/flat-csv-lines";
import { writeExecutionParquet, writeRowsParquet } from "@/export/rows-parquet";
import { readSettings } from "@/host/settings";
import { filters } from "@/queries/filters";
import { messageOf } from "@/report/errors";
import { copyStoreForAll } from "@/store/backup/copy-for-all";
import { readSparingly } from "@/store/read-connection";
import { storeTrouble } from "@/store/store-trouble";
import type { BulkAnswer, BulkName, BulkVersions } from "./bulk-files";

/* Makes one of the files that hold everything: `bulk.js NAME VERSIONS TARGET`. A process of its own, because it computes for
 * seconds; its answer is one line of JSON on standard output. */

/** Whoever waits for a page comes first. */
const BEHIND_OTHERS = 10;

const MAKERS: Record<BulkName, (target: string, versions: BulkVersions) => Promise<void> | void> = {
  "rows.csv.gz": (target, versions) =>
    pipeline(Readable.from(flatCsvOf(everything(versions))), createGzip(), createWriteStream(target)),
  "rows.parquet": (target, versions) => writeRowsParquet(everything(versions), target),
  "execution.parquet": (target, versions) => writeExecutionParquet(versions, target),
  "store.sqlite": (target) => copyStoreForAll(readSettings().databaseFile, target),
};

function everything(versions: BulkVersions) {
  return filters({ reReported: "include", versions });
}

async function answer(): Promise<BulkAnswer> {
  const [name, versions, target = ""] = process.argv.slice(2) as [BulkName, BulkVersions, string];
  try {
    setPriority(BEHIND_OTHERS);
    readSparingly();
    await MAKERS[name](target, versions);
    const hash = createHash("sha256");
    await pipeline(createReadStream(target), hash);
    return { sha256: hash.digest("hex") };
  } catch (error) {
    const known = storeTrouble(error);
    if (known) return { problem: known.message, code: known.code, status: known.status };
    return { problem: `The file could not be made: ${messageOf(error)}` };
  }
}

console.log(JSON.stringify(await answer()));
