-- Aliases have one home, src/names; nothing ever read them here.
DROP TABLE "broker_alias";
DROP TABLE "venue_alias";

-- CreateTable
CREATE TABLE "meta" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL
);
