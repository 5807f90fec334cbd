-- AlterTable
ALTER TABLE "report" ADD COLUMN "pct_unusable" BOOLEAN NOT NULL DEFAULT false;
UPDATE "report" SET "pct_unusable" = 1
WHERE "id" IN (SELECT "report_id" FROM "finding" WHERE "code" IN ('venue_mix_by_row', 'percent_as_fraction'));

-- All that is derived is made again from the facts when the store is opened next.
DROP TABLE "report_volume";
DROP TABLE "rollup";
DROP TABLE "venue_rollup";
DROP TABLE "market_rollup";

-- CreateTable
CREATE TABLE "rollup" (
    "report_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "re_reported" TEXT NOT NULL,
    "usd" REAL,
    "abs" REAL,
    "rated_usd" REAL,
    "rated_abs" REAL,
    "shares" REAL,
    "cover" REAL,
    "unpaid" REAL,
    "orders" INTEGER NOT NULL,
    "market_usd" REAL,
    "market_abs" REAL,
    "market_rated_usd" REAL,
    "market_rated_abs" REAL,
    "market_shares" REAL,
    "market_cover" REAL,
    "market_unpaid" REAL,
    "market_orders" INTEGER NOT NULL,
    "marketable_limit_usd" REAL,
    "marketable_limit_abs" REAL,
    "marketable_limit_rated_usd" REAL,
    "marketable_limit_rated_abs" REAL,
    "marketable_limit_shares" REAL,
    "marketable_limit_cover" REAL,
    "marketable_limit_unpaid" REAL,
    "marketable_limit_orders" INTEGER NOT NULL,
    "non_marketable_limit_usd" REAL,
    "non_marketable_limit_abs" REAL,
    "non_marketable_limit_rated_usd" REAL,
    "non_marketable_limit_rated_abs" REAL,
    "non_marketable_limit_shares" REAL,
    "non_marketable_limit_cover" REAL,
    "non_marketable_limit_unpaid" REAL,
    "non_marketable_limit_orders" INTEGER NOT NULL,
    "other_usd" REAL,
    "other_abs" REAL,
    "other_rated_usd" REAL,
    "other_rated_abs" REAL,
    "other_shares" REAL,
    "other_cover" REAL,
    "other_unpaid" REAL,
    "other_orders" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "section", "re_reported"),
    CONSTRAINT "rollup_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "venue_rollup" (
    "report_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "re_reported" BOOLEAN NOT NULL,
    "usd" REAL,
    "abs" REAL,
    "rated_usd" REAL,
    "rated_abs" REAL,
    "shares" REAL,
    "cover" REAL,
    "unpaid" REAL,
    "orders_1" INTEGER,
    "orders_2" INTEGER,
    "orders_3" INTEGER,
    "rated_usd_1" REAL,
    "shares_1" REAL,
    "order_pct_1" REAL,
    "rated_usd_2" REAL,
    "shares_2" REAL,
    "order_pct_2" REAL,
    "rated_usd_3" REAL,
    "shares_3" REAL,
    "order_pct_3" REAL,

    PRIMARY KEY ("report_id", "section", "venue_id", "re_reported"),
    CONSTRAINT "venue_rollup_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

-- CreateTable
CREATE TABLE "market_rollup" (
    "venues" TEXT NOT NULL,
    "month" INTEGER NOT NULL,
    "quarter" INTEGER NOT NULL,
    "venue_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "re_reported" TEXT NOT NULL,
    "reports" INTEGER NOT NULL,
    "market_usd" REAL,
    "market_abs" REAL,
    "market_rated_usd" REAL,
    "market_rated_abs" REAL,
    "market_shares" REAL,
    "market_cover" REAL,
    "market_unpaid" REAL,
    "market_orders" INTEGER NOT NULL,
    "marketable_limit_usd" REAL,
    "marketable_limit_abs" REAL,
    "marketable_limit_rated_usd" REAL,
    "marketable_limit_rated_abs" REAL,
    "marketable_limit_shares" REAL,
    "marketable_limit_cover" REAL,
    "marketable_limit_unpaid" REAL,
    "marketable_limit_orders" INTEGER NOT NULL,
    "non_marketable_limit_usd" REAL,
    "non_marketable_limit_abs" REAL,
    "non_marketable_limit_rated_usd" REAL,
    "non_marketable_limit_rated_abs" REAL,
    "non_marketable_limit_shares" REAL,
    "non_marketable_limit_cover" REAL,
    "non_marketable_limit_unpaid" REAL,
    "non_marketable_limit_orders" INTEGER NOT NULL,
    "other_usd" REAL,
    "other_abs" REAL,
    "other_rated_usd" REAL,
    "other_rated_abs" REAL,
    "other_shares" REAL,
    "other_cover" REAL,
    "other_unpaid" REAL,
    "other_orders" INTEGER NOT NULL,

    PRIMARY KEY ("venues", "month", "quarter", "venue_id", "section", "re_reported")
) WITHOUT ROWID;

INSERT INTO "stale_rollup" ("quarter", "what") SELECT DISTINCT "quarter", 2 FROM "report" WHERE true
ON CONFLICT ("quarter") DO UPDATE SET "what" = 2;
