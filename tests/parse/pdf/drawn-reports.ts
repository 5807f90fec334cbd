import fc from "fast-check";
import type { DrawnReport, DrawnSection, DrawnVenue } from "./draw-report";

/** Invented reports of every shape the generator can draw, for property tests. */
export function drawnReports(tagged: boolean): fc.Arbitrary<DrawnReport> {
  return fc
    .record({
      coded: fc.boolean(),
      quarter: fc.integer({ min: 1, max: 4 }),
      months: fc.integer({ min: 1, max: 3 }),
    })
    .chain(({ coded, quarter, months }) =>
      fc.record({
        broker: texts(WORDS, 1, 9),
        year: fc.constant(2021),
        quarter: fc.constant(quarter),
        months: fc
          .array(fc.tuple(section(tagged, coded), section(tagged, coded), section(tagged, coded)), {
            minLength: months,
            maxLength: months,
          })
          .map((all) =>
            all.map(([sp500, non_sp500, options], i) => ({
              month: quarter * 3 - 2 + i,
              sections: {
                ...(sp500 && { sp500 }),
                ...(non_sp500 && { non_sp500 }),
                ...(options && { options }),
              },
            })),
          ),
      }),
    );
}

const WORDS =
  "Securities Execution LLC, Inc. & Co. of America X-Change G1X DASH/IMC Non-Member (US) L.P. Two".split(" ");
const PROSE =
  "The broker receives payment from this venue, and/or a non-marketable rebate: see (606) below; rates vary.".split(
    " ",
  );

const texts = (words: readonly string[], min: number, max: number) =>
  fc.array(fc.constantFrom(...words), { minLength: min, maxLength: max }).map((own) => own.join(" "));

const percent = fc.integer({ min: 0, max: 10000 }).map((value) => (value / 100).toFixed(2));
const usd = fc.oneof(
  fc.integer({ min: -(10 ** 9), max: 10 ** 10 }).map((cents) => withCommas((cents / 100).toFixed(2))),
  fc.integer({ min: -(10 ** 6), max: 10 ** 7 }).map((dollars) => withCommas(String(dollars))),
);
const cph = fc
  .integer({ min: -(10 ** 6), max: 10 ** 7 })
  .map((value) => withCommas((value / 10 ** 4).toFixed(4)));
const withCommas = (text: string) => text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
const orBlank = (value: fc.Arbitrary<string>) => fc.oneof({ weight: 5, arbitrary: value }, fc.constant(""));

function section(tagged: boolean, coded: boolean): fc.Arbitrary<DrawnSection | undefined> {
  // Untagged files do not tell a section filed blank from an absent one.
  const mix = fc.array(orBlank(percent), { minLength: 5, maxLength: 5 });
  const filed = fc
    .record({
      mix: tagged ? mix : mix.map((own) => ["12.34", ...own.slice(1)]),
      venues: fc.uniqueArray(venue(tagged, coded), { maxLength: 14, selector: ({ name }) => name }),
    })
    .chain(({ mix, venues }) =>
      fc.tuple(...venues.map((_, i) => prose(tagged, venues, i))).map((aspects) => ({
        mix,
        venues: venues.map((one, i) => ({ ...one, aspects: aspects[i] ?? "" })),
      })),
    );
  return fc.oneof({ weight: 4, arbitrary: filed }, fc.constant(undefined));
}

function venue(tagged: boolean, coded: boolean): fc.Arbitrary<Omit<DrawnVenue, "aspects">> {
  const code = (length: number) =>
    fc
      .array(fc.constantFrom(..."ABXN19"), { minLength: length, maxLength: length })
      .map((letters) => `(${letters.join("")})`);
  const codes = tagged
    ? fc.oneof(
        code(4),
        code(5),
        fc.tuple(code(4), code(4)).map((both) => both.join(" ")),
      )
    : code(4);
  const name = texts(WORDS, 1, 7).map((text) => text.replace(/\)$/, ") LP").slice(0, 80).trim());
  return fc.record({
    name: coded ? fc.tuple(name, codes).map((both) => both.join(" ")) : name,
    figures: fc
      .tuple(
        tagged ? orBlank(percent) : percent,
        ...[1, 2, 3, 4].map(() => orBlank(percent)),
        ...[1, 2, 3, 4].flatMap(() => [orBlank(usd), orBlank(cph)]),
      )
      .map((values) => [...values]),
  });
}

/** Material aspects with blank lines, lines that end in a colon, and other venues' labels. In untagged
 * files only labels of venues further down, and text for every venue: otherwise nobody could tell. */
function prose(tagged: boolean, venues: readonly { name: string }[], own: number): fc.Arbitrary<string> {
  const others = venues.slice(tagged ? 0 : own + 1).map(({ name }) => `${name}:`);
  const line = fc.oneof(
    { weight: 4, arbitrary: texts(PROSE, 1, 90) },
    texts(PROSE, 1, 3).map((text) => `${text}:`),
    ...(others.length > 0 ? [fc.constantFrom(...others)] : []),
  );
  const body = fc
    .array(line, { minLength: 1, maxLength: 4 })
    .chain((lines) =>
      fc
        .array(fc.constantFrom("\n", "\n\n"), { minLength: lines.length, maxLength: lines.length })
        .map((breaks) => lines.map((text, i) => (i === 0 ? "" : breaks[i]) + text).join("")),
    )
    .map((text) => `Payment received. ${text}`);
  return tagged ? fc.oneof({ weight: 4, arbitrary: body }, fc.constant("")) : body;
}
