import { STATISTICS } from "../statistics";

/** Columns of this site's CSV of summaries that make a report again; it has others, which derive from them. */
export const OWN_KEYS = {
  DsgntParticipant: "participant",
  RprtEntityCd: "reporter",
  RptDate: "month",
  Sp500: "sp500",
  OrderSize: "order_size",
  OrderType: "order_type",
} as const;

export const OWN_COLUMNS: readonly string[] = [
  ...Object.values(OWN_KEYS),
  ...STATISTICS.map(({ key }) => key),
  "source_file",
  "source_sha256",
  "source_position",
];
