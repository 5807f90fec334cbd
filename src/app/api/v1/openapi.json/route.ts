import { readQuery } from "@/queries/filters";
import { ENDPOINTS } from "../../endpoints";
import { openApi } from "../../openapi";
import { json, route } from "../../respond";

export const dynamic = "force-dynamic";

export const GET = route((request) => {
  readQuery(new URL(request.url).searchParams, ENDPOINTS.description.parameters);
  return json(openApi());
});
