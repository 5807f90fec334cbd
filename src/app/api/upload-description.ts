import { z } from "zod";
import { FINDINGS, type FindingCode } from "@/report/findings";
import { OUTCOMES } from "@/report/import-events";
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

/** What `POST /api/v1/uploads` answers with when no stream of events is asked for. */
export const UploadAnswer = z.object({ files: z.array(File), summary: Summary });

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

/** Importing a quarter from FINRA, in the API's description. */
export function finraOperation(schemaOf: (schema: z.ZodType) => Json, error: Json): Json {
  const { responses } = uploadOperation(schemaOf, error) as { responses: Json };
  return {
    operationId: "importFinraQuarter",
    tags: ["Uploads"],
    security: UPLOAD_SECURITY,
    summary: "Download FINRA's ZIP of a quarter and store its reports",
    description:
      "About 1,200 reports. Waits its turn among the uploads and answers as they do; a download tells `progress` with `phase` `downloading`, in bytes.",
    parameters: [],
    requestBody: {
      required: true,
      content: {
        "application/json": {
          schema: {
            type: "object",
            required: ["quarter"],
            additionalProperties: false,
            properties: { quarter: { type: "string", examples: ["2025Q3"] } },
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
