import { quarterIndex } from "@/report/quarter";
import type { Report } from "@/report/report";
import { sampleReports } from "./made-market";

/**
 * The brokers of the sample whose reports are as long as the market's are on average, 74 rows. Half of the made ones
 * file as Schwab did, of whom there are most quarters, a quarter each as the others.
 */
const FILES = ["charles-schwab.csv", "goldman-sachs.csv", "charles-schwab.csv", "interactive-brokers.csv"];
/** Made brokers until two are alike in all quarters: Schwab's eight quarters there and back, for each file. */
const ALIKE = 16 * FILES.length;

/**
 * The real reports whose figures the made brokers file in a quarter (0: the market's first), broker by broker and
 * again from the first after the last.
 *
 * A broker's quarters follow one another as a real broker's did, there and back. So neighbouring quarters differ as
 * much as real ones, and what compares them has about as much to do and to find: in the twelve reports one volume is out of
 * line, and in the made market those of one report in eighteen. (One report repeated in all quarters differs
 * nowhere from its neighbours, but where two of its own months do, it does so in every quarter: 24 % of the reports had
 * findings, two each.) At either end a report is filed twice: else the quarters before and after it were the same, and
 * all that changes there would be undone a quarter later, as it is where a report is misfiled.
 *
 * The brokers stand at different places of their way, so that every quarter has all of the reports in it and is as
 * large as any other.
 */
export function marketShapes(quarter: number): Report[] {
  const ways = FILES.map((file) =>
    sampleReports([file]).sort((a, b) => quarterIndex(a.quarter) - quarterIndex(b.quarter)),
  );
  return Array.from({ length: ALIKE }, (_, broker) => {
    const way = ways[broker % ways.length] as Report[];
    return way[thereAndBack(quarter + Math.floor(broker / ways.length), way.length)] as Report;
  });
}

/** 0, 1, 2, 2, 1, 0, 0, 1, … for three. */
function thereAndBack(step: number, length: number): number {
  const place = step % (2 * length);
  return place < length ? place : 2 * length - 1 - place;
}
