"""Fills the table of days on which nobody works. For whoever prepares a database.

In the database, since the package takes nine megabytes in every process that asks it.
"""

import importlib.metadata
from datetime import date

from holidays import country_holidays
from sqlalchemy import Connection, text

from tenants.preparation import as_owner

COUNTRY = "SI"
YEARS = range(2015, 2046)

INSERT = text("INSERT INTO holidays (day, name) VALUES (:day, :name)")


def load(connection: Connection) -> None:
    """Fill `holidays`, unless it already holds this edition; done twice it changes nothing.

    Connect as an administrator who may act as the owner: the table lets nobody else write.
    """
    edition = f"holidays {importlib.metadata.version('holidays')}"
    if connection.scalar(text("SELECT obj_description('holidays'::regclass)")) == edition:
        return
    with as_owner(connection, "holidays"):
        connection.execute(text("DELETE FROM holidays"))
        connection.execute(INSERT, rows())
        connection.exec_driver_sql(f"COMMENT ON TABLE holidays IS '{edition}'")


def rows() -> list[dict[str, date | str]]:
    """Every work-free day of Slovenia (Act on holidays and work-free days), with its name."""
    known = country_holidays(COUNTRY, years=YEARS, language="sl")
    return [{"day": day, "name": name} for day, name in sorted(known.items())]
