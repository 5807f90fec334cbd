// Does once, in the clone this lies in and with the Node that runs it, what a person does: npm ci, npm start, every page,
// every operation of the API, an upload in the browser, imports, and an end by SIGTERM. Says what went wrong and how long
// each part took; its last line is "N passed, N failed", which goes into REPORT too: { passed, failed }.
//   git clone . /tmp/fresh && node /tmp/fresh/scripts/smoke.mjs [--production] [REPORT]    (npm and `node` of the PATH are used; CHROMIUM_PATH)
// --production: installed without what only tests and checks need, the browser that is driven too: pages are asked for, not looked at.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { pageAddresses } from "./page-addresses.mjs";
import { apiCalls, sitemapAddresses } from "./smoke/addresses.mjs";
import { complaintsIn, run, startServer, stopServer } from "./smoke/running.mjs";

const root = path.resolve(import.meta.dirname, "..");
const fixtures = (folder, pattern) =>
  readdirSync(path.join(root, "fixtures", folder))
    .filter((name) => pattern.test(name))
    .map((name) => `fixtures/${folder}/${name}`);
const UPLOADED = "fixtures/reports/harbor-lane-2023q1.xml";
const SENT = "fixtures/pdf/made-up-tagged.pdf";
/** Everything below fixtures/ that can be read. */
const IMPORTED = [
  ...fixtures("reports", /\.xml$/),
  ...fixtures("pdf", /^made-up-.*\.pdf$/),
  ...fixtures("starter", /\.csv$/),
];
/** Installing may compile, starting builds. */
const LONG_MS = 600_000;
const STOP_MS = 20_000;

const given = process.argv.slice(2);
const isProduction = given.includes("--production");
const [report] = given.filter((one) => one !== "--production");
const INSTALL = ["ci", "--no-audit", "--no-fund", ...(isProduction ? ["--omit=dev"] : [])];

let passed = 0;
let failed = 0;
function check(name, problem) {
  if (problem === null) passed += 1;
  else failed += 1;
  if (problem !== null) console.log(`FAILED ${name}: ${problem}`);
}

/** Does one part; what it throws is the part's failure. */
async function part(name, work) {
  const from = performance.now();
  try {
    const result = await work();
    check(name, null);
    return result;
  } catch (error) {
    throw new Error(`${name}: ${error.message}`);
  } finally {
    console.log(`${name}: ${((performance.now() - from) / 1000).toFixed(1)} s`);
  }
}

async function smoke(folder) {
  await part("npm runs on this Node", async () => {
    const { node } = JSON.parse(await run("npm", ["version", "--json"], { timeoutMs: 60_000 }));
    if (node !== process.versions.node) throw new Error(`npm runs on ${node}`);
  });
  const began = performance.now();
  await part(`npm ${INSTALL.join(" ")}`, () => run("npm", INSTALL, { timeoutMs: LONG_MS }));

  const finra = await emptyHost();
  const env = {
    PORT: "0",
    HOST: "127.0.0.1",
    SEED: "1",
    DATA_DIR: path.join(folder, "served"),
    DATABASE_URL: "",
    FINRA_BASE_URL: finra.url,
  };
  const server = await part("npm start", () => startServer("npm", ["start"], { env, timeoutMs: LONG_MS }));
  try {
    await part("first page", () => text(`${server.url}/`));
    console.log(`From npm ci to the first page: ${((performance.now() - began) / 1000).toFixed(1)} s`);
    const quiet = server.printed().length;
    await part("API", () => callApi(server.url));
    if (isProduction) await askForPages(server.url);
    else await browse(server.url);
    // One of each kind was opened above; that there are as many as the map lists is asked without a browser.
    await part("site map", async () => {
      for (const address of sitemapAddresses(await text(`${server.url}/sitemap.xml`))) {
        const { status } = await fetch(server.url + address);
        check(`listed ${address}`, status === 200 ? null : `status ${status}`);
      }
    });
    check("the server has nothing to complain of", complaintsIn(server.printed().slice(quiet)));
  } finally {
    const { how, tookMs } = await stopServer(server, STOP_MS);
    finra.close();
    // npm itself ends by the signal; what counts is that the server it started ends too.
    check("npm start after SIGTERM", how === "SIGKILL" ? `still running after ${STOP_MS / 1000} s` : null);
    console.log(`SIGTERM to npm start: ${how} after ${(tookMs / 1000).toFixed(1)} s`);
  }

  await part("started again", async () => {
    const again = await startServer(process.execPath, ["scripts/start.mjs"], { env, timeoutMs: 60_000 });
    const kept = await text(`${again.url}/api/v1/brokers`);
    const { how } = await stopServer(again, STOP_MS);
    if (how !== "exit 0") throw new Error(`SIGTERM ended it with ${how}:\n${again.printed()}`);
    if (!kept.includes("Harbor Lane")) throw new Error("the uploaded report is gone");
  });

  await part("npm run import", async () => {
    const printed = await run("npm", ["run", "--silent", "import", "--", "--json", ...IMPORTED], {
      env: { DATA_DIR: path.join(folder, "imported"), DATABASE_URL: "" },
      timeoutMs: 120_000,
    });
    const summary = JSON.parse(printed.trim().split("\n").at(-1));
    if (summary.type !== "summary" || summary.rejected > 0 || summary.stored === 0)
      throw new Error(JSON.stringify(summary));
  });
}

async function browse(url) {
  const { uploadInBrowser, visitPages } = await import("./smoke/browsing.mjs");
  await part("upload in the browser", async () => {
    const problem = await uploadInBrowser(url, path.join(root, UPLOADED));
    if (problem !== null) throw new Error(problem);
  });
  await part("pages", async () => {
    await visitPages(url, await addressesOf(url), (address, problem) => check(`page ${address}`, problem));
  });
}

async function askForPages(url) {
  await part("upload", async () => {
    const body = readFileSync(path.join(root, UPLOADED));
    const { status } = await fetch(`${url}/api/v1/uploads?name=report.xml`, { method: "POST", body });
    if (status !== 201) throw new Error(`status ${status}`);
  });
  await part("pages", async () => {
    for (const address of await addressesOf(url)) {
      const { status } = await fetch(url + address);
      check(`page ${address}`, status === 200 ? null : `status ${status}`);
    }
  });
}

async function addressesOf(url) {
  const { rows } = JSON.parse(await text(`${url}/api/v1/reports?broker=charles-schwab&quarter=2021Q1`));
  return pageAddresses(rows[0].id);
}

async function callApi(url) {
  const firstId = async (list) => JSON.parse(await text(`${url}${list}`)).rows[0].id;
  const first = await firstId("/api/v1/reports?broker=charles-schwab&quarter=2021Q1");
  const known = {
    "/api/v1/reports": first,
    "/api/v1/execution-reports": await firstId("/api/v1/execution-reports"),
    "/api/v1/uploads": first,
  };
  const description = JSON.parse(await text(`${url}/api/v1/openapi.json`));
  for (const { method, address, status, json } of apiCalls(description, known)) {
    const body = json ? JSON.stringify(json) : method === "POST" ? readFileSync(path.join(root, SENT)) : null;
    const answer = await fetch(url + address, {
      method,
      ...(body && { body, headers: json ? { "content-type": "application/json" } : {} }),
    });
    const said = await answer.text();
    check(
      `${method} ${address}`,
      answer.status === status ? null : `status ${answer.status}: ${said.slice(0, 500)}`,
    );
  }
}

async function text(address) {
  const answer = await fetch(address);
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}: ${body.slice(0, 500)}`);
  return body;
}

/** In place of FINRA's host: it has no quarter. */
async function emptyHost() {
  const host = createServer((_request, response) => response.writeHead(404).end());
  await new Promise((resolve) => host.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${host.address().port}`, close: () => host.close() };
}

const folder = mkdtempSync(path.join(tmpdir(), "pfof-smoke-"));
console.log(`Node ${process.versions.node}`);
try {
  await smoke(folder);
} catch (error) {
  check("the run", error.message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${passed} passed, ${failed} failed`);
if (report) writeFileSync(report, JSON.stringify({ passed, failed }));
process.exitCode = failed === 0 ? 0 : 1;
