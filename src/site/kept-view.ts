import type { Filters } from "@/queries/filters";

/** What readers take along from page to page, as parameters of addresses and forms; empty where it is as usual. */
export function keptView({ exchanges, asOf }: Pick<Filters, "exchanges" | "asOf">): {
  exchanges: string;
  asOf: string;
} {
  return { exchanges: exchanges === "exclude" ? exchanges : "", asOf: asOf ?? "" };
}
