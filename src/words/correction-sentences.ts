import type { Amendment } from "@/queries/arrivals";
import type { MovedFigures } from "@/queries/corrections";
import { countOf, formatUsdExact } from "@/report/format";

/** What an amendment changed: `12 figures differ from the version before; net payments go from $1.00 to $2.00. It counts now.` */
export function amendmentSentence({
  changes,
  beforeUsd,
  paymentUsd,
  isCurrent,
  isWithdrawn,
}: Amendment): string {
  const fate = isWithdrawn
    ? "It was withdrawn since."
    : isCurrent
      ? "It counts now."
      : "A later version counts.";
  if (changes === null) return `An earlier version, which came in after a later one. ${fate}`;
  const figures = `${countOf(changes, "figure")} ${changes === 1 ? "differs" : "differ"} from the version before`;
  const [before, now] = [beforeUsd, paymentUsd].map((usd) =>
    usd === null ? "nothing filed" : formatUsdExact(usd),
  );
  const money = before === now ? `net payments stay at ${now}` : `net payments go from ${before} to ${now}`;
  return `${figures}; ${money}. ${fate}`;
}

/** Where figures are counted now: `Filed venue CES: citadel-securities, wholesaler (equities), before ces, unknown (equities); 12 rows.` */
export function movedSentence({ what, name, before, after, rows }: MovedFigures): string {
  const unit = what === "filed broker" ? "report" : "row";
  const concerned = rows === null ? "" : `; ${countOf(rows, unit)}`;
  return `${WHAT[what]} ${name}: ${after ?? "no longer there"}, before ${before ?? "not there"}${concerned}.`;
}

const WHAT: Readonly<Record<MovedFigures["what"], string>> = {
  "filed venue": "Filed venue",
  "filed broker": "Filed broker",
  report: "Report",
  "re-reported": "Report",
};
