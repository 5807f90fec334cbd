import { readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";

/** A line of the server's answer to an upload. */
export type Line = Record<string, unknown> & { readonly type: string };

export interface Upload {
  /** Lines so far. */
  readonly lines: readonly Line[];
  /** Resolves with the first line of a type; rejects when the answer ends without one. */
  readonly line: (type: string) => Promise<Line>;
  /** Status and all lines when the answer ended; `cut` when the connection broke instead. */
  readonly ended: Promise<{ status: number; cut: boolean; lines: readonly Line[] }>;
}

/** Uploads a file to a running server and follows what it tells. */
export function upload(url: string, file: string, headers: Record<string, string> = {}): Upload {
  const lines: Line[] = [];
  const waiting: { type: string; resolve: (line: Line) => void }[] = [];
  let text = "";
  const take = (chunk: string) => {
    text += chunk;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      const line = JSON.parse(text.slice(0, end)) as Line;
      text = text.slice(end + 1);
      lines.push(line);
      for (const one of waiting) if (one.type === line.type) one.resolve(line);
    }
  };
  const ended = new Promise<{ status: number; cut: boolean; lines: readonly Line[] }>((resolve) => {
    const request = http.request(
      `${url}/api/v1/uploads?name=${encodeURIComponent(path.basename(file))}`,
      { method: "POST", agent: false, headers: { accept: "application/x-ndjson", ...headers } },
      (response) => {
        const status = response.statusCode ?? 0;
        response.setEncoding("utf8").on("data", take);
        response.on("end", () => resolve({ status, cut: false, lines }));
        response.on("error", () => resolve({ status, cut: true, lines }));
      },
    );
    request.on("error", () => resolve({ status: 0, cut: true, lines }));
    request.end(readFileSync(file));
  });
  const line = (type: string) => {
    const found = lines.find((one) => one.type === type);
    if (found) return Promise.resolve(found);
    const next = new Promise<Line>((resolve) => waiting.push({ type, resolve }));
    const missing = ended.then(({ status }) => {
      const late = lines.find((one) => one.type === type);
      if (late) return late;
      throw new Error(`the answer (${status}) ended without ${type}: ${JSON.stringify(lines.at(-1))}`);
    });
    return Promise.race([next, missing]);
  };
  return { lines, line, ended };
}
