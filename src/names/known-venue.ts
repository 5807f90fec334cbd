import type { FiledVenueName } from "@/report/named-report";
import { isNoVenueName } from "@/report/no-venue-name";
import type { AssetClass } from "@/report/sections";
import type { VenueKind } from "@/report/venue-kinds";
import { findVenue, findVenueByCode, type Named, type VenueEntry } from "./directory";
import { fold, foldCode } from "./fold";

/** A venue as the directory knows it, or under its filed name when it does not. */
export interface ResolvedVenue {
  readonly slug: string;
  readonly name: string;
  /** Kind in the asset class it was resolved for. */
  readonly kind: VenueKind;
  readonly kindEquities: VenueKind;
  readonly kindOptions: VenueKind;
  readonly known: boolean;
  /** The sub-account named in quotes or by an alias (`PRO`, `LITE`); null: none. */
  readonly detail: string | null;
  /** A filed code belongs to another venue of this asset class. The name decides. */
  readonly codeDisagrees: boolean;
  /** Name of the venue that code belongs to; null when nothing disagrees. */
  readonly codeVenue: string | null;
}

/**
 * The venue of the directory that a row of a report means; null where it knows none. In this order:
 *   1. its name, or an alias of it that holds in the row's asset class, or a code filed as the name;
 *   2. where the name is blank or unknown there: a code that belongs to one venue in this asset class —
 *      codes are misused (`XBOX` is filed for BOX and for Nasdaq BX Options), so they never overrule a
 *      known name;
 *   3. a name known only in the other asset class, unless the code points to a market of the same owner.
 * Names are compared exactly after folding, never by likeness. Pure, and needs nothing of the server.
 */
export function knownVenue(filed: FiledVenueName, assetClass: AssetClass): ResolvedVenue | null {
  const { name, codes } = filedAs(filed);
  const here = findLabelled(name, assetClass);
  if (here) return known(here, assetClass, codes);
  const elsewhere = findLabelled(name, assetClass === "equities" ? "options" : "equities");
  const byCode = ownerOf(codes, assetClass);
  if (byCode && (!elsewhere || elsewhere.entry.group === byCode.group)) {
    const detail = elsewhere?.detail ?? labelOf(name)?.label ?? null;
    return known({ entry: byCode, detail }, assetClass, codes);
  }
  return elsewhere && known(elsewhere, assetClass, codes);
}

/** A filed name with white space collapsed, and the codes beside it; what stands in place of a name is none. */
export function filedAs({ name, mic, mpid }: FiledVenueName): { name: string; codes: readonly string[] } {
  const filedName = (name ?? "").replace(/\s+/g, " ").trim();
  const codes = [mic ?? "", mpid ?? ""].filter((code) => foldCode(code) !== "");
  return { name: isNoVenueName(filedName) ? (codes.length > 0 ? "" : NOT_NAMED) : filedName, codes };
}

/** How the directory knows "Other venues (not named)": whatever else stands in place of a name means no more. */
const NOT_NAMED = "N/A";

/**
 * A name as filed, else without what brokers append to it: a sub-account in quotes, a code in brackets; else a code
 * filed where the name belongs (`CDRG`).
 */
function findLabelled(name: string, assetClass: AssetClass): Named<VenueEntry> | null {
  if (fold(name) === "") return null;
  const whole = findVenue(name, assetClass);
  if (whole) return whole;
  const labelled = labelOf(name);
  if (labelled) {
    const base = findVenue(labelled.base, assetClass);
    return base && { entry: base.entry, detail: labelled.label };
  }
  const coded = /^(.*\S)\s*\(([^()]+)\)$/.exec(name);
  if (coded?.[1] && coded[2]) return withoutCode(coded[1], coded[2].trim(), assetClass);
  const byCode = IS_CODE.test(name) ? findVenueByCode(name, assetClass) : null;
  return byCode && { entry: byCode.entry, detail: null };
}

const IS_CODE = /^[A-Z0-9]{4,5}$/;

/**
 * "Citadel Securities LLC (CITL)": the name without the brackets, when they hold another name or a code of that
 * venue, or a code nobody knows. Brackets that name another venue ("Virtu Americas (CDRG)"), and words ("(Retail)"), belong
 * to the name.
 */
function withoutCode(name: string, code: string, assetClass: AssetClass): Named<VenueEntry> | null {
  const base = findVenue(name, assetClass);
  if (!base) return null;
  const byCode = findVenueByCode(code, assetClass);
  const meant = findVenue(code, assetClass)?.entry ?? byCode?.entry;
  if (meant === undefined) return IS_CODE.test(code) ? base : null;
  const isOperators = byCode?.operating === true && byCode.entry.group === base.entry.group;
  return meant === base.entry || isOperators ? base : null;
}

/** `Citadel Securities "PRO"` → base and label. */
function labelOf(name: string): { base: string; label: string } | null {
  const [, base, label] = /^(.*\S)\s*["“”„«]([^"“”„«»]{1,40})["“”»]$/u.exec(name) ?? [];
  return base && label ? { base, label: label.trim() } : null;
}

/** The one venue all filed codes known in this asset class belong to. */
function ownerOf(codes: readonly string[], assetClass: AssetClass): VenueEntry | null {
  const owners = codes
    .map((code) => findVenueByCode(code, assetClass)?.entry)
    .filter((one) => one !== undefined);
  return owners.length > 0 && owners.every((one) => one === owners[0]) ? (owners[0] ?? null) : null;
}

function known(
  { entry, detail }: Named<VenueEntry>,
  assetClass: AssetClass,
  codes: readonly string[],
): ResolvedVenue {
  const other = codes
    .map((code) => findVenueByCode(code, assetClass))
    // XNYS for NYSE Arca is the operator's code, not a mistake.
    .find((one) => one && one.entry !== entry && !(one.operating && one.entry.group === entry.group));
  const kinds = kindsOf(entry);
  return {
    slug: entry.slug,
    name: entry.name,
    kind: assetClass === "equities" ? kinds.kindEquities : kinds.kindOptions,
    ...kinds,
    known: true,
    detail,
    codeDisagrees: other !== undefined,
    codeVenue: other?.entry.name ?? null,
  };
}

/** A venue filed where it has no market (a stock exchange under options) keeps the kind it has. */
export function kindsOf({ kinds }: VenueEntry): { kindEquities: VenueKind; kindOptions: VenueKind } {
  return {
    kindEquities: kinds.equities ?? kinds.options ?? "unknown",
    kindOptions: kinds.options ?? kinds.equities ?? "unknown",
  };
}
