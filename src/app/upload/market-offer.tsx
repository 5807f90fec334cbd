import { storeState } from "@/queries/store-state";
import { countOf, quarterLabel } from "@/report/format";
import { SAMPLE_BELOW_BROKERS } from "@/report/sample";
import { finraListing } from "@/worker/finra-listing";
import { LoadMarket } from "./load-market";

/** A quarter's ZIP, about. */
const MEGABYTES = 8;

/** Offers to load the whole market, while the store holds less than that. */
export function MarketOffer() {
  if (storeState().brokers >= SAMPLE_BELOW_BROKERS) return null;
  const listed = finraListing(new Date().toISOString().slice(0, 10));
  return <LoadMarket quarters={listed.length} says={marketWords(listed)} />;
}

/** `10 quarters since 2024 Q2, about 80 MB, about a minute` */
export function marketWords(listed: readonly { readonly quarter: string }[]): string {
  const since = quarterLabel(listed.at(-1)?.quarter ?? "");
  return `${countOf(listed.length, "quarter")} since ${since}, about ${listed.length * MEGABYTES} MB, about a minute`;
}
