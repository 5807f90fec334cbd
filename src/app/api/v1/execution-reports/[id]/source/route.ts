import { readQuery } from "@/queries/filters";
import { sourceBytes } from "@/worker/source-bytes";
import { ENDPOINTS } from "../../../../endpoints";
import { bytes, route } from "../../../../respond";

export const dynamic = "force-dynamic";

export const GET = route<{ id: string }>(async (request, { id }) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.executionSource.parameters);
  const { document, body } = await sourceBytes(id);
  return bytes(request, document.name, document.byteLength, body);
});
