import { z } from "zod";
import { FINDINGS, type FindingCode } from "@/report/findings";
import { OUTCOMES, QUARTER_OUTCOMES } from "@/report/import-events";
import { SECTIONS } from "@/report/sections";

const codes = Object.keys(FINDINGS) as [FindingCode, ...FindingCode[]];

export const FindingBody = z.object({
  code: z.enum(codes),
  severity: z.enum(["error", "warning", "note"]),
  message: z.string(),
  where: z.object({
    file: z.string(),
    position: z.string().optional().describe("`line 23`, `page 2 at 345`, `row 7`"),
    field: z.string().optional(),
    month: z.int().optional(),
    section: z.enum(SECTIONS).optional(),
    venue: z.string().optional(),
  }),
  filed: z.string().optional().describe("The filed text."),
});

const File = z.object({
  name: z.string(),
  archive: z.string().optional().describe("The ZIP it is an entry of."),
  outcome: z.enum(OUTCOMES),
  report: z.string().nullable().describe("Id of the report, the first of several; null: rejected."),
  reports: z.array(z.object({ id: z.string(), outcome: z.enum(OUTCOMES) })),
  findings: z.array(FindingBody),
});

const Summary = z.object({
  stored: z.int().describe("New reports."),
  versions: z.int(),
  sources: z.int(),
  duplicates: z.int(),
  rejected: z.int().describe("Documents of which nothing was stored."),
  findings: z.int(),
  seconds: z.number(),
});

const QuarterResult = Summary.omit({ seconds: true }).extend({
  quarter: z.string().describe("`2025Q3`"),
  outcome: z
    .enum(QUARTER_OUTCOMES)
    .describe("`unchanged`: since it was read; `failed`: another run goes on with it."),
  message: z.string().nullable().describe("Why, of `not_published` and `failed`."),
  number: z.int(),
  of: z.int().describe("Quarters there are."),
});

/** What `POST /api/v1/uploads` answers with when no stream of events is asked for. */
export const UploadAnswer = z.object({
  files: z.array(File),
  quarters: z.array(QuarterResult).optional().describe("Of an import of all quarters."),
  summary: Summary,
});

/** What `GET /api/v1/uploads` answers with. */
export const UploadAccess = z.object({
  may_upload: z.boolean().describe("This client may upload as it is."),
  takes_token: z.boolean().describe("A token in `Authorization: Bearer …` lets a client upload."),
  max_bytes: z.int().describe("In one request, all files together."),
});

type Json = Record<string, unknown>;

const REFUSED = UploadAnswer.extend({ error: z.object({ code: z.string(), message: z.string() }) });

/** From the server's own machine nothing is asked for, unless it was started with a token. */
const UPLOAD_SECURITY = [{}, { uploadToken: [] }];
export const SECURITY_SCHEMES = {
  uploadToken: { type: "http", scheme: "bearer", description: "The server's `UPLOAD_TOKEN`." },
};

/** The upload's operation in the API's description. */
export function uploadOperation(schemaOf: (schema: z.ZodType) => Json, error: Json): Json {
  const answer = (description: string, schema: z.ZodType = UploadAnswer) => ({
    description,
    content: { "application/json": { schema: schemaOf(schema) } },
  });
  const binary = { type: "string", format: "binary" };
  return {
    operationId: "upload",
    tags: ["Uploads"],
    security: UPLOAD_SECURITY,
    summary: "Read filings and store them",
    description:
      "SEC XML, its PDF, CSV, or ZIPs of these. With `Accept: application/x-ndjson` the answer is 200 and one JSON object per line as things happen: `progress`, one `file` per document, at last `summary` or `error`. Readers ignore types they do not know.",
    parameters: [
      {
        name: "name",
        in: "query",
        description: "File name of a raw body.",
        schema: { type: "string" },
        example: "report.xml",
      },
    ],
    requestBody: {
      required: true,
      content: {
        "multipart/form-data": {
          schema: {
            type: "object",
            required: ["file"],
            properties: { file: { type: "array", items: binary } },
          },
        },
        "application/octet-stream": { schema: binary },
      },
    },
    responses: {
      200: answer("Only duplicates."),
      201: answer("Something was stored: a report, a version, or a second document of a stored report."),
      422: answer("Nothing was stored and something was rejected.", REFUSED),
      400: error,
      401: error,
      403: error,
      409: answer("Cancelled before anything was stored.", REFUSED),
      413: error,
      503: error,
      507: error,
    },
  };
}

const CheckAnswer = z.object({
  files: z.array(
    z.object({
      name: z.string(),
      archive: z.string().optional().describe("The ZIP it is an entry of."),
      sha256: z.string().nullable().describe("Null: reading it was given up."),
      outcome: z.enum(["accepted", "refused"]).describe("Whether an upload would store it."),
      reports: z.array(
        z.object({
          rule: z.enum(["606", "605"]),
          filed: z.string().describe("Broker as filed; under Rule 605 the reporter's code."),
          name: z.string().describe("Its name in the directory of names."),
          period: z.string().describe("`2025Q3`; under Rule 605 `2026-08`."),
          rows: z.int(),
        }),
      ),
      findings: z.array(FindingBody).describe("All of them, the gravest first."),
    }),
  ),
  summary: z.object({
    accepted: z.int(),
    refused: z.int(),
    errors: z.int(),
    warnings: z.int(),
    notes: z.int(),
  }),
});

/** Checking, in the API's description. */
export function checkOperation(schemaOf: (schema: z.ZodType) => Json, error: Json): Json {
  const { parameters, requestBody } = uploadOperation(schemaOf, error);
  return {
    operationId: "check",
    tags: ["Uploads"],
    summary: "Read filings and say all that is found, storing nothing",
    description:
      "Takes what an upload takes, up to 64 MiB, from anyone. Checks that compare a report with those of other quarters and brokers are made only when it is stored.",
    parameters,
    requestBody,
    responses: {
      200: {
        description: "What was found, errors included.",
        content: { "application/json": { schema: schemaOf(CheckAnswer) } },
      },
      400: error,
      403: error,
      413: error,
      429: error,
      503: error,
      507: error,
    },
  };
}

/** Importing a quarter from FINRA, in the API's description. */
export function finraOperation(schemaOf: (schema: z.ZodType) => Json, error: Json): Json {
  const { responses } = uploadOperation(schemaOf, error) as { responses: Json };
  return {
    operationId: "importFinraQuarter",
    tags: ["Uploads"],
    security: UPLOAD_SECURITY,
    summary: "Download FINRA's ZIP of a quarter, or of all, and store the reports",
    description:
      "About 1,200 reports a quarter. Waits its turn among the uploads and answers as they do; a download tells `progress` with `phase` `downloading`, in bytes. `all`: every quarter that is new or has changed since it was read; one `quarter` event, or one of `quarters` in the whole answer, tells what became of each, and one that failed keeps no other out.",
    parameters: [],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["quarter"],
            additionalProperties: false,
            properties: { quarter: { type: "string", examples: ["2025Q3", "all"] } },
          },
        },
      },
    },
    responses: { ...responses, 404: error, 502: error },
  };
}

/** Cancelling, in the API's description. */
export function cancelOperation(schemaOf: (schema: z.ZodType) => Json, error: Json): Json {
  return {
    operationId: "cancelUpload",
    tags: ["Uploads"],
    security: UPLOAD_SECURITY,
    summary: "Cancel an upload that is running or waiting",
    description: "What is stored stays, the rest is not begun.",
    parameters: [
      {
        name: "id",
        in: "path",
        required: true,
        description: "`upload` of the first line of the upload's answer.",
        schema: { type: "string" },
        example: "5f0c9a52-3d8e-4c11-9a4e-0c7a5b1d2e3f",
      },
    ],
    responses: {
      200: {
        description: "It is being cancelled.",
        content: { "application/json": { schema: schemaOf(Cancelled) } },
      },
      401: error,
      403: error,
      404: error,
    },
  };
}

const Cancelled = z.object({ upload: z.string(), cancelled: z.literal(true) });
