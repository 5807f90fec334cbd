import { AppError } from "@/report/errors";

/** Every bench there is, by the name given to `npm run bench NAME`. Each prints its figures as it goes. */
const BENCHES: Readonly<Record<string, () => Promise<{ default: () => Promise<void> }>>> = {
  xml: () => import("@/bench/xml"),
  intake: () => import("@/bench/intake"),
  finra: () => import("@/bench/finra"),
  publish: () => import("@/bench/publish"),
  market: () => import("@/bench/market"),
  pdf: () => import("@/bench/pdf"),
  pages: () => import("@/bench/pages"),
  load: () => import("@/bench/load"),
  abuse: () => import("@/bench/abuse"),
  export: () => import("@/bench/export"),
  execution: () => import("@/bench/execution"),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`);
  process.exit(2);
}
try {
  for (const name of names.length === 0 ? Object.keys(BENCHES) : names) {
    console.log(`# ${name}`);
    const bench = await (BENCHES[name] as (typeof BENCHES)[string])();
    await bench.default();
  }
} catch (cause) {
  if (!(cause instanceof AppError)) throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}
