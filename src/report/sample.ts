import { countOf } from "./format";

/** A quarter of the whole market is about 1,200 reports; fewer brokers than this are a sample, and are called one. */
export const SAMPLE_BELOW_BROKERS = 100;

/** `2 brokers of a sample`; `All brokers` only where most of the market is stored. */
export function brokersInWords(brokers: number): string {
  if (brokers === 0) return "No broker";
  return brokers < SAMPLE_BELOW_BROKERS ? `${countOf(brokers, "broker")} of a sample` : "All brokers";
}
