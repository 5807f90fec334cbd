import { z } from "zod";
import { STORED_FINDINGS, STORED_SEVERITIES } from "@/queries/filters";
import { countReports, listReports } from "@/queries/list-reports";
import { cutRead } from "./cut-rows";
import { figure, UNKNOWN } from "./figure";
import { LIMIT, missing, readScope, SCOPE } from "./scope";
import { tool } from "./tool";

const { broker, from, to, quarter, asOf } = SCOPE;

export const reports = tool(
  {
    name: "reports",
    title: "Stored reports",
    description:
      "Reports of SEC Rule 606 that are stored, newest quarter first: broker, quarter, version, document with SHA-256, months filed, findings of the checks, net dollars. `versions: all` adds superseded and withdrawn ones.",
    input: {
      ...{ broker, from, to, quarter, asOf },
      versions: z.enum(["current", "all"]).optional(),
      finding: z
        .array(z.enum(STORED_FINDINGS))
        .max(20)
        .optional()
        .describe("Reports with any of these findings."),
      severity: z.enum(STORED_SEVERITIES).optional().describe("Reports with a finding of this severity."),
      limit: LIMIT(100),
    },
  },
  ({ versions = "current", finding = [], severity = null, limit = 20, ...given }, link) => {
    const scope = readScope(given);
    const chosen = { ...scope.filters, versions, finding, severity };
    const rows = scope.isEmpty ? [] : listReports(chosen, { limit: limit + 1, offset: 0 });
    const said = rows.map((row) => {
      const path = `/reports/${row.id}`;
      const { payment_usd, filed_months, findings, warnings, ...own } = row;
      return {
        ...own,
        payment: figure(payment_usd, "USD, net, all rows of the report", {
          unknown: UNKNOWN.filedBlank,
          path,
          link,
        }),
        coverage: { value: filed_months, unit: "months of three with any figure" },
        findings: { value: findings, warnings, unit: "findings of the checks", source: link(path) },
        source: link(path),
      };
    });
    return {
      ...cutRead(said, limit),
      ...(!scope.isEmpty && { counts: { ...countReports(chosen), unit: "reports" } }),
      ...(rows.length === 0 && { no_rows: "No such report is stored. What it says is unknown, not zero." }),
      ...missing(scope),
    };
  },
);
