import { searchNames } from "@/app/search/search-index";
import { readQuery } from "@/queries/filters";
import { ENDPOINTS } from "../../endpoints";
import { json, route } from "../../respond";

export const dynamic = "force-dynamic";

const MOST_FOUND = 20;

export const GET = route((request) => {
  const { parameters, own } = ENDPOINTS.search;
  const { q = "" } = readQuery(new URL(request.url).searchParams, parameters, { own });
  return json({ rows: searchNames(q, MOST_FOUND), next: null });
});
