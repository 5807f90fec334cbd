/*
 * The report a broker must give a customer who asks for it, rule 606(b)(1): where that customer's orders of the last six
 * months went. Read where the customer is, from the elements of the SEC's schema (oh-20191231.xsd,
 * `heldExemptNotHeldOrderRoutingCustomerReport`). Nothing here runs on the server.
 */

/** The schema's three lists: `held` and `notHeldExempt` are stocks. */
export const ORDER_GROUPS = ["held", "notHeldExempt", "options"] as const;
export type OrderGroup = (typeof ORDER_GROUPS)[number];

export interface Route {
  /** As filed; at least one of the three is there. */
  readonly name: string | null;
  readonly mic: string | null;
  readonly mpid: string | null;
  /** When the order was executed there, in UTC, to the second: `2019-12-25T07:05:22Z`. None: it was not. */
  readonly transactions: readonly string[];
}

export interface CustomerOrder {
  readonly id: string;
  readonly group: OrderGroup;
  /** The customer chose the venue. Null: the report does not say so in a way that can be read. */
  readonly directed: boolean | null;
  readonly routes: readonly Route[];
}

export interface CustomerReport {
  readonly customer: string;
  readonly broker: string;
  /** First and last day, `2019-12-01`; as filed. */
  readonly start: string;
  readonly end: string;
  readonly orders: readonly CustomerOrder[];
}

export type ReadFile =
  | { readonly kind: "orders"; readonly report: CustomerReport; readonly remarks: readonly string[] }
  /** The report under (b)(3), on how not-held orders were handled. */
  | { readonly kind: "handling"; readonly broker: string; readonly start: string; readonly end: string }
  | { readonly kind: "public"; readonly broker: string }
  | { readonly kind: "problem"; readonly message: string };

const problem = (message: string): ReadFile => ({ kind: "problem", message });

const LARGEST_BYTES = 50_000_000;

/** Reads a file a person chose. What cannot be read comes back as a problem in words. */
export function readFile(bytes: ArrayBuffer): ReadFile {
  if (bytes.byteLength === 0) return problem("The file is empty.");
  if (bytes.byteLength > LARGEST_BYTES) {
    return problem("The file has more than 50 MB. A customer’s report is far smaller; is it the right one?");
  }
  const start = new TextDecoder("latin1").decode(bytes.slice(0, 8));
  if (start.startsWith("%PDF")) {
    return problem(
      "This is a PDF. The rule has brokers give this report as XML too, in the SEC’s schema: ask for that file.",
    );
  }
  if (start.startsWith("PK")) {
    return problem("This is a ZIP (or a spreadsheet). Unpack it first, and choose the XML in it.");
  }
  return readText(textOf(bytes));
}

/** UTF-16 by its mark, else UTF-8, else Windows-1252, in which many files that call themselves UTF-8 are. */
function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

function readText(text: string): ReadFile {
  const xml = text.trimStart();
  if (!xml.startsWith("<")) {
    return problem("This is not XML. The report to choose here is an XML file that your broker gave you.");
  }
  if (/<!DOCTYPE/i.test(xml.slice(0, 10_000))) {
    return problem("The file declares a document type, as web pages do and these reports do not.");
  }
  const read = new DOMParser().parseFromString(xml, "application/xml");
  const fault = read.getElementsByTagName("parsererror")[0];
  if (fault) return problem(`The file is not whole, or was changed: ${faultOf(fault)}`);
  return readRoot(read.documentElement);
}

function faultOf(fault: Element): string {
  const said = (fault.textContent ?? "").replace(/\s+/g, " ");
  return /error on line \d+[^:]*: [^.]{1,150}/i.exec(said)?.[0] ?? "its XML is not well-formed.";
}

function readRoot(root: Element): ReadFile {
  const about = {
    broker: textIn(root, "bd") ?? "",
    start: textIn(root, "startDate") ?? "",
    end: textIn(root, "endDate") ?? "",
  };
  switch (root.localName) {
    case "notHeldOrderHandlingCustomerReport":
      return { kind: "handling", ...about };
    case "heldOrderRoutingPublicReport":
      return { kind: "public", broker: about.broker };
    case "heldExemptNotHeldOrderRoutingCustomerReport":
      break;
    default:
      return problem(
        `The file is another kind of XML: <${root.localName.slice(0, 60)}>. The report about your orders begins with <heldExemptNotHeldOrderRoutingCustomerReport>.`,
      );
  }
  const remarks: string[] = [];
  const orders = ORDER_GROUPS.flatMap((group) =>
    childrenOf(root, group).flatMap((list) =>
      childrenOf(list, "order").map((order) => orderOf(order, group, remarks)),
    ),
  );
  return { kind: "orders", report: { ...about, customer: textIn(root, "customer") ?? "", orders }, remarks };
}

function orderOf(order: Element, group: OrderGroup, remarks: string[]): CustomerOrder {
  const id = textIn(order, "orderId") ?? "without a number";
  const filed = textIn(order, "directed");
  const directed = filed === "Y" ? true : filed === "N" ? false : null;
  if (directed === null)
    remarks.push(`Order ${id}: “${filed ?? ""}” does not say whether you chose the venue.`);
  return {
    id,
    group,
    directed,
    routes: childrenOf(order, "route").map((route) => routeOf(route, id, remarks)),
  };
}

function routeOf(route: Element, id: string, remarks: string[]): Route {
  const transactions = childrenOf(route, "transaction").flatMap((transaction) => {
    const at = `${textIn(transaction, "date") ?? ""}T${textIn(transaction, "time") ?? ""}Z`;
    if (!Number.isNaN(Date.parse(at))) return [at];
    remarks.push(`Order ${id}: “${at.slice(0, 40)}” is no date and time; that execution is not counted.`);
    return [];
  });
  return {
    name: textIn(route, "venueName"),
    mic: textIn(route, "mic"),
    mpid: textIn(route, "mpid"),
    transactions,
  };
}

function childrenOf(parent: Element, name: string): Element[] {
  return [...parent.children].filter((child) => child.localName === name);
}

/** The text of a child, white space collapsed; null: none, or blank. */
function textIn(parent: Element, name: string): string | null {
  const text = childrenOf(parent, name)[0]?.textContent?.replace(/\s+/g, " ").trim();
  return text || null;
}
