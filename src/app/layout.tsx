import type { Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { type StoreState, storeState } from "@/queries/store-state";
import { AppError } from "@/report/errors";
import { Copying } from "@/site/copying";
import { SiteFooter } from "@/site/site-footer";
import { SiteHeader } from "@/site/site-header";
import { TermDefinitions } from "@/site/terms/term";
import "./globals.css";
import { siteOrigin } from "@/site/site-origin";
import { sans, serif } from "./fonts";
import { siteMetadata } from "./page-metadata";

// Every page shows what the store holds now; the server in front keeps pages by URL and data version.
export const dynamic = "force-dynamic";

export const generateMetadata = siteMetadata;

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fdfcf8" },
    { media: "(prefers-color-scheme: dark)", color: "#15171c" },
  ],
};

export default async function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" className={`${sans.variable} ${serif.variable}`}>
      <head>
        <link rel="alternate" type="application/atom+xml" title="Reports and corrections" href="/feed.xml" />
      </head>
      <body>
        <SiteHeader />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <SiteFooter state={stateOrNull()} origin={siteOrigin(await headers())} />
        <TermDefinitions />
        <Copying />
      </body>
    </html>
  );
}

/** The footer must not take the error pages down with it: null when the store cannot be read, which it then says. */
function stateOrNull(): StoreState | null {
  try {
    return storeState();
  } catch (error) {
    if (error instanceof AppError && error.kind === "store") return null;
    throw error;
  }
}
