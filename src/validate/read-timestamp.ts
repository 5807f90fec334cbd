const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?[ ]?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?$/i;

/**
 * A date and time as ISO 8601 in UTC, to the second: `2020-04-01T22:55:48Z`. The schema wants UTC, so
 * a time without a zone is taken as UTC; an offset is converted; half seconds round up, as the schema
 * says. Null when the text is not a date and time, or not one of the calendar.
 */
export function readTimestamp(text: string): string | null {
  const match = DATE_TIME.exec(text.trim());
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const inCalendar =
    date.getUTCFullYear() === year &&
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  const offset = offsetMinutes(match[8]);
  if (!inCalendar || offset === null) return null;
  const rounded = Number(`0.${match[7] ?? 0}`) >= 0.5 ? 1 : 0;
  const utc = new Date(date.getTime() - offset * 60_000 + rounded * 1000);
  return `${utc.toISOString().slice(0, 19)}Z`;
}

/** Minutes east of UTC; null beyond the 14 hours there are. */
function offsetMinutes(zone: string | undefined): number | null {
  if (zone === undefined || /^[a-z]/i.test(zone)) return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(-2));
  if (minutes > 59 || hours * 60 + minutes > 14 * 60) return null;
  return (zone.startsWith("-") ? -1 : 1) * (hours * 60 + minutes);
}
