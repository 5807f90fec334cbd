import { z } from "zod";
import { listBrokers } from "@/queries/list-brokers";
import { listVenues } from "@/queries/list-venues";
import { brokerPath, venuePath } from "@/site/entity-path";
import { type KnownName, type NameKind, namedExactly, nearestNames } from "./known-names";
import { LIMIT } from "./scope";
import { type Link, tool, UnknownName } from "./tool";

const KINDS = ["broker", "venue"] as const satisfies readonly NameKind[];

export const findEntity = tool(
  {
    name: "find_entity",
    title: "Find a broker or venue",
    description:
      "Brokers and venues by name, CRD number, MPID or MIC: what fits exactly, and the nearest other names. Says of which quarters reports are stored. An unknown name is an error with the nearest known ones; never answer for another firm than was asked about without saying so.",
    input: {
      text: z.string().min(1).max(200).describe("A name, slug, CRD number, MPID or MIC."),
      kind: z.enum(KINDS).optional().describe("Only brokers, or only venues."),
      limit: LIMIT(20),
    },
  },
  ({ text, kind = null, limit = 6 }, link) => {
    const exact = namedExactly(text, kind);
    const nearest = nearestNames(text, kind, limit + exact.length).filter(
      (one) => !exact.some((other) => other.kind === one.kind && other.slug === one.slug),
    );
    if (exact.length === 0) throw new UnknownName(kind ?? "broker or venue", text, nearest.slice(0, limit));
    return {
      asked: text,
      found: exact.slice(0, limit).map((one) => described(one, link)),
      similar_names: nearest.slice(0, limit).map(({ kind, slug, name }) => ({ kind, slug, name })),
    };
  },
);

function described({ kind, slug, name, crd, stored }: KnownName, link: Link) {
  const rows: readonly { slug: string; reports: number; first_quarter: string; last_quarter: string }[] =
    kind === "broker" ? listBrokers() : listVenues();
  const own = rows.find((one) => one.slug === slug);
  return {
    kind,
    slug,
    name,
    ...(crd !== null && { crd }),
    ...(own
      ? {
          reports: { value: own.reports, unit: kind === "broker" ? "reports" : "reports that name it" },
          first_quarter: own.first_quarter,
          last_quarter: own.last_quarter,
        }
      : { reports: { value: null, unit: "reports", unknown: "no report stored here" } }),
    in_store: stored,
    source: link(kind === "broker" ? brokerPath(slug, null, {}) : venuePath(slug, null, {})),
  };
}
