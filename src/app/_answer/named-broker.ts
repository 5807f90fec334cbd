import { storedBroker } from "@/queries/broker-names";
import { listInText } from "@/report/format";
import { searchNames } from "../search/search-index";

const MOST_SAID = 4;

/**
 * The stored broker a reader names by slug, CRD number or any name it is known or filed under: the one that has it, or the
 * only one that can be meant. Else why there is none, in words for the reader.
 */
export function namedBroker(text: string): { readonly slug: string | null; readonly problem: string | null } {
  const wanted = text.trim();
  const given = storedBroker(wanted);
  if (given) return { slug: given.slug, problem: null };
  const found = searchNames(wanted, Number.POSITIVE_INFINITY).filter(
    (one) => one.kind === "broker" && one.stored,
  );
  const exact = found.filter((one) =>
    [one.name, one.by].some((name) => name?.toLowerCase() === wanted.toLowerCase()),
  );
  const [one, another] = exact.length > 0 ? exact : found;
  if (!one) return { slug: null, problem: `No report of a broker “${wanted.slice(0, 80)}” is stored here.` };
  if (!another) return { slug: one.slug, problem: null };
  const names = listInText(
    found.map(({ name }) => name),
    MOST_SAID,
  );
  return { slug: null, problem: `Several brokers can be meant by “${wanted.slice(0, 80)}”: ${names}.` };
}
