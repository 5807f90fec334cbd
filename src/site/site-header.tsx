import Link from "next/link";
import { type NavLink, NavLinks } from "./nav-links";
import { SearchBox } from "./search-box";
import css from "./site-header.module.css";

const LINKS: readonly NavLink[] = [
  { href: "/brokers", label: "Brokers" },
  { href: "/venues", label: "Venues" },
  { href: "/quarters", label: "Quarters", also: ["/trends"] },
  { href: "/compare", label: "Compare" },
  { href: "/calculator", label: "Calculator" },
];

const MENU = {
  label: "Data & methods",
  links: [
    { href: "/trends", label: "Trends" },
    { href: "/execution", label: "Execution" },
    { href: "/my-orders", label: "My orders" },
    { href: "/reports", label: "Reports" },
    { href: "/data", label: "Data" },
    { href: "/methods", label: "Methods" },
    { href: "/upload", label: "Upload" },
  ],
};

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
          <NavLinks links={LINKS} menu={MENU} />
        </nav>
        <div className={css.search}>
          <SearchBox hotkey name="Find a broker, venue or quarter" placeholder="Search" />
        </div>
      </div>
    </header>
  );
}
