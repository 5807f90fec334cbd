-- Texts filed before there was a limit (src/report/filed-limits.ts) keep their first characters; whole they stay in the documents.
UPDATE "broker" SET "name" = substr("name", 1, 9999) || '…' WHERE length("name") > 10000;
UPDATE "venue" SET "name" = substr("name", 1, 9999) || '…' WHERE length("name") > 10000;
UPDATE "report" SET "filed_broker" = substr("filed_broker", 1, 9999) || '…' WHERE length("filed_broker") > 10000;
UPDATE "report" SET "series" = substr("series", 1, 9999) || '…' WHERE length("series") > 10000;
UPDATE "report" SET "origin_file" = substr("origin_file", 1, 9999) || '…' WHERE length("origin_file") > 10000;
UPDATE "venue_row" SET "position" = substr("position", 1, 9999) || '…' WHERE length("position") > 10000;
UPDATE "introducing_broker" SET "name" = substr("name", 1, 9999) || '…' WHERE length("name") > 10000;
UPDATE "introducing_broker" SET "clearing_name" = substr("clearing_name", 1, 9999) || '…' WHERE length("clearing_name") > 10000;
UPDATE "reporter" SET "name" = substr("name", 1, 9999) || '…' WHERE length("name") > 10000;
UPDATE "correction" SET "name" = substr("name", 1, 9999) || '…' WHERE length("name") > 10000;
UPDATE "correction" SET "before" = substr("before", 1, 9999) || '…' WHERE length("before") > 10000;
UPDATE "correction" SET "after" = substr("after", 1, 9999) || '…' WHERE length("after") > 10000;
UPDATE "finding" SET "message" = substr("message", 1, 9999) || '…' WHERE length("message") > 10000;
UPDATE "finding" SET "filed" = substr("filed", 1, 9999) || '…' WHERE length("filed") > 10000;
UPDATE "finding" SET "venue" = substr("venue", 1, 9999) || '…' WHERE length("venue") > 10000;
UPDATE "finding" SET "field" = substr("field", 1, 9999) || '…' WHERE length("field") > 10000;

-- No two of these may be alike: each ends in its number.
UPDATE "filed_venue" SET "name" = substr("name", 1, 9900) || '… ' || "id" WHERE length("name") > 10000;
UPDATE "filed_venue" SET "mic" = substr("mic", 1, 9900) || '… ' || "id" WHERE length("mic") > 10000;
UPDATE "filed_venue" SET "mpid" = substr("mpid", 1, 9900) || '… ' || "id" WHERE length("mpid") > 10000;

-- The index of words has no trigger for a text that changes.
UPDATE "material_aspects" SET "text" = substr("text", 1, 49999) || '…' WHERE length("text") > 50000;
INSERT INTO "material_aspects_fts" ("material_aspects_fts") VALUES ('rebuild');
