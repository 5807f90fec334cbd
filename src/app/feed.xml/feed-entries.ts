import { monthWords } from "@/execution/report-month";
import type { AtomEntry } from "@/export/atom";
import { escapeMarkup } from "@/export/escape-markup";
import type { Amendment, Amendments, Arrival, NewReports } from "@/queries/arrivals";
import type { Correction, NamesApplied, Withdrawal } from "@/queries/corrections";
import type { AmendedExecution, ExecutionArrival, NewExecutions } from "@/queries/execution-arrivals";
import { countOf, listInText, quarterLabel } from "@/report/format";
import type { MethodCorrection } from "@/report/method-corrections";
import { amendmentSentence, movedSentence } from "@/words/correction-sentences";

/** Names in one entry; the page it leads to has the others. */
const MOST_BROKERS = 20;
const MOST_NAMES = 50;

/** What the feed tells, the newest first, at most `limit` entries. `origin`: address of this site without a slash at the end. */
export function feedEntries(
  news: {
    readonly arrivals: readonly Arrival[];
    readonly executions: readonly ExecutionArrival[];
    readonly corrections: readonly Correction[];
    readonly methods: readonly MethodCorrection[];
  },
  origin: string,
  limit: number,
): AtomEntry[] {
  const told = [
    ...news.arrivals.map((one) => arrivalEntry(one, origin)),
    ...news.executions.map((one) =>
      one.kind === "executions" ? newExecutionsEntry(one, origin) : amendedExecutionEntry(one, origin),
    ),
    ...news.corrections.map((one) =>
      one.kind === "names" ? namesEntry(one, origin) : withdrawalEntry(one, origin),
    ),
    ...news.methods.map((one) => methodEntry(one, origin)),
  ];
  return told.sort((a, b) => (a.updated < b.updated ? 1 : a.updated > b.updated ? -1 : 0)).slice(0, limit);
}

/**
 * A tag URI (RFC 4151): `tag:example.org,2026-11-22:/reports/2021Q1-…`. It names, it does not lead anywhere, so that an entry
 * stays the same entry when its page moves. Tags have no ports and no IPv6 addresses.
 */
export function tagUri(origin: string, at: string, path: string): string {
  const host = new URL(origin).hostname;
  return `tag:${host.startsWith("[") ? "localhost" : host},${at.slice(0, 10)}:${path}`;
}

function arrivalEntry(arrival: Arrival, origin: string): AtomEntry {
  if (arrival.kind === "amendment") return amendmentEntry(arrival, origin);
  return arrival.kind === "reports" ? newReportsEntry(arrival, origin) : amendmentsEntry(arrival, origin);
}

function newReportsEntry(
  { quarter, isFirst, reports, brokers, first, at }: NewReports,
  origin: string,
): AtomEntry {
  const label = quarterLabel(quarter);
  const link = `${origin}/quarters/${quarter}`;
  const count = countOf(reports, "report");
  return {
    id: tagUri(origin, first, `/quarters/${quarter}/reports/${compact(first)}`),
    title: isFirst ? `New quarter: ${label}, ${count}` : `${label}: ${countOf(reports, "new report")}`,
    link,
    published: first,
    updated: at,
    category: isFirst ? "quarter" : "reports",
    html: paragraphs(
      `${isFirst ? "The first reports of" : "Further reports of"} ${label}: ${count} of ${inHtml(listInText(brokers, MOST_BROKERS))}.`,
      anchor(link, `${label} in review`),
    ),
  };
}

function amendmentEntry(amendment: Amendment, origin: string): AtomEntry {
  const { id, broker, quarter, series, version, at } = amendment;
  const what = `${broker}, ${quarterLabel(quarter)}${series ? `, ${series}` : ""}`;
  const link = amendment.changes === null ? `${origin}/reports/${id}` : `${origin}/reports/${id}/changes`;
  return {
    id: tagUri(origin, at, `/reports/${id}`),
    title: `Amended: ${what}, version ${version}`,
    link,
    published: at,
    updated: at,
    category: "amendment",
    html: paragraphs(
      inHtml(amendmentSentence(amendment)),
      anchor(link, amendment.changes === null ? "The report" : "Every figure that differs"),
    ),
  };
}

function amendmentsEntry({ quarter, reports, brokers, first, at }: Amendments, origin: string): AtomEntry {
  const label = quarterLabel(quarter);
  const link = `${origin}/quarters/${quarter}`;
  return {
    id: tagUri(origin, first, `/quarters/${quarter}/amendments/${compact(first)}`),
    title: `Amended: ${label}, ${countOf(reports, "report")}`,
    link,
    published: first,
    updated: at,
    category: "amendment",
    html: paragraphs(
      `Further versions of reports that were stored already, of ${inHtml(listInText(brokers, MOST_BROKERS))}.`,
      `${anchor(link, `${label} in review`)}, ${anchor(`${origin}/methods#corrections`, "what each changed")}`,
    ),
  };
}

function newExecutionsEntry(
  { month, isFirst, reports, reporters, first, at }: NewExecutions,
  origin: string,
): AtomEntry {
  const label = `Rule 605, ${monthWords(month)}`;
  const link = `${origin}/execution?month=${month}`;
  const count = countOf(reports, "report");
  return {
    id: tagUri(origin, first, `/execution/${month}/reports/${compact(first)}`),
    title: isFirst ? `New month: ${label}, ${count}` : `${label}: ${countOf(reports, "new report")}`,
    link,
    published: first,
    updated: at,
    category: isFirst ? "month" : "reports",
    html: paragraphs(
      `${isFirst ? "The first" : "Further"} reports of how well orders were executed in ${monthWords(month)}: ${count} of ${inHtml(listInText(reporters, MOST_BROKERS))}.`,
      anchor(link, "Reporter by reporter"),
    ),
  };
}

function amendedExecutionEntry(
  { id, reporter, month, version, says, at }: AmendedExecution,
  origin: string,
): AtomEntry {
  const link = `${origin}/reports/${id}#versions`;
  return {
    id: tagUri(origin, at, `/reports/${id}`),
    title: `Amended: ${reporter}, Rule 605, ${monthWords(month)}, version ${version}`,
    link,
    published: at,
    updated: at,
    category: "amendment",
    html: paragraphs(
      inHtml(says ?? `A further version of ${reporter}’s report for ${monthWords(month)} came in.`),
      anchor(link, "Every figure that differs"),
    ),
  };
}

function withdrawalEntry({ kind, at, report, of, why }: Withdrawal, origin: string): AtomEntry {
  const link = `${origin}/reports/${report}`;
  const what = of ? `${of.broker}, ${quarterLabel(of.quarter)}, version ${of.version}` : report;
  const isGone = kind === "withdrawn";
  return {
    id: tagUri(origin, at, `/reports/${report}/${isGone ? "withdrawn" : "put-back"}/${compact(at)}`),
    title: `${isGone ? "Withdrawn" : "Put back"}: ${what}`,
    link,
    published: at,
    updated: at,
    category: isGone ? "withdrawal" : "correction",
    html: paragraphs(
      isGone
        ? `${inHtml(why ?? "No reason was given.")} — The report stays to be seen and counts in no total.`
        : "The report counts again.",
      anchor(link, "The report"),
    ),
  };
}

function namesEntry({ at, moved }: NamesApplied, origin: string): AtomEntry {
  const lines = moved.slice(0, MOST_NAMES).map((one) => `<li>${inHtml(movedSentence(one))}</li>`);
  const more = moved.length - lines.length;
  return {
    id: tagUri(origin, at, `/methods/corrections/names/${compact(at)}`),
    title: `Names put right: ${countOf(moved.length, "change")} that moved figures`,
    link: `${origin}/methods#corrections`,
    published: at,
    updated: at,
    category: "correction",
    html: `<p>Who is who was told anew. Nothing filed has changed; these are counted elsewhere now:</p><ul>${lines.join("")}</ul>${more > 0 ? `<p>And ${more} more.</p>` : ""}`,
  };
}

function methodEntry({ date, title, says }: MethodCorrection, origin: string): AtomEntry {
  const at = `${date}T00:00:00Z`;
  return {
    id: tagUri(origin, date, `/methods/corrections/${encodeURIComponent(title)}`),
    title: `Correction: ${title}`,
    link: `${origin}/methods#corrections`,
    published: at,
    updated: at,
    category: "correction",
    html: paragraphs(inHtml(says)),
  };
}

/** A timestamp without what addresses must escape. */
function compact(at: string): string {
  return at.replace(/[-:.]/g, "");
}

const inHtml = escapeMarkup;

function anchor(address: string, text: string): string {
  return `<a href="${inHtml(address)}">${inHtml(text)}</a>`;
}

function paragraphs(...texts: readonly string[]): string {
  return texts.map((one) => `<p>${one}</p>`).join("");
}
