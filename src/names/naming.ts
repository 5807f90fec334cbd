import type { Naming } from "@/report/named-report";
import { directoryVersion } from "./list-directory";
import { reReportedRules } from "./re-reported";
import { resolveBroker } from "./resolve-broker";
import { resolveReporter } from "./resolve-reporter";
import { resolveVenue } from "./resolve-venue";

/** The directory of names as the data files of this version of the app have it. */
export const DIRECTORY: Naming = {
  get version() {
    return directoryVersion();
  },
  broker: resolveBroker,
  venue: resolveVenue,
  reporter: resolveReporter,
  rules: reReportedRules(),
};
