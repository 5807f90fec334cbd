import { z } from "zod";
import { CHART_NAMES } from "@/charts/charts";
import { TABLES, type TableName } from "@/dictionary/tables";
import { LOOK_PARAMETERS, THEME_PARAMETER, WIDTH_PARAMETER } from "@/pictures/picture-query";
import { ExecutionDetail } from "@/queries/execution-detail";
import {
  EXECUTION_EXAMPLES,
  EXECUTION_PARAMETERS,
  EXECUTION_ROW_PARAMETERS,
} from "@/queries/execution-parameters";
import type { Filters, ParameterName } from "@/queries/filters";
import { QuarterTable } from "@/queries/quarter-table";
import { ReportDiff } from "@/queries/report-changes";
import { ReportDetail } from "@/queries/report-detail";
import { Trace } from "@/queries/trace";
import { TRACE_METRICS, TRACE_PARAMETERS } from "@/queries/trace-parameters";
import { VIEW_PARAMETERS } from "@/queries/view-parameters";
import type { BulkName } from "@/worker/bulk-files";
import { IMAGE_FORMATS } from "@/worker/chart-image";
import { FinraQuarterRow } from "@/worker/finra-listing";
import { FOUND_KINDS } from "../search/search-index";
import { UploadAccess } from "./upload-description";

/** What addresses are listed under, and what each group holds. */
export const GROUPS = {
  Figures: "Filed rows, payments, rates and volumes, for any selection.",
  Everything: "All there is, as one file.",
  Lists: "Who and what there is: brokers, venues, reports.",
  Reports: "One report: as filed, its document, its versions.",
  Uploads: "Reading filings in.",
  Service: "This description, and how the server is.",
} as const;
export type Group = keyof typeof GROUPS;

export interface PathParameter {
  readonly description: string;
  readonly example: string;
  /** All there are, where they can be listed. */
  readonly values?: readonly string[];
}

/** One address of the API: what it takes and what it answers with. Routes read their parameters by this
 * table, and the API's description is made from it, so the two cannot disagree. */
export interface Endpoint {
  readonly path: string;
  readonly group: Group;
  readonly summary: string;
  readonly description?: string;
  readonly parameters: readonly ParameterName[];
  /** Where a parameter that is not given means something else here than elsewhere. */
  readonly defaults?: Partial<Filters>;
  /** Parameters in the path, with an example. */
  readonly inPath?: Readonly<Record<string, PathParameter>>;
  /** Parameters only this endpoint has. */
  readonly own?: z.ZodRawShape;
  /** Values of its own parameters that mean something else elsewhere, as they are written in an address. */
  readonly ownExamples?: Readonly<Record<string, string>>;
  /** The JSON answer, where it is more than a list of rows. */
  readonly body?: z.ZodType;
  /** The table of the data dictionary its rows are of. */
  readonly table?: TableName;
  /** Its rows, where they are of none. */
  readonly row?: z.ZodObject;
  /** A query string that shows it. */
  readonly example?: string;
  /** Media types, when the answer is neither JSON nor CSV. */
  readonly media?: readonly string[];
  /** Parts of the answer can be asked for by `Range`. */
  readonly inParts?: true;
}

/** The schema of the rows an endpoint answers with. */
export function rowOf({ table, row }: Endpoint): z.ZodObject | undefined {
  return table ? TABLES[table].row : row;
}

/** What a package can hold. */
export const PACKAGE_TABLES = ["rows", "rates"] as const;

/** The parameters of a table that say which rows, not how they are written. A package always has findings. */
export function packageParameters(table: (typeof PACKAGE_TABLES)[number]): readonly ParameterName[] {
  return ENDPOINTS[table].parameters.filter(
    (name) => name !== "findings" && !LIST.some((one) => one === name),
  );
}

/** Every chart that can be had as an image, by file name. */
export const CHART_FILES = CHART_NAMES.flatMap((name) => IMAGE_FORMATS.map((format) => `${name}.${format}`));

/** Media types of the files that hold everything. */
export const BULK_TYPES = {
  "rows.csv.gz": "application/gzip",
  "rows.parquet": "application/vnd.apache.parquet",
  "execution.parquet": "application/vnd.apache.parquet",
  "store.sqlite": "application/vnd.sqlite3",
} as const satisfies Record<BulkName, string>;
const BULK =
  "A file, made when it is first asked for after the data changed: that answer begins once it is whole. Its length, SHA-256 (the ETag) and day (in its name) are in the answer to HEAD; `Range` gets a part, so that a download that broke off can go on.";

const SCOPE = ["broker", "venue", "venueKind", "section", "from", "to", "exchanges", "asOf"] as const;
const LIST = ["limit", "cursor", "format", "bom"] as const;

const id = {
  id: { description: "The report's id, as in `/reports`.", example: "2020Q1-0123456789" },
} as const;

const executionId = {
  id: { description: "The report's id, as in `/execution-reports`.", example: "202608-0123456789" },
} as const;

export const ENDPOINTS = {
  reports: {
    path: "/api/v1/reports",
    group: "Lists",
    summary: "Reports, newest quarter first",
    description: "`versions=all` adds superseded and withdrawn ones.",
    parameters: ["broker", "quarter", "from", "to", "finding", "severity", "asOf", "versions", ...LIST],
    table: "reports",
    example: "quarter=2020Q2",
  },
  report: {
    path: "/api/v1/reports/{id}",
    group: "Reports",
    summary: "One report as filed, with findings, versions and documents",
    parameters: [],
    inPath: id,
    body: ReportDetail,
  },
  source: {
    path: "/api/v1/reports/{id}/source",
    group: "Reports",
    summary: "The document as it came, byte for byte",
    description: "The one whose positions the report's rows have, unless `sha256` names another.",
    parameters: [],
    own: {
      sha256: z
        .string()
        .regex(/^[0-9a-f]{64}$/, { error: "allowed: 64 hexadecimal digits, as in `sources` of the report" })
        .optional()
        .describe("Which of the report's documents: SHA-256, as in `sources` of `/reports/{id}`."),
    },
    inPath: id,
    media: ["application/octet-stream"],
  },
  changes: {
    path: "/api/v1/reports/{id}/diff",
    group: "Reports",
    summary: "Every figure that differs from another version of the report",
    description: "Against the version before it, unless `against` names another report.",
    parameters: ["format", "bom"],
    own: { against: z.string().optional().describe("Id of the report to compare with.") },
    inPath: id,
    body: ReportDiff,
    table: "diff",
  },
  brokers: {
    path: "/api/v1/brokers",
    group: "Lists",
    summary: "Brokers with at least one report",
    parameters: ["from", "to", "asOf", ...LIST],
    table: "brokers",
  },
  venues: {
    path: "/api/v1/venues",
    group: "Lists",
    summary: "Venues that at least one report names",
    parameters: [...SCOPE, "reReported", ...LIST],
    table: "venues",
    example: "venueKind=wholesaler",
  },
  search: {
    path: "/api/v1/search",
    group: "Lists",
    summary: "Brokers, venues and quarters by any of their names",
    description:
      "The best 20: a quarter, then brokers and venues, those in stored reports first. Names as filed, of the directory, MICs, MPIDs and CRD numbers are looked through; case, accents and punctuation do not matter.",
    parameters: [],
    own: {
      q: z
        .string()
        .max(200, { error: "allowed: at most 200 characters" })
        .optional()
        .describe("What to look for: a name or a part of it, a code, `2021 Q1`."),
    },
    body: z.object({
      rows: z.array(
        z.object({
          kind: z.enum(FOUND_KINDS),
          name: z.string(),
          slug: z.string().describe("As in `/brokers` and `/venues`; of a quarter `2021Q1`."),
          by: z.string().nullable().describe("The name or code that fits, where it is not `name`."),
          stored: z.boolean().describe("False: only the directory knows it, no stored report has it."),
        }),
      ),
      next: z.null(),
    }),
    example: "q=citadel",
  },
  quarter: {
    path: "/api/v1/quarters/{quarter}",
    group: "Figures",
    summary: "The analysts' table of one quarter",
    description:
      "Payments, rates and implied volumes per broker and in total, with growth against the quarter before. In CSV the total is the last line.",
    parameters: ["broker", "venue", "venueKind", "section", "exchanges", "reReported", "asOf", ...LIST],
    inPath: { quarter: { description: "The quarter.", example: "2020Q2" } },
    body: QuarterTable.extend({ next: z.string().nullable() }),
    table: "quarters",
  },
  rows: {
    path: "/api/v1/rows",
    group: "Figures",
    summary: "Every filed venue row, unrounded",
    description:
      "CSV is the flat CSV v1, which can be imported again. A section without venues is one row with the venue columns null, a month without sections one with `section` null too. With `orderType`: rows with a figure for one of those types. Re-reported rows are included unless told otherwise.",
    parameters: [...SCOPE, "month", "orderType", "reReported", "versions", ...LIST],
    // Leaving rows out silently would make the export other than the filing.
    defaults: { reReported: "include" },
    table: "rows",
    example: "broker=charles-schwab&from=2020Q1&to=2020Q1",
  },
  rates: {
    path: "/api/v1/rates",
    group: "Figures",
    summary: "Payments, rates and implied volumes by any dimension",
    description:
      "Columns of the dimensions in the order of `by` (names, with slugs beside them), then the measures. Sorted by the dimensions in that order, order types varying fastest. Without `by` one row in total.",
    parameters: ["by", ...SCOPE, "month", "orderType", "reReported", "findings", ...LIST],
    table: "rates",
    example: "by=broker,year&from=2020Q1&to=2020Q4",
  },
  execution: {
    path: "/api/v1/execution",
    group: "Figures",
    summary: "How well orders were executed: every filed row of rule 605 summaries",
    description:
      "Averages per reporter, month, size and type of orders. They come without counts, so rows can never be added or averaged; 199999 is a total of the smaller sizes. A market center's row is of all its clients, never of one broker's. In CSV every statistic is written as it was filed.",
    parameters: ["versions", ...LIST],
    own: EXECUTION_ROW_PARAMETERS,
    ownExamples: EXECUTION_EXAMPLES,
    table: "execution",
    example: "reporter=BATS&orderSize=1000&orderType=M&sp500=N",
  },
  executionPackage: {
    path: "/api/v1/execution-package",
    group: "Figures",
    summary: "Rows of rule 605 summaries as a ZIP: data.csv, metadata.json (CSV on the Web), README.md",
    description:
      "Takes the filters of `/execution`. The README says what was selected, what the figures mean and do not, and how to cite them, with every report by id and SHA-256.",
    parameters: ["versions"],
    own: EXECUTION_ROW_PARAMETERS,
    ownExamples: EXECUTION_EXAMPLES,
    example: "from=202608&to=202608",
    media: ["application/zip"],
  },
  executionReports: {
    path: "/api/v1/execution-reports",
    group: "Lists",
    summary: "Reports of rule 605 (how well orders were executed), the latest month first",
    description: "`versions=all` adds superseded and withdrawn ones.",
    parameters: ["versions", ...LIST],
    own: EXECUTION_PARAMETERS,
    ownExamples: EXECUTION_EXAMPLES,
    table: "execution-reports",
    example: "from=202608&to=202608",
  },
  executionReport: {
    path: "/api/v1/execution-reports/{id}",
    group: "Reports",
    summary: "One report of rule 605: rows as filed or sums of a detailed file, findings, versions, changes",
    parameters: [],
    inPath: executionId,
    body: ExecutionDetail,
  },
  executionSource: {
    path: "/api/v1/execution-reports/{id}/source",
    group: "Reports",
    summary: "The document of a report of rule 605 as it came, byte for byte",
    parameters: [],
    inPath: executionId,
    media: ["application/octet-stream"],
  },
  package: {
    path: "/api/v1/package",
    group: "Figures",
    summary: "A selection as a ZIP: data.csv, metadata.json (CSV on the Web), README.md",
    description:
      "Takes the filters of `/rows`, or of `/rates` with `by` or `table=rates`; a parameter the table lacks is refused. The README says what was selected, how figures come about, what the checks found, and how to cite it, with every report by id and SHA-256. Streamed.",
    parameters: ["by", ...SCOPE, "month", "orderType", "reReported", "versions"],
    own: {
      table: z
        .enum(PACKAGE_TABLES, { error: `allowed: ${PACKAGE_TABLES.join(", ")}` })
        .optional()
        .describe("Filed rows, or payments and rates. Default: rates with `by`, rows without."),
    },
    example: "table=rates&by=broker,quarter&from=2020Q1&to=2020Q4",
    media: ["application/zip"],
  },
  bulkCsv: {
    path: "/api/v1/bulk/rows.csv.gz",
    group: "Everything",
    summary: "Every filed venue row as flat CSV v1, gzip",
    description: `What \`/rows?format=csv\` gives without filters. ${BULK}`,
    parameters: ["versions"],
    media: [BULK_TYPES["rows.csv.gz"]],
    inParts: true,
  },
  bulkParquet: {
    path: "/api/v1/bulk/rows.parquet",
    group: "Everything",
    summary: "Every filed venue row as Parquet",
    description: `The columns of \`/rows\`: integers INT32, other numbers DOUBLE, the rest strings, blank null; texts as filed, without the CSV's quote. ${BULK}`,
    parameters: ["versions"],
    media: [BULK_TYPES["rows.parquet"]],
    inParts: true,
  },
  bulkExecution: {
    path: "/api/v1/bulk/execution.parquet",
    group: "Everything",
    summary: "Every filed row of rule 605 summaries as Parquet",
    description: `The columns of \`/execution\`, typed as in \`rows.parquet\`. ${BULK}`,
    parameters: ["versions"],
    media: [BULK_TYPES["execution.parquet"]],
    inParts: true,
  },
  bulkStore: {
    path: "/api/v1/bulk/store.sqlite",
    group: "Everything",
    summary: "The whole store as a SQLite file",
    description: `All versions, findings, names and sums as this site keeps them, and the view \`filed_rows\` with the columns of \`/rows\`; an instance of this site can be started on it. No documents, and nothing of who uploaded what. ${BULK}`,
    parameters: [],
    media: [BULK_TYPES["store.sqlite"]],
    inParts: true,
  },
  chart: {
    path: "/api/v1/charts/{file}",
    group: "Figures",
    summary: "A chart as an image: SVG or PNG",
    description: `Drawn by the same code as on the pages: what it shows as its title, what it is of below, units, findings and the line that names the source. Charts: ${CHART_FILES.map((file) => `\`${file}\``).join(", ")}. \`order-mix\` is of one broker and quarter, \`compare\` of chosen brokers in one quarter; payments by quarter are split by section for one broker or venue, else by broker.`,
    parameters: ["quarter", "month", ...SCOPE, "orderType", "reReported"],
    own: {
      measure: VIEW_PARAMETERS.measure.describe(
        "What `trend` and `compare` show; the other charts do not ask.",
      ),
      scale: VIEW_PARAMETERS.scale.describe("How `trend` shows it; the other charts do not ask."),
      grain: VIEW_PARAMETERS.grain.describe("What stands between two points of `trend`."),
      lines: VIEW_PARAMETERS.lines.describe("What each line of `trend` stands for."),
      width: WIDTH_PARAMETER,
      theme: THEME_PARAMETER,
      ...LOOK_PARAMETERS,
    },
    inPath: {
      file: {
        description: "The chart's name and format.",
        example: "payments-by-venue.svg",
        values: CHART_FILES,
      },
    },
    example: "broker=charles-schwab&quarter=2021Q1",
    media: ["image/svg+xml", "image/png"],
  },
  trace: {
    path: "/api/v1/trace",
    group: "Figures",
    summary: "Where a figure comes from: its formula's numbers and the filed cells behind it",
    description:
      "For the figures that `/rates` gives under the same filters without `by`. `rows` are the cells the metric is made of, the largest first; `cells=left_out` lists those it is not made of.",
    parameters: [...SCOPE, "month", "orderType", "reReported", ...LIST],
    own: TRACE_PARAMETERS,
    body: Trace.extend({
      metric: z.enum(TRACE_METRICS),
      rows: z.array(TABLES.trace.row),
      next: z.string().nullable(),
    }),
    table: "trace",
    example: "broker=charles-schwab&from=2021Q1&to=2021Q1&section=sp500&orderType=market&metric=rate",
  },
  uploads: {
    path: "/api/v1/uploads",
    group: "Uploads",
    summary: "Whether this client may upload, and how much",
    parameters: [],
    body: UploadAccess,
  },
  finra: {
    path: "/api/v1/imports/finra",
    group: "Uploads",
    summary: "Quarters FINRA publishes as one ZIP, and which are stored",
    parameters: [],
    row: FinraQuarterRow,
  },
  description: {
    path: "/api/v1/openapi.json",
    group: "Service",
    summary: "This description",
    parameters: [],
    body: z.record(z.string(), z.unknown()),
  },
  health: {
    path: "/api/health",
    group: "Service",
    summary: "Whether the store can be read",
    parameters: [],
    body: z.object({
      status: z.literal("ok"),
      reports: z.int(),
      latest_quarter: z.string().nullable().describe("`2020Q1`; null: the store is empty."),
    }),
  },
  live: {
    path: "/api/health/live",
    group: "Service",
    summary: "Whether the process answers",
    description: "Also while it starts. Whoever gets no answer may restart it.",
    parameters: [],
    body: z.object({ status: z.literal("live") }),
  },
  ready: {
    path: "/api/health/ready",
    group: "Service",
    summary: "Whether requests can be answered",
    description:
      "503 with the reason in `error.code` otherwise: `starting`, `stopping`, `not_migrated` (the store lacks what this version needs), `store` (it cannot be read).",
    parameters: [],
    body: z.object({ status: z.literal("ready") }),
  },
} as const satisfies Record<string, Endpoint>;
