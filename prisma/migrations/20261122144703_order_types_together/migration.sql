-- Sums of order types together come first in a row of rollup: made from those of each order type, which stay as they are.
ALTER TABLE "rollup" RENAME TO "rollup_by_type";

-- CreateTable
CREATE TABLE "rollup" (
    "report_id" INTEGER NOT NULL,
    "section" TEXT NOT NULL,
    "re_reported" BOOLEAN NOT NULL,
    "usd" REAL,
    "abs" REAL,
    "rated_usd" REAL,
    "rated_abs" REAL,
    "shares" REAL,
    "cover" REAL,
    "orders" INTEGER NOT NULL,
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

INSERT INTO "rollup" SELECT "report_id", "section", "re_reported",
  CASE WHEN coalesce("market_usd", "marketable_limit_usd", "non_marketable_limit_usd", "other_usd") IS NOT NULL
    THEN coalesce("market_usd", 0) + coalesce("marketable_limit_usd", 0) + coalesce("non_marketable_limit_usd", 0) + coalesce("other_usd", 0) END,
  CASE WHEN coalesce("market_abs", "marketable_limit_abs", "non_marketable_limit_abs", "other_abs") IS NOT NULL
    THEN coalesce("market_abs", 0) + coalesce("marketable_limit_abs", 0) + coalesce("non_marketable_limit_abs", 0) + coalesce("other_abs", 0) END,
  CASE WHEN coalesce("market_rated_usd", "marketable_limit_rated_usd", "non_marketable_limit_rated_usd", "other_rated_usd") IS NOT NULL
    THEN coalesce("market_rated_usd", 0) + coalesce("marketable_limit_rated_usd", 0) + coalesce("non_marketable_limit_rated_usd", 0) + coalesce("other_rated_usd", 0) END,
  CASE WHEN coalesce("market_rated_abs", "marketable_limit_rated_abs", "non_marketable_limit_rated_abs", "other_rated_abs") IS NOT NULL
    THEN coalesce("market_rated_abs", 0) + coalesce("marketable_limit_rated_abs", 0) + coalesce("non_marketable_limit_rated_abs", 0) + coalesce("other_rated_abs", 0) END,
  CASE WHEN coalesce("market_shares", "marketable_limit_shares", "non_marketable_limit_shares", "other_shares") IS NOT NULL
    THEN coalesce("market_shares", 0) + coalesce("marketable_limit_shares", 0) + coalesce("non_marketable_limit_shares", 0) + coalesce("other_shares", 0) END,
  CASE WHEN coalesce("market_cover", "marketable_limit_cover", "non_marketable_limit_cover", "other_cover") IS NOT NULL
    THEN coalesce("market_cover", 0) + coalesce("marketable_limit_cover", 0) + coalesce("non_marketable_limit_cover", 0) + coalesce("other_cover", 0) END,
  "market_orders" + "marketable_limit_orders" + "non_marketable_limit_orders" + "other_orders",
  "market_usd", "market_abs", "market_rated_usd", "market_rated_abs", "market_shares", "market_cover", "marketable_limit_usd", "marketable_limit_abs", "marketable_limit_rated_usd", "marketable_limit_rated_abs", "marketable_limit_shares", "marketable_limit_cover", "non_marketable_limit_usd", "non_marketable_limit_abs", "non_marketable_limit_rated_usd", "non_marketable_limit_rated_abs", "non_marketable_limit_shares", "non_marketable_limit_cover", "other_usd", "other_abs", "other_rated_usd", "other_rated_abs", "other_shares", "other_cover", "market_orders", "marketable_limit_orders", "non_marketable_limit_orders", "other_orders"
FROM "rollup_by_type";

DROP TABLE "rollup_by_type";
