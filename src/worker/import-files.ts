import { mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Database } from "better-sqlite3";
import type { Author } from "@/host/author";
import { LARGER_FILES, type Settings } from "@/host/settings";
import { DocumentStore } from "@/ingest";
import { firstBytes } from "@/intake/byte-source";
import { detectFormat } from "@/intake/detect-format";
import { parseFinraName } from "@/intake/finra-name";
import { AppError } from "@/report/errors";
import { type FindingCode, finding } from "@/report/findings";
import type { FileEvent, ImportEvent, ImportSummary, Outcome } from "@/report/import-events";
import { sha256OfFile } from "@/report/sha256";
import { audit } from "@/store/audit";
import { keepDocument } from "@/store/documents";
import { areNamesBehind, NAMES_BEHIND } from "@/store/naming/names-version";
import { completeDocument, completedDocuments, recordDocument } from "@/store/record-document";
import { storeTrouble } from "@/store/store-trouble";
import { openWriter } from "@/store/write-connection";
import { Reader, type ReadItem } from "./reader";
import { hasFewReports, reviewCandidates } from "./review-candidates";

/** How long a transaction takes documents in: each commit makes every page that is looked at be made anew, and until
 * then no other writer gets in. */
const COMMIT_EVERY_MS = 2_000;

export interface InputFile {
  readonly path: string;
  /** What the person called it. */
  readonly name: string;
  /** Called once it was read to its end, whatever was refused of it. */
  readonly whenRead?: (database: Database, sha256: string) => void;
}

/** Files as given, and for folders every file below them but hidden ones, in name order. */
export function expandPaths(paths: readonly string[]): InputFile[] {
  return paths.flatMap((given) => {
    const stat = statSync(given, { throwIfNoEntry: false });
    if (!stat) throw new AppError("invalid_input", `${given}: no such file or folder`);
    if (!stat.isDirectory()) return [{ path: given, name: path.basename(given) }];
    return readdirSync(given, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => ({ path: file, name: path.basename(file) }));
  });
}

/**
 * Imports files into the store of the settings: the one way in, for the command line and for uploads.
 * Tells of every document as it is done, before the next file is asked for; a refused document never keeps the others out. A fault (the
 * store cannot be written) is thrown after what was stored is safe, as an AppError that says what to do.
 */
export async function importFiles(
  files: Iterable<InputFile> | ((store: Database) => AsyncIterable<InputFile>),
  settings: Pick<Settings, "databaseFile" | "dataDir" | "maxUploadBytes">,
  onEvent: (event: ImportEvent) => void,
  signal?: AbortSignal,
  by: Author = { who: "command line" },
): Promise<ImportSummary> {
  const started = performance.now();
  const counts = noCounts();
  const database = openWriter(settings.databaseFile);
  const reader = new Reader(signal);
  try {
    mkdirSync(settings.dataDir, { recursive: true });
    const store = new DocumentStore(database, settings.dataDir);
    if (areNamesBehind(database, store.naming.version)) console.error(NAMES_BEHIND);
    for await (const file of typeof files === "function" ? files(database) : files) {
      if (signal?.aborted) break;
      for await (const event of importFile(file, store, reader, settings.maxUploadBytes, by)) {
        onEvent(event);
        if (event.type === "file") count(counts, event);
      }
    }
    // One transaction: what is due is forgotten only when it was done.
    store.together(() => {
      for (const quarter of store.reviewMarket()) {
        if (hasFewReports(database, quarter)) reviewCandidates(database, quarter);
      }
    });
    database.pragma("wal_checkpoint(PASSIVE)");
  } catch (error) {
    throw storeTrouble(error) ?? error;
  } finally {
    await reader.close();
    database.close();
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  const summary = { ...counts, seconds };
  onEvent({ type: "summary", ...summary });
  return summary;
}

async function* importFile(
  file: InputFile,
  store: DocumentStore,
  reader: Reader,
  maxBytes: number,
  by: Author,
): AsyncGenerator<ImportEvent> {
  const stat = statSync(file.path, { throwIfNoEntry: false });
  if (!stat?.isFile()) {
    yield rejected(file.name, "read_failed", `${file.name} is not a file that can be read.`);
    return;
  }
  if (stat.size > maxBytes) {
    yield rejected(
      file.name,
      "limit_exceeded",
      `${file.name} has ${stat.size} bytes; at most ${maxBytes} are read (setting MAX_UPLOAD_BYTES). ${LARGER_FILES}`,
    );
    return;
  }
  const sha = sha256OfFile(file.path);
  const before = completedDocuments(store.database, sha);
  // Under another name, which may say more of whose it is, it is read again; nothing of it is stored twice.
  const mayTeach =
    before.some(({ name, entry }) => entry === null && name !== file.name) && parseFinraName(file.name);
  if (before.length > 0 && !mayTeach) {
    // Should the kept document have been lost or damaged, here it is again.
    store.together(() => keepDocument(store.dataDir, sha, file.path));
    for (const { name, entry, reports } of before)
      yield duplicate(entry === null ? file.name : name, reports);
    file.whenRead?.(store.database, sha);
    return;
  }
  yield { type: "progress", phase: "reading", name: file.name, done: 0, total: null };
  const isZip = detectFormat(firstBytes(file.path), file.name) === "zip";
  let kept = false;
  let complete = true;
  let done = 0;
  const archive = isZip ? { archive: file.name } : {};
  const keep = () => {
    if (kept) return;
    keepDocument(store.dataDir, sha, file.path);
    if (isZip) recordDocument(store.database, zipRecord(sha, file.name, stat.size));
    kept = true;
  };
  const storeItem = (item: ReadItem): FileEvent => {
    if ("stopped" in item) {
      const { name, why } = item.stopped;
      return { ...rejected(name, "limit_exceeded", `${name} was given up: ${why}.`), ...archive };
    }
    if (item.reports.length === 0 && !item.introducing && !item.executions?.length)
      return { ...rejectedEvent(item.name, item.findings), ...archive };
    keep();
    return { ...store.store(item, isZip ? sha : null), ...archive };
  };
  // Done but not committed: told of when it is.
  let open: FileEvent[] = [];
  let since = 0;
  const commit = () => {
    const events = open;
    if (events.length === 0) return events;
    store.commit();
    auditFiles(store.dataDir, by, events);
    open = [];
    return events;
  };
  try {
    for await (const batch of reader.read({ path: file.path, name: file.name })) {
      if (batch.length > 0) {
        done += batch.length;
        if (store.begin()) since = performance.now();
        const events = store.together(() => batch.map(storeItem));
        complete &&= events.every((event) => event.outcome !== "rejected");
        open.push(...events);
        if (isZip) yield { type: "progress", phase: "reading", name: file.name, done, total: null };
      }
      if (performance.now() - since >= COMMIT_EVERY_MS) yield* commit();
    }
    yield* commit();
  } finally {
    store.rollBack();
  }
  if (reader.cancelled) return;
  if (isZip && kept && complete) completeDocument(store.database, sha);
  file.whenRead?.(store.database, sha);
}

function auditFiles(dataDir: string, by: Author, events: readonly FileEvent[]): void {
  const changes = events.filter(
    ({ outcome, findings }) =>
      outcome !== "rejected" &&
      (outcome !== "duplicate" || findings.some(({ code }) => code === "identity_learned")),
  );
  audit(
    dataDir,
    by,
    changes.map(({ name, archive, outcome, reports }) => ({
      what: "import",
      file: name,
      ...(archive === undefined ? {} : { archive }),
      outcome,
      reports: reports
        .filter((one) => outcome === "duplicate" || one.outcome !== "duplicate")
        .map((one) => one.id),
    })),
  );
}

function zipRecord(sha: string, name: string, bytes: number) {
  return { sha256: sha, name, format: "zip", bytes, container: null };
}

function rejected(name: string, code: FindingCode, message: string): FileEvent {
  return rejectedEvent(name, [finding(code, message, { file: name })]);
}

function rejectedEvent(name: string, findings: FileEvent["findings"]): FileEvent {
  return { type: "file", name, outcome: "rejected", report: null, reports: [], findings };
}

function duplicate(name: string, reports: readonly string[]): FileEvent {
  return {
    type: "file",
    name,
    outcome: "duplicate",
    report: reports[0] ?? null,
    reports: reports.map((id) => ({ id, outcome: "duplicate" })),
    findings: [],
  };
}

const COUNTER: Record<Exclude<Outcome, "rejected">, "stored" | "versions" | "sources" | "duplicates"> = {
  stored: "stored",
  version: "versions",
  source: "sources",
  duplicate: "duplicates",
};

export type ImportCounts = { -readonly [key in keyof Omit<ImportSummary, "seconds">]: number };

export function noCounts(): ImportCounts {
  return { stored: 0, versions: 0, sources: 0, duplicates: 0, rejected: 0, findings: 0 };
}

/** Adds a document to what is counted. */
export function count(tally: ImportCounts, event: FileEvent): void {
  tally.findings += event.findings.length;
  if (event.outcome === "rejected") tally.rejected += 1;
  for (const { outcome } of event.reports) {
    if (outcome !== "rejected") tally[COUNTER[outcome]] += 1;
  }
}
