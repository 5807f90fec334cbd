import type { ParameterName } from "@/queries/filters";

/** A value of every parameter, as it is written in an address: for the API's description and its forms. */
export const PARAMETER_EXAMPLES: Record<
  | ParameterName
  | "against"
  | "width"
  | "theme"
  | "measure"
  | "scale"
  | "grain"
  | "lines"
  | "q"
  | "sha256"
  | "table"
  | "metric"
  | "cells",
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
  findings: "include",
  by: "broker,quarter",
  limit: "100",
  cursor: "WyJicm9rZXJzIiwyXQ",
  format: "csv",
  bom: "1",
  against: "2020Q1-0123456789",
  table: "rates",
  width: "720",
  measure: "dollars",
  scale: "indexed",
  grain: "month",
  lines: "broker",
  q: "citadel",
  sha256: "7f5f65e6994ae647c5ef72da846a740b5152cbaf4b0bd6b4efa5b4cb1c7dd4f1",
  theme: "light",
  metric: "rate",
  cells: "left_out",
};
