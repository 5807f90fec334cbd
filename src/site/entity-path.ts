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

/** Where a reporter of rule 605 has its figures: the page of its venue or broker; null for one the directory does not know. */
export function reporterPath({
  kind,
  reporter_slug,
}: {
  readonly kind: string;
  readonly reporter_slug: string;
}): string | null {
  if (kind === "unknown") return null;
  return `/${kind === "broker" ? "brokers" : "venues"}/${reporter_slug}#execution`;
}
