import { type SitemapEntry, sitemapXml } from "@/export/sitemap";
import { type LastChanges, lastChanges } from "@/queries/last-changes";
import { siteOrigin } from "@/site/site-origin";

export const dynamic = "force-dynamic";

/** Pages whose figures change with the store, and those that change with the program. */
const OF_THE_STORE = [
  "/",
  "/brokers",
  "/venues",
  "/compare",
  "/trends",
  "/calculator",
  "/reports",
  "/names",
  "/data",
];
const OF_THE_PROGRAM = ["/methods", "/my-orders"];

/** Every page that search engines should know, each once and without a choice of the reader's. The server in front keeps it while
 * the store is as it was. */
export function GET(request: Request): Response {
  const origin = siteOrigin(request.headers);
  const asked = new URL(request.url).searchParams.get("part");
  const part =
    asked === null ? null : /^[1-9]\d{0,4}$/.test(asked) ? Number(asked) : Number.POSITIVE_INFINITY;
  const xml = sitemapXml(
    entriesOf(lastChanges(), origin),
    part,
    (one) => `${origin}/sitemap.xml?part=${one}`,
  );
  if (xml === null) return new Response("There is no such part.\n", { status: 404 });
  return new Response(xml, {
    headers: { "content-type": "application/xml; charset=utf-8", "cache-control": "no-cache" },
  });
}

function entriesOf({ store, quarters, brokers, venues }: LastChanges, origin: string): SitemapEntry[] {
  const below = (path: string, list: LastChanges["brokers"]) =>
    list.map(({ key, at }) => ({ address: `${origin}${path}/${encodeURIComponent(key)}`, changed: at }));
  return [
    ...OF_THE_STORE.map((path) => ({ address: origin + path, changed: store })),
    ...OF_THE_PROGRAM.map((path) => ({ address: origin + path, changed: null })),
    ...below("/quarters", quarters),
    ...below("/brokers", brokers),
    ...below("/venues", venues),
  ];
}
