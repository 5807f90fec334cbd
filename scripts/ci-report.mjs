// Counts what the parts of .ci/run did: says what failed and how long each took; the last line is "N passed, N failed".
//   node scripts/ci-report.mjs FOLDER
// FOLDER/parts.tsv has a line per part: name, exit status, seconds. A part that counts leaves FOLDER/NAME.json, vitest's report
// or { passed, failed }; any other is one check, passed by exit status 0.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** What a part counts for: `{ passed, failed, lines }`, the lines to be printed. `report` is null where none was to be left. */
export function countPart({ name, status, report }) {
  if (report === null) {
    return status === 0
      ? { passed: 1, failed: 0, lines: [] }
      : { passed: 0, failed: 1, lines: [`${name} ended with status ${status}`] };
  }
  const { passed, failed, lines } = "testResults" in report ? countTests(report) : { ...report, lines: [] };
  if (failed > 0 || (status === 0 && passed > 0)) return { passed, failed, lines };
  return { passed, failed: 1, lines: [...lines, `${name} ended with status ${status}, ${passed} passed`] };
}

/** As vitest counts; a test file that could not even be loaded is one failure. */
function countTests({ numPassedTests, numFailedTests, testResults }) {
  const unloadable = testResults.filter(
    (one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"),
  );
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === "pending" || status === "skipped");
  return {
    passed: numPassedTests,
    failed: numFailedTests + unloadable.length,
    lines: [
      ...unloadable.map(({ name }) => `Not loaded: ${name}`),
      ...skipped.map(({ fullName }) => `Skipped: ${fullName}`),
    ],
  };
}

/** The parts that ran, as .ci/run notes them. */
export function readParts(text) {
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [name, status, seconds] = line.split("\t");
      return { name, status: Number(status), seconds: Number(seconds) };
    });
}

function readReport(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    // Left half written, or empty, by what was ended: nothing passed, which counts as a failure.
    return { passed: 0, failed: 0 };
  }
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2];
  let passed = 0;
  let failed = 0;
  for (const { name, status, seconds } of readParts(readFileSync(path.join(folder, "parts.tsv"), "utf8"))) {
    const part = countPart({ name, status, report: readReport(path.join(folder, `${name}.json`)) });
    passed += part.passed;
    failed += part.failed;
    for (const line of part.lines) console.log(line);
    console.log(`${String(seconds).padStart(5)} s  ${name}: ${part.passed} passed, ${part.failed} failed`);
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}
