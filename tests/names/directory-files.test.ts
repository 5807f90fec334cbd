import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import brokersFile from "@/names/brokers.json";
import { fold, foldWithForm, tight } from "@/names/fold";
import { directoryVersion, listBrokers, listVenues } from "@/names/list-directory";
import reReportedFile from "@/names/re-reported.json";
import venuesFile from "@/names/venues.json";
import { VENUE_KINDS } from "@/report/venue-kinds";

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
const text = z.string().regex(/^\S(.*\S)?$/, "text without white space around it");
const when = z.string().regex(/^\d{4}(Q[1-4])?$/);
const scope = z.enum(["equities", "options", "any"]);
const kind = z.enum(VENUE_KINDS).exclude(["unknown"]);

const alias = z.strictObject({
  name: text,
  scope: scope.optional(),
  detail: text.optional(),
  withForm: z.literal(true).optional(),
  since: when.optional(),
  until: when.optional(),
  source: text,
});

const venue = z.strictObject({
  slug,
  name: text,
  group: text.nullable(),
  kinds: z
    .strictObject({ equities: kind.optional(), options: kind.optional() })
    .refine((kinds) => kinds.equities || kinds.options, "at least one kind"),
  note: text.optional(),
  codes: z.array(
    z.strictObject({
      code: z.string().regex(/^[A-Z0-9]{4,5}$/),
      type: z.enum(["mic", "mpid"]),
      scope: scope.optional(),
      operating: z.literal(true).optional(),
      source: text,
    }),
  ),
  aliases: z.array(alias),
});

const broker = z.strictObject({
  slug,
  name: text,
  called: text,
  crd: z
    .string()
    .regex(/^[1-9]\d{0,6}$/)
    .nullable(),
  group: text,
  note: text.optional(),
  aliases: z.array(alias.omit({ scope: true, detail: true, withForm: true })),
});

const flow = z.strictObject({
  broker: slug,
  venue: slug.nullable(),
  inside: slug,
  from: z
    .string()
    .regex(/^\d{4}Q[1-4]$/)
    .nullable(),
  to: z
    .string()
    .regex(/^\d{4}Q[1-4]$/)
    .nullable(),
  basis: text,
  says: z
    .array(
      z.strictObject({
        from: z.string().regex(/^\d{4}Q[1-4]$/),
        to: z.string().regex(/^\d{4}Q[1-4]$/),
        text,
        source: text,
      }),
    )
    .optional(),
});

describe("the data files", () => {
  test("brokers.json is as docs/names.md describes it", () => {
    expect(() => z.array(broker).parse(brokersFile)).not.toThrow();
  });
  test("venues.json is as docs/names.md describes it", () => {
    expect(() => z.array(venue).parse(venuesFile)).not.toThrow();
  });
  test("re-reported.json is as docs/names.md describes it and names known firms", () => {
    const brokers = new Set(listBrokers().map((one) => one.slug));
    const venues = new Set(listVenues().map((one) => one.slug));
    for (const one of z.array(flow).parse(reReportedFile)) {
      expect(brokers).toContain(one.broker);
      expect(brokers).toContain(one.inside);
      if (one.venue !== null) expect(venues).toContain(one.venue);
      expect(one.broker).not.toBe(one.inside);
    }
  });

  test("slugs and CRDs are each one firm's", () => {
    for (const slugs of [listBrokers().map((one) => one.slug), listVenues().map((one) => one.slug)]) {
      expect(repeated(slugs)).toEqual([]);
    }
    expect(repeated(listBrokers().flatMap((one) => one.crd ?? []))).toEqual([]);
  });

  // Each is from a file name of FINRA's, or given by two sources that agree; a public list had Webull's wrong.
  test("CRDs are those known with certainty", () => {
    const known = Object.fromEntries(listBrokers().flatMap((one) => (one.crd ? [[one.slug, one.crd]] : [])));
    expect(known).toEqual({
      "charles-schwab": "5393",
      "robinhood-financial": "165998",
      "robinhood-securities": "287900",
      "webull-financial": "289063",
      "interactive-brokers": "36418",
      "firstrade-securities": "16843",
      tastytrade: "277027",
      "tradestation-securities": "39473",
      "alpaca-securities": "288202",
      "sofi-securities": "151717",
      // 2025 Q3, and Outset's of 2024: the file name beside the name in it.
      "fidelity-brokerage-services": "7784",
      "futu-clearing": "283078",
      "velox-clearing": "290215",
      sogotrade: "17912",
      "altruist-financial": "299274",
      "fennel-financials": "316281",
      "edward-jones": "250",
      drivewealth: "165429",
      "us-tiger-securities": "120583",
      "prime-executions": "32889",
      "national-alliance-securities": "39455",
      "mdb-capital": "42677",
      "lampost-capital": "43706",
      "g-research": "7353",
      "outset-global-trading": "281065",
      // FINRA's BrokerCheck report of the firm.
      "wilson-davis": "3777",
    });
  });

  test("every alias is written once, and folds to no other firm's", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const one of listVenues()) {
      for (const { name, withForm, classes } of one.aliases) {
        for (const assetClass of classes) {
          const key = `${assetClass} ${withForm ? "with form " : ""}${tight(withForm ? foldWithForm(name) : fold(name))}`;
          const other = seen.get(key);
          // The canonical name may be filed in other letters too ("CITADEL SECURITIES LLC").
          if (other && !(other === one.slug && sameAsOwn(one.name, name)))
            twice.push(`${name}: ${other}, ${one.slug}`);
          seen.set(key, one.slug);
        }
      }
    }
    expect(twice).toEqual([]);
  });

  test("no code stands for two venues of one asset class", () => {
    const codes = listVenues().flatMap((one) =>
      one.codes.flatMap(({ code, classes }) => classes.map((assetClass) => `${assetClass} ${code}`)),
    );
    expect(repeated(codes)).toEqual([]);
  });

  test("aliases and codes hold only where the venue has a market", () => {
    for (const one of listVenues()) {
      for (const { classes } of [...one.aliases, ...one.codes]) {
        expect(classes.length).toBeGreaterThan(0);
        expect(one.classes, one.slug).toEqual(expect.arrayContaining([...classes]));
      }
    }
  });

  test("every name has a source, and `since` is not after `until`", () => {
    for (const { aliases } of [...listVenues(), ...listBrokers()]) {
      for (const { source, since, until } of aliases) {
        expect(source).not.toBe("");
        if (since && until) expect(since <= until).toBe(true);
      }
    }
  });

  test("there are the brokers and venues a reader would look for", () => {
    expect(listBrokers().length).toBeGreaterThanOrEqual(40);
    expect(listVenues().length).toBeGreaterThanOrEqual(60);
    const terms = new Set(listBrokers().flatMap((one) => one.searchTerms));
    for (const term of [
      "Robinhood",
      "Schwab",
      "Fidelity",
      "E*TRADE",
      "Webull",
      "SoFi",
      "Public",
      "Cash App",
      "moomoo",
    ]) {
      expect(terms, term).toContain(term);
    }
  });

  // Read these when a venue joins a group: firms of one owner are not one payer.
  test.each([
    [
      "Susquehanna International Group",
      [
        "g1-execution-services",
        "global-execution-brokers",
        "susquehanna-securities",
        "susquehanna-international-group",
        "susquehanna-capital-group",
      ],
    ],
    ["Dash Financial Technologies", ["dash-financial-technologies", "dash-imc"]],
    ["Wolverine", ["wolverine-execution-services", "wolverine-securities"]],
    ["Virtu Financial", ["virtu-americas", "virtu-matchit", "posit"]],
    ["UBS", ["ubs-securities", "ubs-ats", "ubs-pin"]],
    ["Interactive Brokers", ["ibkr-ats", "ibkr-eos-ats", "interactive-brokers", "interactive-brokers-corp"]],
    ["Citadel", ["citadel-securities"]],
    ["MEMX", ["memx", "memx-options"]],
  ])("venues of %s", (group, slugs) => {
    expect(listVenues().flatMap((one) => (one.group === group ? [one.slug] : []))).toEqual(slugs);
  });

  test("docs/names.md explains every field", () => {
    const docs = readFileSync(path.resolve(import.meta.dirname, "../../docs/names.md"), "utf8");
    const code = venue.shape.codes.element.shape;
    const fields = [alias.shape, venue.shape, broker.shape, flow.shape, code].flatMap((shape) =>
      Object.keys(shape),
    );
    expect([...new Set(fields)].filter((field) => !docs.includes(`\`${field}\``))).toEqual([]);
    for (const one of kind.options) expect(docs).toContain(`\`${one}\``);
  });

  test("the version is a short hash and stays the same", () => {
    expect(directoryVersion()).toMatch(/^[0-9a-f]{16}$/);
    expect(directoryVersion()).toBe(directoryVersion());
  });
});

function sameAsOwn(own: string, name: string): boolean {
  return tight(fold(own)) === tight(fold(name));
}

function repeated(items: readonly string[]): string[] {
  return items.filter((item, i) => items.indexOf(item) !== i);
}
