import { atomXml } from "@/export/atom";
import { arrivals } from "@/queries/arrivals";
import { corrections } from "@/queries/corrections";
import { executionArrivals } from "@/queries/execution-arrivals";
import { type FeedSubject, feedSubject } from "@/queries/feed-subject";
import { METHOD_CORRECTIONS } from "@/report/method-corrections";
import { siteOrigin } from "@/site/site-origin";
import { feedEntries, tagUri } from "./feed-entries";

export const dynamic = "force-dynamic";

const MOST_ENTRIES = 50;
/** The year this feed began: part of its name for good. */
const BEGAN = "2026-01-01";

/**
 * What is new: quarters, reports by import, amendments, withdrawals and corrections, as Atom; with `broker` or `venue` (a slug) only of
 * its reports of rule 606, or those that list it, and its own of rule 605. The server in front adds the ETag and answers 304 while the store is as it was.
 */
export function GET(request: Request): Response {
  const origin = siteOrigin(request.headers);
  const asked = [...new URL(request.url).searchParams].filter(
    ([name]) => name === "broker" || name === "venue",
  );
  const [[kind, slug] = []] = asked;
  const subject = kind && slug ? feedSubject(kind as FeedSubject["kind"], slug) : null;
  if (asked.length > 1 || (asked.length === 1 && !subject)) return noFeed(asked);
  const entries = feedEntries(
    subject
      ? {
          arrivals: arrivals(MOST_ENTRIES, subject.reports),
          executions: executionArrivals(MOST_ENTRIES, subject.reporters),
          corrections: corrections(MOST_ENTRIES, subject.reports),
          methods: [],
        }
      : {
          arrivals: arrivals(MOST_ENTRIES),
          executions: executionArrivals(MOST_ENTRIES),
          corrections: corrections(MOST_ENTRIES),
          methods: METHOD_CORRECTIONS,
        },
    origin,
    MOST_ENTRIES,
  );
  const xml = atomXml({
    ...aboutFeed(subject, origin),
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

function aboutFeed(subject: FeedSubject | null, origin: string) {
  if (!subject) {
    return {
      id: tagUri(origin, BEGAN, "/feed"),
      title: "PFOF Explorer: reports and corrections",
      subtitle:
        "New quarters and months of reports under SEC Rules 606(a) and 605, amendments, withdrawals and corrections.",
      self: `${origin}/feed.xml`,
      page: `${origin}/methods#corrections`,
    };
  }
  const { kind, slug, name } = subject;
  const page = `/${kind}s/${slug}`;
  return {
    id: tagUri(origin, BEGAN, `${page}/feed`),
    title: `PFOF Explorer: ${name}`,
    subtitle: `New and amended reports under SEC Rule 606(a) ${kind === "broker" ? "of" : "that list"} ${name}, its own under Rule 605, and withdrawals.`,
    self: `${origin}/feed.xml?${kind}=${slug}`,
    page: origin + page,
  };
}

function noFeed(asked: readonly (readonly [string, string])[]): Response {
  const [[kind, slug] = ["", ""]] = asked;
  const message =
    asked.length > 1
      ? "A feed is of one broker or one venue."
      : `There is no ${kind} ${JSON.stringify(slug)}; slugs are in /api/v1/${kind}s.`;
  return new Response(`${message}\n`, {
    status: asked.length > 1 ? 400 : 404,
    headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
  });
}
