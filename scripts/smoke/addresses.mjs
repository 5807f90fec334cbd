// What the smoke run asks a server for, read out of what the server says of itself.

/** Addresses a site map lists, without their host, each once. Throws when it lists none. */
export function sitemapAddresses(xml) {
  const listed = [...xml.matchAll(/<loc>\s*([^<]+?)\s*<\/loc>/g)].map(([, address]) => {
    const { pathname, search } = new URL(address.replaceAll("&amp;", "&"));
    return pathname + search;
  });
  if (listed.length === 0) throw new Error("the site map lists nothing");
  return [...new Set(listed)];
}

/** Bodies of what is sent, and the answers that show it worked: by operation, as none of it can be read from the description. */
const SENT = {
  upload: { query: "?name=made-up.csv", status: 201 },
  check: { query: "?name=made-up.csv", status: 200 },
  // A quarter that the stand-in for FINRA's host does not have.
  importFinraQuarter: { json: { quarter: "2025Q3" }, status: 404 },
  // No upload has this id.
  cancelUpload: { status: 404 },
};

/**
 * One call of every operation an OpenAPI description has, all values of a path's parameter where it lists them:
 * `{ method, address, status, json? }`, `status` the one to expect.
 * An operation that needs more than its path gives an example in its description: Example: `/api/…?…`.
 * @param known values of parameters whose example cannot exist, such as a report's id, by the path before them
 */
export function apiCalls(description, known) {
  return Object.entries(description.paths).flatMap(([template, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) => {
      const sent = SENT[operation.operationId];
      if (method !== "get" && !sent) throw new Error(`The smoke run does not know ${operation.operationId}.`);
      const [, example = template] = /Example: `([^`]+)`/.exec(operation.description ?? "") ?? [];
      return filledIn(example, operation.parameters ?? [], known).map((address) => ({
        method: method.toUpperCase(),
        address: address + (sent?.query ?? ""),
        status: sent?.status ?? 200,
        ...(sent?.json && { json: sent.json }),
      }));
    }),
  );
}

function filledIn(template, parameters, known) {
  let filled = [template];
  for (const one of parameters.filter((parameter) => parameter.in === "path")) {
    const [before] = template.split(`/{${one.name}}`);
    const values = one.schema.enum ?? [known[before] ?? one.example];
    filled = filled.flatMap((address) => values.map((value) => address.replace(`{${one.name}}`, value)));
  }
  return filled;
}
