import type { ParameterName } from "@/queries/filters";

/** A value of every parameter, as it is written in an address: for the API's description and its forms. */
export const PARAMETER_EXAMPLES: Record<
  ParameterName | "against" | "width" | "theme" | "table" | "metric" | "cells",
  string
> = {
  broker: "charles-schwab",
  venue: "citadel-securities",
  venueKind: "wholesaler",
  section: "options",
  orderType: "market",
  from: "2020Q1",
  to: "2020Q4",
  quarter: "2020Q2",
  month: "2020-04",
  exchanges: "exclude",
  reReported: "include",
  asOf: "2021-06-30",
  versions: "all",
  finding: "volume_jump",
  severity: "warning",
  by: "broker,quarter",
  limit: "100",
  cursor: "WyJicm9rZXJzIiwyXQ",
  format: "csv",
  bom: "1",
  against: "2020Q1-0123456789",
  table: "rates",
  width: "720",
  theme: "light",
  metric: "rate",
  cells: "left_out",
};
