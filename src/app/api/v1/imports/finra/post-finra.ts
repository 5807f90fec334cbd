import { z } from "zod";
import { AppError } from "@/report/errors";
import { parseQuarter, type Quarter } from "@/report/quarter";
import { finraListing } from "@/worker/finra-listing";
import { answerImport, authorOf } from "../../uploads/answer-import";
import { assertRoom, type RunImport } from "../../uploads/upload-queue";

const MOST_BYTES = 1_024;
const Body = z.strictObject({ quarter: z.string() });

/**
 * `POST /api/v1/imports/finra` with `{ "quarter": "2025Q3" }`: has FINRA's ZIP of the quarter downloaded and imported, in turn
 * with the uploads; with `"all"` those of all quarters that are new or have changed. Answers as they do.
 */
export async function postFinra(request: Request, runImport: RunImport): Promise<Response> {
  const by = authorOf(request);
  const quarter = await quarterOf(request);
  assertRoom();
  const nothing = { files: [], remove: async () => {} };
  return answerImport(request, { ...nothing, finra: quarter }, by, runImport);
}

async function quarterOf(request: Request): Promise<Quarter | "all"> {
  const text = await request.text();
  const given = text.length > MOST_BYTES ? null : Body.safeParse(parsed(text)).data;
  if (given?.quarter === "all") return "all";
  const quarter = parseQuarter(given?.quarter ?? "");
  const listed = finraListing(new Date().toISOString().slice(0, 10)).map((one) => one.quarter);
  const known = quarter && listed.includes(`${quarter.year}Q${quarter.quarter}`);
  if (known) return quarter;
  throw new AppError(
    "invalid_input",
    `Send {"quarter": "2025Q3"}, a quarter FINRA publishes: ${listed.at(-1)} to ${listed[0]}, or all.`,
    { code: quarter ? "unknown_quarter" : "invalid_input" },
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Said to be no quarter.
    return null;
  }
}
