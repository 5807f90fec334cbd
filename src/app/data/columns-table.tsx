import type { Column as DataColumn } from "@/dictionary/column";
import { DataTable } from "@/tables/data-table";
import type { TableView } from "@/tables/table-view";
import css from "./columns-table.module.css";
import { InlineCode } from "./inline-code";

/** What each column of a table means: type, unit, what blank says, where it is from. */
export function ColumnsTable({
  title,
  columns,
  tableView,
}: {
  title: string;
  columns: readonly DataColumn[];
  tableView?: TableView;
}) {
  return (
    <DataTable<DataColumn>
      caption={`Columns of ${title}`}
      captionHidden
      rows={columns}
      rowKey={(one) => one.name}
      view={tableView}
      columns={[
        {
          key: "name",
          head: "Column",
          cell: ({ name, type }) => (
            <>
              <code>{name}</code> <span className={css.small}>{type}</span>
            </>
          ),
        },
        {
          key: "description",
          head: "Meaning and unit",
          value: (one) => one.description,
          cell: ({ description, unit, blank }) => (
            <>
              <InlineCode text={description} />
              {unit === null ? null : (
                <span className={css.small}>
                  Unit: <InlineCode text={unit} />
                </span>
              )}
              {blank === null ? null : (
                <span className={css.small}>
                  Blank: <InlineCode text={blank} />
                </span>
              )}
            </>
          ),
        },
        {
          key: "source",
          head: "Paragraph of the rule, schema element or method",
          cell: ({ source }) => <Source source={source} />,
          value: (one) => one.source,
        },
      ]}
    />
  );
}

/** `computed: /methods#rate` leads there. */
function Source({ source }: { source: string | null }) {
  const [, words, address] = /^(.*?)(\/methods#[\w-]+)$/.exec(source ?? "") ?? [];
  if (address === undefined) return source ?? "this site’s own";
  return (
    <>
      {words}
      <a href={address}>{address}</a>
    </>
  );
}
