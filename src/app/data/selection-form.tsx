import { SECTION_LABELS } from "@/report/sections";
import css from "./selection-form.module.css";

/** More brokers than this are written by slug: a list of a thousand names would be most of the page. */
const MOST_LISTED = 100;

/** Filed rows of a selection as CSV, JSON or ZIP. A plain form: its buttons lead to addresses of the API. */
export function SelectionForm({
  brokers,
  quarters,
}: {
  brokers: readonly { readonly slug: string; readonly name: string }[];
  /** `2021Q1`, the newest first. */
  quarters: readonly { readonly value: string; readonly label: string }[];
}) {
  const quarter = (name: string, label: string, any: string) => (
    <label>
      <span>{label}</span>
      <select name={name} className="control">
        <option value="">{any}</option>
        {quarters.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form action="/api/v1/rows" className={css.form}>
      <label htmlFor="selection-broker">
        <span>Broker</span>
        {brokers.length <= MOST_LISTED ? (
          <select id="selection-broker" name="broker" className="control">
            <option value="">all</option>
            {brokers.map((one) => (
              <option key={one.slug} value={one.slug}>
                {one.name}
              </option>
            ))}
          </select>
        ) : (
          <input
            id="selection-broker"
            name="broker"
            type="text"
            className="control"
            placeholder="all; or a slug or CRD number"
            autoComplete="off"
          />
        )}
      </label>
      <label>
        <span>Section</span>
        <select name="section" className="control">
          <option value="">all</option>
          <option value="equities">Stocks</option>
          {Object.entries(SECTION_LABELS).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      {quarter("from", "From", "the first")}
      {quarter("to", "To", "the last")}
      <div className={css.buttons}>
        <button type="submit" className="control" name="format" value="csv">
          CSV
        </button>
        <button type="submit" className="control" name="format" value="json">
          JSON
        </button>
        <button type="submit" className="control" formAction="/api/v1/package">
          ZIP with metadata and README
        </button>
      </div>
    </form>
  );
}
