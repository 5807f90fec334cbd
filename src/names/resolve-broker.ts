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
  /** It is called by its CRD, because the report gives a file name, a code or nothing where its name belongs. */
  readonly calledByCrd: boolean;
}

/**
 * Who filed a report: by CRD first, because `bd` is free text, then by name or alias, exact after
 * folding. A name of the directory filed under another firm's CRD is another firm. Unknown brokers keep
 * their filed name, white space collapsed, and a slug made from it that no known broker has; where that is
 * no name (`282000_606_NMS_2025_Q3`, `ABCD`) and there is a CRD, they are called by it.
 *
 * @param crd from FINRA's file name or a CSV column; null where the file gives none
 */
export function resolveBroker(filedName: string, crd: string | null): ResolvedBroker {
  const filedCrd = withoutZeros(crd) ?? crdInFileName(filedName);
  const byCrd = filedCrd === null ? null : findBrokerByCrd(filedCrd);
  const entry = byCrd ?? findBroker(filedName);
  if (entry && (byCrd || filedCrd === null || entry.crd === null)) {
    return {
      slug: entry.slug,
      name: entry.name,
      crd: entry.crd ?? filedCrd,
      known: true,
      calledByCrd: false,
    };
  }
  const calledByCrd = filedCrd !== null && !isName(filedName);
  const name = calledByCrd ? `CRD ${filedCrd}` : filedName.replace(/\s+/g, " ").trim();
  const shown = fold(name) === "" ? "Broker not named" : name;
  return { slug: unknownSlug(shown, isBrokerSlug), name: shown, crd: filedCrd, known: false, calledByCrd };
}

function withoutZeros(crd: string | null): string | null {
  return crd?.trim().replace(/^0+/, "") || null;
}

/** `282000_606_NMS_2025_Q3` filed as the broker's name: FINRA's file name says whose file it is. */
function crdInFileName(filedName: string): string | null {
  return withoutZeros(/^\s*(\d{1,10})_606_/.exec(filedName)?.[1] ?? null);
}

const FILE_NAME = /(^|_)606(_|$)|\.(xml|pdf|csv)$/i;
/** A market participant's code or a number: `FNNL`, `tige`, `20251008`. */
const CODE = /^([A-Z0-9]{2,5}|[a-z0-9]{2,4}|\d+)$/;

function isName(filedName: string): boolean {
  const name = filedName.trim();
  return fold(name) !== "" && !FILE_NAME.test(name) && !CODE.test(name);
}
