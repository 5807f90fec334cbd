import { headers } from "next/headers";
import type { ChartName } from "@/charts/charts";
import { type FrameLook, frameCode } from "@/pictures/frame-code";
import type { PictureAddresses } from "@/pictures/picture-addresses";
import { readPicture } from "@/pictures/read-picture";
import type { Filters } from "@/queries/filters";
import { countSelectedFilings, selectedFilings } from "@/queries/selected-filings";
import { storeState } from "@/queries/store-state";
import type { View } from "@/queries/view-parameters";
import { citation, MOST_FILINGS } from "@/report/citation";
import { siteOrigin } from "@/site/site-origin";
import { Note, Story } from "@/site/story";
import { CodeBlock } from "../../data/code-block";

/** The code that shows a chart on another site. */
export async function ChartFrame({
  name,
  title,
  filters,
  view,
  look,
  addresses,
}: {
  name: ChartName;
  title: string;
  filters: Filters;
  view: View;
  look: FrameLook;
  addresses: PictureAddresses;
}) {
  const origin = siteOrigin(await headers());
  const code = frameCode(readPicture(name, filters, view, origin), { title, look, addresses, origin });
  return (
    <Story id="embed" name="Embed" wide>
      <CodeBlock name="Embed code" code={code} wrap />
      <Note>
        No script: the image, its figures as a table and a link to here. What is corrected here is corrected
        there.
      </Note>
    </Story>
  );
}

/** How a chart is cited, with the filings behind it. */
export async function ChartCitations({
  title,
  figures,
  link,
}: {
  title: string;
  figures: Filters;
  link: string;
}) {
  const { line, plain, apa, bibtex } = citation({
    title,
    url: siteOrigin(await headers()) + link,
    accessed: new Date().toISOString().slice(0, 10),
    updated: storeState().imported_at,
    filings: selectedFilings(figures, MOST_FILINGS),
    count: countSelectedFilings(figures),
  });
  const styles = [
    ["In one line", line],
    ["With the filings behind it", plain],
    ["APA", apa],
    ["BibTeX", bibtex],
  ] as const;
  return (
    <Story id="cite" name="Cite" wide>
      {styles.map(([style, text]) => (
        <div key={style}>
          <h3>{style}</h3>
          <CodeBlock name={`Citation: ${style}`} code={text} wrap />
        </div>
      ))}
    </Story>
  );
}
