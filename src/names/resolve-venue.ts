import type { FiledVenueName } from "@/report/named-report";
import type { AssetClass } from "@/report/sections";
import { isVenueSlug } from "./directory";
import { fold } from "./fold";
import { filedAs, knownVenue, type ResolvedVenue } from "./known-venue";
import { unknownSlug } from "./unknown-slug";

/**
 * Which venue a row of a report means: the directory's (`knownVenue` says how it is found), else an entity of its own under
 * the filed name (or code). Pure; callers may remember answers.
 */
export function resolveVenue(filed: FiledVenueName, assetClass: AssetClass): ResolvedVenue {
  return knownVenue(filed, assetClass) ?? unknown(filedAs(filed));
}

function unknown({ name: filedName, codes }: ReturnType<typeof filedAs>): ResolvedVenue {
  const name = fold(filedName) === "" ? codes.join(" / ") || "Venue not named" : filedName;
  return {
    slug: unknownSlug(name, isVenueSlug),
    name,
    kind: "unknown",
    kindEquities: "unknown",
    kindOptions: "unknown",
    known: false,
    detail: null,
    codeDisagrees: false,
    codeVenue: null,
  };
}
