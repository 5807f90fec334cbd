import type { Filters } from "@/queries/filters";
import { tidyAddress } from "./tidy-address";

/** What readers take along from page to page: as known on a day, exchanges counted or not. */
export type KeptView = Partial<Pick<Filters, "asOf" | "exchanges">>;

/** A broker's page, for a quarter (`2022Q1`) or its latest. */
export function brokerPath(slug: string, quarter: string | null, { exchanges, asOf }: KeptView): string {
  return tidyAddress(`/brokers/${slug}`, [
    ["quarter", quarter ?? ""],
    ["exchanges", exchanges === "exclude" ? exchanges : ""],
    ["asOf", asOf ?? ""],
  ]);
}

/** A venue's page. Whether exchanges count is not asked of one venue. */
export function venuePath(slug: string, quarter: string | null, { asOf }: KeptView): string {
  return tidyAddress(`/venues/${slug}`, [
    ["quarter", quarter ?? ""],
    ["asOf", asOf ?? ""],
  ]);
}

/** A quarter in review. */
export function quarterPath(quarter: string, { exchanges, asOf }: KeptView): string {
  return tidyAddress(`/quarters/${quarter}`, [
    ["exchanges", exchanges === "exclude" ? exchanges : ""],
    ["asOf", asOf ?? ""],
  ]);
}
