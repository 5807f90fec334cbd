"""The yardstick of `npm run bench intake`: what it takes Python to unzip a FINRA-sized archive, parse each
report with the C ElementTree and insert every row into SQLite. It checks nothing, names nothing, keeps
no documents and builds no sums.

usage: import_baseline.py ARCHIVE.zip NEW.db
"""

import sqlite3
import sys
import xml.etree.ElementTree as ElementTree
import zipfile

VENUE = ["name", "mic", "mpid", "orderPct", "marketPct", "marketableLimitPct", "nonMarketableLimitPct", "otherPct"]
for kind in ["Market", "MarketableLimit", "NonMarketableLimit", "Other"]:
    VENUE += [f"netPmtPaidRecv{kind}OrdersUsd", f"netPmtPaidRecv{kind}OrdersCph"]
VENUE += ["materialAspects"]
TEXT = {"name", "mic", "mpid", "materialAspects"}


def value(row, tag):
    text = row.findtext(tag)
    if not text:
        return None
    return text if tag in TEXT else float(text)


def main(archive, target):
    store = sqlite3.connect(target)
    store.execute("PRAGMA journal_mode = WAL")
    store.execute("CREATE TABLE report (id INTEGER PRIMARY KEY, broker TEXT, year INTEGER, quarter INTEGER)")
    columns = ", ".join(VENUE)
    store.execute(f"CREATE TABLE venue_row (report INTEGER, month INTEGER, section TEXT, {columns})")
    marks = ", ".join("?" * (len(VENUE) + 3))
    with zipfile.ZipFile(archive) as source:
        for number, name in enumerate(source.namelist()):
            report = ElementTree.fromstring(source.read(name))
            store.execute(
                "INSERT INTO report VALUES (?, ?, ?, ?)",
                (number, report.findtext("bd"), int(report.findtext("year")), int(report.findtext("qtr"))),
            )
            rows = []
            for month in report.iter("rMonthly"):
                for section in month:
                    for row in section.iter("rVenue"):
                        place = (number, int(month.findtext("mon")), section.tag)
                        rows.append(place + tuple(value(row, tag) for tag in VENUE))
            store.executemany(f"INSERT INTO venue_row VALUES ({marks})", rows)
    store.commit()


main(*sys.argv[1:])
