-- CreateIndex
CREATE INDEX "rollup_report_id_re_reported_section_usd_idx" ON "rollup"("report_id", "re_reported", "section", "usd");

-- CreateIndex
CREATE INDEX "venue_rollup_venue_id_report_id_section_re_reported_usd_idx" ON "venue_rollup"("venue_id", "report_id", "section", "re_reported", "usd");
