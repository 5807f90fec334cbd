import { readSettings } from "@/host/settings";
import { writerOf } from "@/host/write-access";
import { readQuery } from "@/queries/filters";
import { runImport } from "@/worker/import-process";
import { ENDPOINTS } from "../../endpoints";
import { json, route } from "../../respond";
import { postUpload } from "./post-upload";

export const dynamic = "force-dynamic";

/** What an upload page must know: whether this client may upload as it is, whether a token would help, and how much
 * (bytes in one request, all files together). */
export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.uploads.parameters);
  const { uploadToken, maxUploadBytes } = readSettings();
  const access = { may_upload: writerOf(request.headers) !== null, takes_token: uploadToken !== null };
  return json({ ...access, max_bytes: maxUploadBytes }, { headers: { "cache-control": "no-store" } });
});

export const POST = route((request) => postUpload(request, readSettings(), runImport));
