import { type Alias, type BrokerEntry, findBroker, findBrokerByCrd, isBrokerSlug } from "./directory";
import { resolveBroker } from "./resolve-broker";
import { unknownSlug } from "./unknown-slug";

/** A CRD that came with a report, beside the name filed inside it. */
export interface CrdPair {
  readonly crd: string;
  readonly filedName: string;
  /** The file both are from. */
  readonly file: string;
}

/** What brokers.json lacks about a CRD, as it would be written there. */
export interface CrdProposal {
  /** Slug of the entry the line belongs to; null: an entry of its own. */
  readonly entry: string | null;
  /** Null: what was filed is no name, so the firm's is to be looked up first. */
  readonly json: string | null;
}

/** What is to be added to the directory for a CRD; null: it has it. */
export function proposedFor({ crd, filedName, file }: CrdPair): CrdProposal | null {
  if (findBrokerByCrd(crd)) return null;
  const byName = findBroker(filedName);
  // A name of the directory under another firm's CRD: another firm, or a mistake of one of the two.
  if (byName && byName.crd === null) return { entry: byName.slug, json: `"crd": "${crd}",` };
  const { calledByCrd, name } = resolveBroker(filedName, crd);
  if (calledByCrd) return { entry: null, json: null };
  const alias: Alias = { name, source: `filed in ${file}` };
  const entry: BrokerEntry = {
    slug: unknownSlug(name, isBrokerSlug),
    name,
    called: name,
    crd,
    group: name,
    aliases: [alias],
  };
  return { entry: null, json: JSON.stringify(entry) };
}
