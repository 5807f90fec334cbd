// Looks for known vulnerabilities of severity high or critical in what the app runs with.
//   node scripts/audit.mjs    exit 0 none, or the registry cannot tell (said in one line); 1 some, or npm could not look
import { spawnSync } from "node:child_process";
import path from "node:path";

const TIMEOUT_MS = 60_000;
/** The registry could not be asked: nothing is known, which is no fault of this source. */
const UNREACHED = /^request to \S+ failed, reason: (.+)$/s;

/**
 * What an answer of `npm audit --json` means: `{ ok, lines }` to be printed. `timedOut`: npm gave none in time.
 * Counted is in the report, not in npm's exit status, which says 1 for a vulnerability and for a registry that does not answer alike.
 */
export function judgeAudit({ stdout, timedOut = false }) {
  if (timedOut) return unknown("the registry did not answer in time");
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    // Said below: whatever it is, it is no report.
  }
  const counts = report?.metadata?.vulnerabilities;
  if (counts) return judgeReport(report.vulnerabilities ?? {}, counts);
  const { statusCode, error, message } = report ?? {};
  if (statusCode >= 400) return unknown(`the registry answers ${statusCode} to audits`);
  const [, reason] = UNREACHED.exec(message ?? "") ?? [];
  if (reason) return unknown(`the registry cannot be reached (${reason})`);
  return {
    ok: false,
    lines: [`npm audit failed: ${error?.summary || message || stdout.trim() || "no answer"}`],
  };
}

function judgeReport(vulnerabilities, { high, critical, total }) {
  if (high + critical === 0) {
    return { ok: true, lines: [`npm audit: nothing of severity high or critical (${total} in all)`] };
  }
  const serious = Object.values(vulnerabilities).filter(({ severity }) =>
    ["high", "critical"].includes(severity),
  );
  return {
    ok: false,
    lines: serious.map(({ name, severity, range, via }) => {
      const why = via.map((one) => (typeof one === "string" ? `through ${one}` : `${one.title} ${one.url}`));
      return `npm audit: ${severity}: ${[name, range].filter(Boolean).join(" ")}: ${why.join("; ")}`;
    }),
  };
}

function unknown(why) {
  return { ok: true, lines: [`npm audit: not known, ${why}`] };
}

if (process.argv[1] === import.meta.filename) {
  const options = [
    "--omit=dev",
    "--audit-level=high",
    "--json",
    "--fetch-retries=0",
    "--fetch-timeout=20000",
  ];
  const { stdout, error } = spawnSync("npm", ["audit", ...options], {
    cwd: path.resolve(import.meta.dirname, ".."),
    encoding: "utf8",
    timeout: TIMEOUT_MS,
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const { ok, lines } = judgeAudit({ stdout: stdout ?? "", timedOut: error?.code === "ETIMEDOUT" });
  for (const line of lines) console.log(line);
  process.exitCode = ok ? 0 : 1;
}
