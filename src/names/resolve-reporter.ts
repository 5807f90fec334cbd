import type { NamedReporter } from "@/report/named-report";
import { BROKER_ENTRIES, VENUE_ENTRIES } from "./directory";
import reportersFile from "./reporters.json";

/** Who files under rule 605 under a code, in the words of the directory. */
interface ReporterEntry {
  readonly code: string;
  /** Who assigned the code. */
  readonly participant: string;
  readonly venue?: string;
  readonly broker?: string;
  readonly source: string;
}

const FINRA = "T";
export const REPORTER_ENTRIES = reportersFile as readonly ReporterEntry[];
const byCode = new Map(REPORTER_ENTRIES.map((entry) => [`${entry.participant} ${entry.code}`, entry]));
const venues = new Map(VENUE_ENTRIES.map((entry) => [entry.slug, entry]));
const brokers = new Map(BROKER_ENTRIES.map((entry) => [entry.slug, entry]));

/**
 * Whose report it is: by reporters.json; FINRA's reporters, whose codes are MPIDs, by the MPIDs of the venues; else an entity
 * under the code. Only venues follow from an MPID: what a firm executes as a market maker is not what its own
 * customers' orders got, which it files apart.
 */
export function resolveReporter(code: string, participant: string): NamedReporter {
  const entry = byCode.get(`${participant} ${code}`);
  const venue = entry ? venues.get(entry.venue ?? "") : participant === FINRA ? venueOfMpid(code) : undefined;
  const broker = brokers.get(entry?.broker ?? "");
  const slug = venue?.slug ?? broker?.slug;
  return {
    slug: slug ?? `${participant}-${code}`.toLowerCase(),
    name: venue?.name ?? broker?.name ?? code,
    kind: venue && broker ? "both" : venue ? "venue" : broker ? "broker" : "unknown",
    venueSlug: venue?.slug ?? null,
    brokerSlug: broker?.slug ?? null,
  };
}

/** Of several market makers the MIC of a firm is its MPID (JNST, SOHO, UBSS, HRTF); an exchange's never is. */
function venueOfMpid(code: string) {
  const has = (type: string) => (one: (typeof VENUE_ENTRIES)[number]) =>
    one.codes.some((own) => own.type === type && own.code === code);
  return (
    VENUE_ENTRIES.find(has("mpid")) ??
    VENUE_ENTRIES.find((one) => one.kinds.equities === "wholesaler" && has("mic")(one))
  );
}

/** Every reporter's entry names venues and brokers there are. */
export function brokenReporters(): string[] {
  return REPORTER_ENTRIES.flatMap(({ code, venue, broker }) => [
    ...(venue && !venues.has(venue) ? [`${code}: no venue ${venue}`] : []),
    ...(broker && !brokers.has(broker) ? [`${code}: no broker ${broker}`] : []),
  ]);
}
