-- DropIndex
DROP INDEX "venue_row_filed_venue_id_idx";

-- CreateTable
CREATE TABLE "market_rollup" (
    "venues" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "quarter" INTEGER NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "re_reported" BOOLEAN NOT NULL,
    "reports" INTEGER NOT NULL,
    "reports_first" INTEGER NOT NULL,
    "market_usd" REAL,
    "market_abs" REAL,
    "market_rated_usd" REAL,
    "market_rated_abs" REAL,
    "market_shares" REAL,
    "market_cover" REAL,
    "marketable_limit_usd" REAL,
    "marketable_limit_abs" REAL,
    "marketable_limit_rated_usd" REAL,
    "marketable_limit_rated_abs" REAL,
    "marketable_limit_shares" REAL,
    "marketable_limit_cover" REAL,
    "non_marketable_limit_usd" REAL,
    "non_marketable_limit_abs" REAL,
    "non_marketable_limit_rated_usd" REAL,
    "non_marketable_limit_rated_abs" REAL,
    "non_marketable_limit_shares" REAL,
    "non_marketable_limit_cover" REAL,
    "other_usd" REAL,
    "other_abs" REAL,
    "other_rated_usd" REAL,
    "other_rated_abs" REAL,
    "other_shares" REAL,
    "other_cover" REAL,
    "market_orders" INTEGER NOT NULL,
    "marketable_limit_orders" INTEGER NOT NULL,
    "non_marketable_limit_orders" INTEGER NOT NULL,
    "other_orders" INTEGER NOT NULL,

    PRIMARY KEY ("venues", "month", "quarter", "venue_id", "section", "re_reported")
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "stale_rollup" (
    "quarter" INTEGER NOT NULL PRIMARY KEY,
    "what" INTEGER NOT NULL
);

-- The rollups of reports are others: they are made again from the facts when the store is opened next.
DROP TABLE "rollup";

-- CreateTable
CREATE TABLE "rollup" (
    "report_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "re_reported" BOOLEAN NOT NULL,
    "market_usd" REAL,
    "market_abs" REAL,
    "market_rated_usd" REAL,
    "market_rated_abs" REAL,
    "market_shares" REAL,
    "market_cover" REAL,
    "marketable_limit_usd" REAL,
    "marketable_limit_abs" REAL,
    "marketable_limit_rated_usd" REAL,
    "marketable_limit_rated_abs" REAL,
    "marketable_limit_shares" REAL,
    "marketable_limit_cover" REAL,
    "non_marketable_limit_usd" REAL,
    "non_marketable_limit_abs" REAL,
    "non_marketable_limit_rated_usd" REAL,
    "non_marketable_limit_rated_abs" REAL,
    "non_marketable_limit_shares" REAL,
    "non_marketable_limit_cover" REAL,
    "other_usd" REAL,
    "other_abs" REAL,
    "other_rated_usd" REAL,
    "other_rated_abs" REAL,
    "other_shares" REAL,
    "other_cover" REAL,
    "market_orders" INTEGER NOT NULL,
    "marketable_limit_orders" INTEGER NOT NULL,
    "non_marketable_limit_orders" INTEGER NOT NULL,
    "other_orders" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "section", "re_reported"),
    CONSTRAINT "rollup_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

INSERT INTO "stale_rollup" ("quarter", "what") SELECT DISTINCT "quarter", 2 FROM "report";
