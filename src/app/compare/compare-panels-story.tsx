import type { compare } from "@/charts/compare";
import { ChartFigure } from "@/drawings/chart-figure";
import { SECTION_LABELS, SECTIONS } from "@/report/sections";
import { Note, Story } from "@/site/story";
import { TakeAway, type TakeAwayProps } from "@/site/take-away";
import css from "./compare-panels-story.module.css";

/** Small multiples: a panel per section and order type with a bar per broker. */
export function ComparePanelsStory({
  name,
  chart: { parts, notes },
  take,
}: {
  name: string;
  chart: ReturnType<typeof compare.show>;
  take: TakeAwayProps;
}) {
  const sections = SECTIONS.filter((section) => parts.some((part) => part.section === section));
  return (
    <Story id="panels" name={name} wide>
      {sections.map((section) => (
        <div key={section}>
          <h3>{SECTION_LABELS[section]}</h3>
          <div className={css.panels}>
            {parts
              .filter((part) => part.section === section)
              .map((part) => (
                <ChartFigure key={part.unit} part={part} width={500} names={150} />
              ))}
          </div>
        </div>
      ))}
      <TakeAway {...take} />
      <Note>{notes.join(" ")}</Note>
    </Story>
  );
}
