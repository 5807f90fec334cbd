import { findBroker, findBrokerByCrd, isBrokerSlug } from "./directory";
import { fold } from "./fold";
import { unknownSlug } from "./unknown-slug";

/** A broker as the directory knows it, or under its filed name when it does not. */
export interface ResolvedBroker {
  readonly slug: string;
  readonly name: string;
  /** The filed CRD, else the directory's; null when neither has one. */
  readonly crd: string | null;
  readonly known: boolean;
}

/**
 * Who filed a report: by CRD first, because `bd` is free text, then by name or alias, exact after
 * folding. A name of the directory filed under another firm's CRD is another firm. Unknown brokers keep
 * their filed name, white space collapsed, and a slug made from it that no known broker has.
 *
 * @param crd from FINRA's file name or a CSV column; null where the file gives none
 */
export function resolveBroker(filedName: string, crd: string | null): ResolvedBroker {
  const filedCrd = crd === null ? null : crd.trim().replace(/^0+/, "") || null;
  const byCrd = filedCrd === null ? null : findBrokerByCrd(filedCrd);
  const entry = byCrd ?? findBroker(filedName);
  if (entry && (byCrd || filedCrd === null || entry.crd === null)) {
    return { slug: entry.slug, name: entry.name, crd: entry.crd ?? filedCrd, known: true };
  }
  const name = fold(filedName) === "" ? nameless(filedCrd) : filedName.replace(/\s+/g, " ").trim();
  return { slug: unknownSlug(name, isBrokerSlug), name, crd: filedCrd, known: false };
}

function nameless(crd: string | null): string {
  return crd === null ? "Broker not named" : `Broker with CRD ${crd}`;
}
