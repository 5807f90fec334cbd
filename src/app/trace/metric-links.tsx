import type { Filters } from "@/queries/filters";
import type { TraceMetric } from "@/queries/trace-parameters";
import { traceHref } from "@/site/traced";
import { METRIC_NAMES } from "./formula";
import css from "./formula-story.module.css";

/** The other figures of the same cells. */
export function MetricLinks({
  metrics,
  current,
  filters,
}: {
  metrics: readonly TraceMetric[];
  current: TraceMetric;
  filters: Filters;
}) {
  return (
    <nav aria-label="Figures of the same cells">
      <ul className={css.metrics}>
        {metrics.map((metric) => (
          <li key={metric}>
            <a
              href={traceHref({ ...filters, metric })}
              aria-current={metric === current ? "page" : undefined}
            >
              {METRIC_NAMES[metric]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
