import type { ReportVersion } from "@/queries/report-history";
import { countOf, dateInText } from "@/report/format";

type Version = Omit<ReportVersion, "imported_at">;

/** Which version counts, and why: `Version 2 counts. Its file was generated later, on May 20, 2021; that of version 1 on
 * Apr 20, 2021.` `versions`: oldest first. */
export function historySentence(versions: readonly Version[]): string {
  const current = versions.find((one) => one.is_current);
  const withdrawn = versions.filter((one) => one.withdrawn_at !== null);
  if (!current && withdrawn.length < versions.length) {
    return "A later report under another name has nearly the same figures and counts in its place.";
  }
  if (!current) {
    return versions.length === 1
      ? "The only version stored was withdrawn; it counts in no total."
      : `All ${versions.length} versions were withdrawn; none counts in a total.`;
  }
  if (versions.length === 1) return "The only version stored.";
  const before = versions.findLast((one) => one.version < current.version && one.withdrawn_at === null);
  const reason = before ? ` ${reasonFor(current, before)}` : "";
  const later = withdrawn.filter((one) => one.version > current.version);
  const gone =
    later.length === 0
      ? ""
      : later.length === 1
        ? ` Version ${later[0]?.version} would stand above it, but was withdrawn.`
        : ` ${later.length} versions would stand above it, but were withdrawn.`;
  return `Version ${current.version} counts.${reason}${gone}`;
}

/** What became of one version: `Superseded by version 2.` */
export function stateSentence(version: Version, versions: readonly Version[]): string {
  if (version.withdrawn_at !== null) {
    return `Withdrawn on ${dateInText(version.withdrawn_at)}: ${version.withdrawn_why ?? "no reason given"}. It counts in no total.`;
  }
  if (version.is_current) return "Counts in every total.";
  const current = versions.find((one) => one.is_current);
  return current ? `Superseded by version ${current.version}.` : "Superseded by a report under another name.";
}

/** `3 figures differ from version 1.`; null for the first version. */
export function changesSentence(version: Version, versions: readonly Version[]): string | null {
  const before = versions.findLast((one) => one.version < version.version);
  if (!before || version.changes === null) return null;
  return `${countOf(version.changes, "figure")} ${version.changes === 1 ? "differs" : "differ"} from version ${before.version}.`;
}

/** Why the first is the later of two, in the order the store decides by. */
function reasonFor(later: Version, earlier: Version): string {
  const [it, other] = ["Its file", `that of version ${earlier.version}`];
  if ((later.filed_version ?? 1) !== (earlier.filed_version ?? 1)) {
    const before =
      earlier.filed_version === null ? "has no version in its name" : `V${earlier.filed_version}`;
    return `${it} is named V${later.filed_version}, ${other} ${before}: the higher one replaces the lower.`;
  }
  if (later.generated_at !== null && earlier.generated_at === null) {
    return `${it} says when it was generated (${dateInText(later.generated_at)}), ${other} does not: a document without a date never displaces one with a date.`;
  }
  if (later.generated_at !== earlier.generated_at) {
    return `${it} was generated later, on ${moments(later, earlier)}.`;
  }
  const when = later.generated_at === null ? "Neither file has a date" : "Both files have the same date";
  return later.format === earlier.format
    ? `${when}; this one came in after version ${earlier.version}.`
    : `${when}; ${later.format.toUpperCase()} is preferred to ${earlier.format.toUpperCase()}.`;
}

/** Two days, or two times of one day. */
function moments(later: Version, earlier: Version): string {
  const days = [dateInText(later.generated_at), dateInText(earlier.generated_at)];
  if (days[0] !== days[1]) return `${days[0]}; that of version ${earlier.version} on ${days[1]}`;
  const time = ({ generated_at }: Version) => `${(generated_at ?? "").slice(11, 19)} UTC`;
  return `${days[0]} at ${time(later)}; that of version ${earlier.version} at ${time(earlier)}`;
}
