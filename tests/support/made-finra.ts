import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { sampleReports, writeMarketZip } from "@/bench/made-market";
import { formatQuarter, type Quarter, quarterFromIndex, quarterIndex } from "@/report/quarter";
import { atEnd } from "./at-end";
import { STARTER } from "./made-quarters";
import { temporaryFolder } from "./temporary-folder";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface MadeFinra {
  readonly url: string;
  /** The ZIPs by quarter (`2025Q3`): what is given for each, and under which tag. A quarter that is taken out is answered with 404. */
  readonly zips: Map<string, { bytes: Buffer; etag: string }>;
  /** Answers given in place of the ZIP, by quarter. */
  readonly instead: Map<string, Answer>;
  /** The quarters whose ZIP was sent, in order. */
  readonly sent: string[];
}

/** Ten from 2024 Q2 on. */
const TEN = Array.from({ length: 10 }, (_, i) =>
  quarterFromIndex(quarterIndex({ year: 2024, quarter: 2 }) + i),
);

/** A server as FINRA's with made quarters of so many brokers, until the test at hand ends, or those of the file. */
export async function madeFinra(
  brokersOf: (quarter: Quarter) => number,
  quarters: readonly Quarter[] = TEN,
): Promise<MadeFinra> {
  const folder = temporaryFolder();
  mkdirSync(folder, { recursive: true });
  const reports = sampleReports(readdirSync(STARTER).filter((name) => name.endsWith(".csv")));
  const zips: MadeFinra["zips"] = new Map();
  for (const [i, quarter] of quarters.entries()) {
    const file = path.join(folder, `${i}.zip`);
    await writeMarketZip(file, reports, brokersOf(quarter), quarter, (broker) => 1 + broker / 100 + i / 1000);
    zips.set(formatQuarter(quarter), { bytes: readFileSync(file), etag: `"${i}"` });
  }
  const instead: MadeFinra["instead"] = new Map();
  const sent: string[] = [];
  const server = createServer((request, response) => {
    const [, year, quarter] = /^\/(\d{4})\/606_NMS_\1_(Q[1-4])\.zip$/.exec(request.url ?? "") ?? [];
    const key = `${year}${quarter}`;
    const other = instead.get(key);
    if (other) return other(request, response);
    const zip = zips.get(key);
    if (!zip) return response.writeHead(404).end();
    const { etag } = zip;
    if (request.headers["if-none-match"] === etag) return response.writeHead(304, { etag }).end();
    sent.push(key);
    return response.writeHead(200, { etag, "content-length": zip.bytes.length }).end(zip.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  atEnd(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, zips, instead, sent };
}
