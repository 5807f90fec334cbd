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
    "orders" INTEGER NOT NULL,

    PRIMARY KEY ("report_id", "section", "venue_id", "re_reported"),
    CONSTRAINT "venue_rollup_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
) WITHOUT ROWID;

INSERT INTO "stale_rollup" ("quarter", "what") SELECT DISTINCT "quarter", 2 FROM "report" WHERE true
ON CONFLICT ("quarter") DO UPDATE SET "what" = 2;
