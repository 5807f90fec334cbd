import { readQuery } from "@/queries/filters";
import { finraListing } from "@/worker/finra-listing";
import { runImport } from "@/worker/import-process";
import { ENDPOINTS } from "../../../endpoints";
import { json, route } from "../../../respond";
import { postFinra } from "./post-finra";

export const dynamic = "force-dynamic";

/** The quarters there are, and which of them are stored. */
export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.finra.parameters);
  return json({ rows: finraListing(new Date().toISOString().slice(0, 10)), next: null });
});

export const POST = route((request) => postFinra(request, runImport));
