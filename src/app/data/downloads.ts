/** A file that holds all of the store. */
export interface Download {
  readonly path: string;
  readonly name: string;
  readonly holds: string;
  readonly opens: string;
  /** Media type. */
  readonly type: string;
}

/** Made by the API as they are asked for, so they are never older than the pages. */
export const DOWNLOADS: readonly Download[] = [
  {
    path: "/api/v1/bulk/rows.csv.gz",
    name: "rows.csv.gz",
    holds: "Every filed row with every column, as one compressed CSV. This site can read it back in.",
    opens: "anything that reads CSV; pandas and DuckDB without unpacking",
    type: "application/gzip",
  },
  {
    path: "/api/v1/bulk/rows.parquet",
    name: "rows.parquet",
    holds: "The same rows and columns, typed, as Parquet.",
    opens: "DuckDB, pandas, Polars, Spark, R’s arrow",
    type: "application/vnd.apache.parquet",
  },
  {
    path: "/api/v1/bulk/execution.parquet",
    name: "execution.parquet",
    holds: "How well orders were executed: every filed row of Rule 605 summaries, typed, as Parquet.",
    opens: "DuckDB, pandas, Polars, Spark, R’s arrow",
    type: "application/vnd.apache.parquet",
  },
  {
    path: "/api/v1/execution-package",
    name: "execution, with columns and README",
    holds: "The same rows as CSV in a ZIP, with what each column means and every report’s SHA-256.",
    opens: "anything that reads CSV",
    type: "application/zip",
  },
  {
    path: "/api/v1/bulk/store.sqlite",
    name: "store.sqlite",
    holds:
      "The whole store as a database: reports with all versions, rows, findings, names, corrections; filed_rows has the columns of the CSV.",
    opens: "SQLite, Datasette, DB Browser",
    type: "application/vnd.sqlite3",
  },
  {
    path: "/api/v1/rates?by=broker,quarter,section&format=csv",
    name: "rates by broker, quarter and section",
    holds: "Payments, rates and implied volumes, without flow that is in two reports.",
    opens: "anything that reads CSV",
    type: "text/csv",
  },
  {
    path: "/api/v1/reports?versions=all&format=csv",
    name: "reports",
    holds: "The list of reports with every version, its source document and its findings’ number.",
    opens: "anything that reads CSV",
    type: "text/csv",
  },
];
