import Link from "next/link";
import { NavLinks } from "./nav-links";
import { SearchBox } from "./search-box";
import css from "./site-header.module.css";

const LINKS = [
  { href: "/brokers", label: "Brokers" },
  { href: "/venues", label: "Venues" },
  { href: "/quarters", label: "Quarters" },
  { href: "/compare", label: "Compare" },
  { href: "/trends", label: "Trends" },
  { href: "/execution", label: "Execution" },
  { href: "/calculator", label: "Calculator" },
  { href: "/reports", label: "Reports" },
  { href: "/upload", label: "Upload" },
  { href: "/data", label: "Data" },
  { href: "/methods", label: "Methods" },
] as const;

export function SiteHeader() {
  return (
    <header className={css.header}>
      <a href="#content" className="skip">
        Skip to content
      </a>
      <div className={css.inner}>
        <Link href="/" className={css.name} prefetch={false}>
          PFOF Explorer
        </Link>
        <nav aria-label="Site" className={css.nav}>
          <NavLinks links={LINKS} />
        </nav>
        <div className={css.search}>
          <SearchBox hotkey name="Find a broker, venue or quarter" placeholder="Search" />
        </div>
      </div>
    </header>
  );
}
