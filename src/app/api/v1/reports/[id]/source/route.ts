import { readQuery } from "@/queries/filters";
import { sourceBytes } from "@/worker/source-bytes";
import { ENDPOINTS } from "../../../../endpoints";
import { bytes, route } from "../../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ id: string }>(async (request, { id }) => {
  const { parameters, own } = ENDPOINTS.source;
  const { sha256 } = readQuery(new URL(request.url).searchParams, parameters, { own });
  const { document, body } = await sourceBytes(id, sha256 ?? null);
  return bytes(request, document.name, document.byteLength, body);
});
