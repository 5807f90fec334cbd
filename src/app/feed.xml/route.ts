import { atomXml } from "@/export/atom";
import { arrivals } from "@/queries/arrivals";
import { corrections } from "@/queries/corrections";
import { executionArrivals } from "@/queries/execution-arrivals";
import { METHOD_CORRECTIONS } from "@/report/method-corrections";
import { siteOrigin } from "@/site/site-origin";
import { feedEntries, tagUri } from "./feed-entries";

export const dynamic = "force-dynamic";

const MOST_ENTRIES = 50;
/** The year this feed began: part of its name for good. */
const BEGAN = "2026-01-01";

/** What is new: quarters, reports by import, amendments, withdrawals and corrections, as Atom. The server in front adds the
 * ETag and answers 304 while the store is as it was. */
export function GET(request: Request): Response {
  const origin = siteOrigin(request.headers);
  const entries = feedEntries(
    {
      arrivals: arrivals(MOST_ENTRIES),
      executions: executionArrivals(MOST_ENTRIES),
      corrections: corrections(MOST_ENTRIES),
      methods: METHOD_CORRECTIONS,
    },
    origin,
    MOST_ENTRIES,
  );
  const xml = atomXml({
    id: tagUri(origin, BEGAN, "/feed"),
    title: "PFOF Explorer: reports and corrections",
    subtitle:
      "New quarters and months of reports under SEC Rules 606(a) and 605, amendments, withdrawals and corrections.",
    self: `${origin}/feed.xml`,
    page: `${origin}/methods#corrections`,
    author: "PFOF Explorer",
    updated: entries[0]?.updated ?? `${BEGAN}T00:00:00Z`,
    entries,
  });
  const headers = {
    "content-type": "application/atom+xml; charset=utf-8",
    "cache-control": "no-cache",
    "access-control-allow-origin": "*",
  };
  return new Response(xml, { headers });
}
