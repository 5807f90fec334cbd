import { type Finding, finding, type Place } from "./findings";
import type { FiledVenueName, NamedBroker, NamedReporter, NamedVenue } from "./named-report";

/** The findings that naming a report makes, made again when the directory of names has changed. */
export const NAMING_CODES = ["unknown_broker", "unknown_venue", "name_code_mismatch"] as const;

/** What is to be said of a broker's name; null: the directory knows it. */
export function brokerFinding(filedBroker: string, broker: NamedBroker, file: string): Finding | null {
  const { known, name, calledByCrd } = broker;
  if (known) return null;
  const message = calledByCrd
    ? `The report calls its broker “${filedBroker}”, which is no name; it is called ${name} until its name is known.`
    : `The broker “${filedBroker}” is not in the directory; it is kept under this name.`;
  return finding("unknown_broker", message, { file, field: "bd" }, filedBroker);
}

/** What is to be said of a venue's name and codes: it is not in the directory, or a code belongs to
 * another venue. Null: nothing. */
export function venueFinding(filed: FiledVenueName, venue: NamedVenue, place: Place): Finding | null {
  const code = filed.mic || filed.mpid || "";
  const name = filed.name || code;
  if (!venue.known) {
    const message = `The venue “${name}” is not in the directory; it is kept under this name, of unknown kind.`;
    return finding("unknown_venue", message, place, name);
  }
  if (venue.codeVenue) {
    const message = `“${name}” is ${venue.name} by name, but its code ${code} belongs to ${venue.codeVenue}. The name counts.`;
    return finding("name_code_mismatch", message, { ...place, field: filed.mic ? "mic" : "mpid" }, code);
  }
  return null;
}

/** What is to be said of the code a report of rule 605 stands under: the directory does not know it. */
export function reporterFindings(
  { code, participant }: { readonly code: string; readonly participant: string },
  { kind }: NamedReporter,
  file: string,
): Finding[] {
  if (kind !== "unknown") return [];
  const message = `The code ${code} of participant ${participant} is not in the directory; its figures stand under the code.`;
  return [finding("unknown_reporter", message, { file, field: "RprtEntityCd" }, code)];
}
