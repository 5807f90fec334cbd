import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { CHART_NAMES, type ChartName, chartOf } from "@/charts/charts";
import { ChartFigure, ChartFigures } from "@/drawings/chart-figure";
import { ChoiceForm } from "@/forms/choice-form";
import { pictureAddresses } from "@/pictures/picture-addresses";
import { LOOK_PARAMETERS, THEME_PARAMETER } from "@/pictures/picture-query";
import { FIXED_SHAPES, SHAPE_WORDS, SHAPES } from "@/pictures/picture-shapes";
import { pictureTable } from "@/pictures/picture-table";
import { findingOf, readShown } from "@/pictures/read-picture";
import { titleOf, USUAL_SHAPE } from "@/pictures/take-away";
import { USUAL_VIEW, VIEW_PARAMETERS } from "@/queries/view-parameters";
import { orProblem, pageQuery, type SearchParams } from "@/site/page-query";
import { Refusal } from "@/site/problem";
import { AsTable, Note, Standfirst, Story } from "@/site/story";
import { ENDPOINTS } from "../../api/endpoints";
import { pageMetadata } from "../../page-metadata";
import css from "./chart.module.css";
import { ChartCitations, ChartFrame } from "./chart-texts";
import { PlainTable } from "./plain-table";

export const dynamic = "force-dynamic";

const OWN = {
  ...VIEW_PARAMETERS,
  theme: THEME_PARAMETER,
  background: LOOK_PARAMETERS.background,
  shape: LOOK_PARAMETERS.shape.removeDefault().default(USUAL_SHAPE),
};
const TAKEN = ENDPOINTS.chart.parameters;

interface Props {
  params: Promise<{ chart: string }>;
  searchParams: SearchParams;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const name = nameOf((await params).chart);
  const { query } = await pageQuery(searchParams, TAKEN, OWN);
  if (!name) return { title: "No such chart" };
  const read = query && orProblem(() => readShown(name, query, query)).value;
  const title = read ? titleOf(name, query, query) : chartOf(name).title(query ?? USUAL_VIEW);
  return pageMetadata({
    title,
    description: `${(read && findingOf(read.shown)) ?? title} As an image for print, slides and other sites, with its figures and how to cite it.`,
    path: read ? pictureAddresses(name, query, query).chart : `/charts/${name}`,
    picture: read ? { name, filters: query, view: query } : null,
    unlisted: true,
  });
}

/** One chart alone, at an address that stays: drawn, and as all it can be taken along as. */
export default async function ChartPage({ params, searchParams }: Props) {
  const name = nameOf((await params).chart);
  if (!name) notFound();
  const { query, problem } = await pageQuery(searchParams, TAKEN, OWN);
  const read = query && orProblem(() => readShown(name, query, query));
  if (!query || !read?.value) {
    return (
      <Refusal title="This chart" why={problem ?? read?.problem ?? ""}>
        <Link href="/data#charts">What charts can be asked for</Link>
      </Refusal>
    );
  }
  const { shown } = read.value;
  const { parts, notes } = shown;
  const title = titleOf(name, query, query);
  const addresses = pictureAddresses(name, query, query);
  const { shape, theme, background } = query;
  const look = new URLSearchParams({
    ...(shape !== "page" && { shape }),
    ...(theme !== "light" && { theme }),
    ...(background !== "paper" && { background }),
  }).toString();
  const looked = (address: string) =>
    look === "" ? address : `${address}${address.includes("?") ? "&" : "?"}${look}`;
  const [own = ""] = addresses.chart.split("?").slice(1);
  const size = shape === "page" ? null : SHAPES[shape];
  return (
    <>
      <h1 className={css.title}>{title}</h1>
      {parts.length > 1 && shown.says === null ? null : <Standfirst>{findingOf(shown) ?? ""}</Standfirst>}
      <h2 className="visually-hidden">The chart</h2>
      {parts.length > 1 ? (
        <ChartFigures parts={parts} width={500} />
      ) : (
        parts.map((part) => <ChartFigure key={part.unit} part={part} width={920} />)
      )}
      {parts.length === 0 ? <p>Nothing is filed for this selection.</p> : null}
      <Note>
        {notes.join(" ")} <Link href={addresses.page}>The page it is from</Link>
      </Note>
      {parts.length === 0 ? null : (
        <AsTable>
          {parts.map(pictureTable).map((table) => (
            <PlainTable key={table.caption} table={table} />
          ))}
        </AsTable>
      )}

      <Story id="take" name="Take it along" wide>
        <ChoiceForm
          path={`/charts/${name}`}
          keep={Object.fromEntries(new URLSearchParams(own))}
          choices={[
            {
              name: "shape",
              label: "Shape",
              value: shape,
              options: [...FIXED_SHAPES, "page" as const].map((one) => ({
                value: one,
                label: SHAPE_WORDS[one],
              })),
            },
            {
              name: "theme",
              label: "Colors",
              value: theme,
              options: [
                { value: "light", label: "light" },
                { value: "dark", label: "dark" },
              ],
            },
            {
              name: "background",
              label: "Background",
              value: background,
              options: [
                { value: "paper", label: "paper" },
                { value: "transparent", label: "transparent" },
              ],
            },
          ]}
        />
        <p className={css.links}>
          <a href={looked(addresses.image("png"))} download>
            PNG{size ? `, ${size.width} × ${size.height} pixels` : ""}
          </a>
          <a href={looked(addresses.image("svg"))} download>
            SVG
          </a>
          <a href={addresses.csv}>CSV</a>
          <a href={addresses.json}>JSON</a>
          <a href={addresses.package}>ZIP with metadata and README</a>
        </p>
        <img
          src={looked(addresses.image("svg"))}
          alt={`The image: ${title}`}
          width={size?.width ?? 720}
          height={size?.height}
          loading="lazy"
          className={`${css.image} ${background === "transparent" ? css[theme] : ""}`}
        />
      </Story>

      <ChartFrame
        name={name}
        title={title}
        filters={query}
        view={query}
        look={{ shape, theme, background }}
        addresses={addresses}
      />
      <ChartCitations title={title} figures={read.value.figures} link={addresses.chart} />
    </>
  );
}

function nameOf(text: string): ChartName | null {
  return CHART_NAMES.find((one) => one === text) ?? null;
}
