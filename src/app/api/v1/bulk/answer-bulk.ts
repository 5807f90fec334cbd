import { readQuery } from "@/queries/filters";
import { type BulkName, bulkFile } from "@/worker/bulk-files";
import { BULK_TYPES, type Endpoint } from "../../endpoints";
import { route } from "../../respond";
import { file } from "../../respond-file";

/** The route of a file that holds everything, saved under its name with the day it was made. */
export function bulkRoute(name: BulkName, { parameters }: Endpoint) {
  return route(async (request) => {
    const { versions } = readQuery(new URL(request.url).searchParams, parameters);
    const made = await bulkFile(name, versions);
    const [base = "", ...endings] = name.split(".");
    const all = versions === "all" ? "-all-versions" : "";
    const day = made.madeAt.toISOString().slice(0, 10);
    const saved = `pfof-${base}${all}-${day}.${endings.join(".")}`;
    return file(request, { ...made, type: BULK_TYPES[name], name: saved });
  });
}
