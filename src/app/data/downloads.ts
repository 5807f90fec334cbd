/** A file that holds all of the store. */
export interface Download {
  readonly path: string;
  readonly name: string;
  readonly holds: string;
  readonly opens: string;
}

/** Made by the API as they are asked for, so they are never older than the pages. */
export const DOWNLOADS: readonly Download[] = [
  {
    path: "/api/v1/rows?format=csv",
    name: "rows",
    holds: "Every filed row with every column, as one CSV. This site can read it back in.",
    opens: "anything that reads CSV",
  },
  {
    path: "/api/v1/rates?by=broker,quarter,section&format=csv",
    name: "rates by broker, quarter and section",
    holds: "Payments, rates and implied volumes, without flow that is in two reports.",
    opens: "anything that reads CSV",
  },
  {
    path: "/api/v1/reports?versions=all&format=csv",
    name: "reports",
    holds: "The list of reports with every version, its source document and its findings’ number.",
    opens: "anything that reads CSV",
  },
];
