import type { BrokersToChoose } from "@/app/trends/brokers-to-choose";
import type { Choice } from "@/forms/choice-form";
import { type FindingFilters, STORED_FINDINGS, STORED_SEVERITIES } from "@/queries/filters";
import type { FindingCount } from "@/queries/finding-counts";
import { formatCount } from "@/report/format";
import { SEVERITY_WORDS, titleOf } from "@/site/findings-list";

/** What the list of reports can be narrowed to, as fields of its form. */
export function reportChoices({
  broker,
  brokers,
  quarter,
  counts,
  finding,
  severity,
  versions,
}: {
  broker: readonly string[];
  /** Those to choose from. */
  brokers: BrokersToChoose;
  quarter: Choice;
  counts: readonly FindingCount[];
  versions: "current" | "all";
} & FindingFilters): Choice[] {
  const times = new Map(counts.map((one) => [one.code, one.reports]));
  return [
    several({
      name: "broker",
      label: "Broker",
      value: broker.join(","),
      options: [
        { value: "", label: "all" },
        ...brokers.brokers.map(({ slug, name }) => ({ value: slug, label: name })),
      ],
      // Of a whole market the largest are suggested, and any other can be written.
      typed: brokers.largestOf === null ? undefined : "all; or a broker’s slug or CRD number",
    }),
    quarter,
    several({
      name: "finding",
      label: "Finding",
      value: finding.join(","),
      options: [
        { value: "", label: "any or none" },
        ...STORED_FINDINGS.filter((code) => times.has(code)).map((code) => ({
          value: code,
          label: `${titleOf(code)} (${formatCount(times.get(code) ?? 0)})`,
        })),
      ],
    }),
    {
      name: "severity",
      label: "Severity",
      value: severity ?? "",
      options: [
        { value: "", label: "any" },
        ...STORED_SEVERITIES.map((one) => ({ value: one, label: SEVERITY_WORDS[one].toLowerCase() })),
      ],
    },
    {
      name: "versions",
      label: "Versions",
      value: versions === "all" ? "all" : "",
      options: [
        { value: "", label: "current versions" },
        { value: "all", label: "all" },
      ],
    },
  ];
}

/** What the address asks for stays chosen, also where a list cannot offer it: several at once, or one that no report has. */
function several(choice: Choice): Choice {
  if (choice.options.some((option) => option.value === choice.value)) return choice;
  const label = choice.value
    .split(",")
    .map((one) => choice.options.find((option) => option.value === one)?.label ?? titleOf(one))
    .join(", ");
  return { ...choice, options: [...choice.options, { value: choice.value, label }] };
}
