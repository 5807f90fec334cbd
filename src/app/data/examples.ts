/** How to read the data with a program people have: text to copy, as it is tested. */
export interface Example {
  readonly id: string;
  readonly name: string;
  /** What must be there for it, and what it shows. */
  readonly says: string;
  readonly code: string;
}

/**
 * One example for each program. `origin`: address of this site as the reader's program reaches it, without a slash at the end;
 * `quarter`: one that is stored, `2022Q2`. All but Python's ask for the payments of its brokers; Python adds up the filed rows.
 */
export function examples(origin: string, quarter: string): Example[] {
  const scope = `from=${quarter}&to=${quarter}`;
  const payments = `${origin}/api/v1/rates?by=broker,section&${scope}&format=csv`;
  const rows = `${origin}/api/v1/rows?${scope}&reReported=exclude&format=csv`;
  const [year, ofYear] = quarter.split("Q");
  const ofQuarter = `year = ${year} AND quarter = ${ofYear}`;
  return [
    {
      id: "curl",
      name: "curl",
      says: "Prints payments and rates by broker and section. With -o file.csv it is saved.",
      code: `curl -s --compressed '${payments}'`,
    },
    {
      id: "python-csv",
      name: "Python, without packages",
      says: "Adds up every filed dollar of the quarter. An empty cell is filed blank, not zero.",
      code: `import csv, io, urllib.request

url = "${rows}"
with urllib.request.urlopen(url) as answer:
    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))

columns = ["market_usd", "marketable_limit_usd", "non_marketable_limit_usd", "other_usd"]
paid = sum(float(row[column]) for row in rows for column in columns if row[column] != "")
print(f"{len(rows)} rows, {paid:.2f} dollars")`,
    },
    {
      id: "pandas",
      name: "Python with pandas",
      says: "Empty cells become NaN, which sum() leaves out.",
      code: `import pandas as pd

rates = pd.read_csv("${payments}")
print(rates.pivot_table(index="broker", columns="section", values="payment_usd", aggfunc="sum"))`,
    },
    {
      id: "r",
      name: "R",
      says: "No package needed.",
      code: `rates <- read.csv("${payments}")
aggregate(payment_usd ~ broker, data = rates, FUN = sum)`,
    },
    {
      id: "duckdb",
      name: "DuckDB",
      says: "Reads over HTTP; the extension httpfs is loaded by itself.",
      code: `SELECT broker, round(sum(payment_usd), 2) AS payment_usd
FROM read_csv('${payments}')
GROUP BY broker ORDER BY payment_usd DESC;`,
    },
    {
      id: "duckdb-parquet",
      name: "DuckDB, all of it as Parquet",
      says: "Every filed row, typed; here the market orders of the quarter.",
      code: `SELECT broker, count(*) AS rows, round(sum(market_usd), 2) AS market_usd
FROM read_parquet('${origin}/api/v1/bulk/rows.parquet')
WHERE ${ofQuarter}
GROUP BY broker ORDER BY broker;`,
    },
    {
      id: "sqlite",
      name: "SQLite",
      says: "The whole store as a file, to be asked without a network. The view filed_rows has the columns of the CSV.",
      code: `curl -s -o pfof.sqlite '${origin}/api/v1/bulk/store.sqlite'
sqlite3 -csv pfof.sqlite "SELECT broker, count(*), round(sum(market_usd), 2)
FROM filed_rows WHERE is_current AND ${ofQuarter}
GROUP BY broker ORDER BY broker;"`,
    },
    {
      id: "excel",
      name: "Excel (Power Query)",
      says: "Data → Get Data → From Other Sources → Blank Query → Advanced Editor. Data → Refresh All asks again.",
      code: `let
    Answer = Web.Contents("${payments}"),
    Table = Csv.Document(Answer, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
    Rates = Table.PromoteHeaders(Table, [PromoteAllScalars = true])
in
    Table.TransformColumnTypes(Rates, {{"payment_usd", type number}, {"cents_per_100_shares", type number}}, "en-US")`,
    },
    {
      id: "sheets",
      name: "Google Sheets",
      says: "Google’s servers ask for the address, so it must be one they can reach.",
      code: `=IMPORTDATA("${payments}")`,
    },
  ];
}
