/*
 * The framework lets a page choose between "found" and "not found" only, and every problem page would be a success to
 * programs. So a page that shows none of what was asked for names its status in a meta element, and the server in front
 * answers with that. In HTML `<` of anyone's text is escaped, so no filing and no query can write one.
 */

/** 400: the address says something that is not allowed; 404: it names something that is not here. */
export type PageStatus = 400 | 404;

export const PAGE_STATUS = "pfof:status";

const ELEMENT = new RegExp(`<meta name="${PAGE_STATUS}" content="(400|404)"/?>`);

/** The status a page asks to be answered with; null when it says nothing. */
export function pageStatusOf(html: string): PageStatus | null {
  const status = ELEMENT.exec(html)?.[1];
  return status === undefined ? null : (Number(status) as PageStatus);
}

/** The name of the element by which a page says that some of it was not there in time: whoever asks again may be told more. */
export const PAGE_UNFINISHED = "pfof:unfinished";

/** How it stands in HTML, and in what the framework's script asks for. In both, quotes of anyone's text are escaped. */
const UNFINISHED = new RegExp(`<meta name="${PAGE_UNFINISHED}"|"name":"${PAGE_UNFINISHED}"`);

/** Whether a page, as HTML or as data for the script, says that it is unfinished. */
export function isUnfinished(page: string): boolean {
  return UNFINISHED.test(page);
}
