-- CreateTable
CREATE TABLE "report_volume" (
    "report_id" INTEGER NOT NULL PRIMARY KEY,
    "volumes" BLOB NOT NULL,
    CONSTRAINT "report_volume_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Made from the facts when the store is opened next, as all that derives from reports.
INSERT INTO "stale_rollup" ("quarter", "what") SELECT DISTINCT "quarter", 2 FROM "report" WHERE true
ON CONFLICT ("quarter") DO UPDATE SET "what" = 2;

-- The next import compares all options rates again: until now only those of the quarters that came in were.
INSERT INTO "meta" ("key", "value") SELECT DISTINCT 'review ' || "quarter", '' FROM "report" WHERE true
ON CONFLICT DO NOTHING;
