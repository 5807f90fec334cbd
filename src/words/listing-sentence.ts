import { countOf, listInText } from "@/report/format";
import type { ListingChange } from "@/series/quarter-moves";

/** Which venues are new to the compared brokers or gone from them altogether, else how many listings changed. `compared`:
 * how many brokers have complete reports for both quarters. */
export function listingSentence(
  after: string,
  before: string,
  gained: readonly ListingChange[],
  lost: readonly ListingChange[],
  compared: number,
): string {
  if (compared === 0) {
    return `No broker has complete reports for both ${before} and ${after}, so their venues cannot be compared.`;
  }
  if (gained.length === 0 && lost.length === 0) {
    return compared === 1
      ? `The only broker that can be compared lists the same venues in ${after} as in ${before}.`
      : `The compared brokers list the same venues in ${after} as in ${before}.`;
  }
  const names = (changes: readonly ListingChange[]) => [
    ...new Set(changes.filter((one) => one.everywhere).map((one) => one.venue)),
  ];
  const [fresh, gone] = [names(gained), names(lost)];
  const parts = [
    fresh.length > 0
      ? `${listInText(fresh, 3)} ${fresh.length === 1 ? "is" : "are"} listed in ${after} and not in ${before}`
      : "",
    gone.length > 0 ? `${listInText(gone, 3)} ${gone.length === 1 ? "is" : "are"} not listed any more` : "",
  ].filter(Boolean);
  if (parts.length > 0) return `${parts.join("; ")}.`;
  return `${countOf(gained.length, "listing")} of a venue by a broker ${gained.length === 1 ? "is" : "are"} new in ${after}, ${countOf(lost.length, "is", "are")} gone; every venue was listed by somebody in both quarters.`;
}
