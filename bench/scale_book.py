"""Ten books of a million rates each, of ten suppliers: the same utilities, classes of their own; and a layout for each."""

import csv
import pathlib

import price_book

SUPPLIERS = 10
REPOSITORY = pathlib.Path(__file__).resolve().parent.parent
LAYOUT = REPOSITORY / "layouts/prairie-crown-csv.yaml"


def suppliers():
    """Codes of the reference data; the last one is for the sheet that is published under load."""
    with open(REPOSITORY / "src/market/reference/suppliers.csv", encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file) if row["code"] != "prairie-crown"]
    return codes[: SUPPLIERS + 1]


def write_layouts(folder):
    """The layout of the look-alike book once for each supplier, told apart by the header of the utility's column."""
    folder.mkdir()
    text = LAYOUT.read_text(encoding="utf-8")
    for number, code in enumerate(suppliers()):
        (folder / f"scale-{number}.yaml").write_text(
            text.replace("layout: prairie-crown-csv", f"layout: scale-{number}").replace("supplier: prairie-crown", f"supplier: {code}")
            .replace("Prairie Crown Power", f"Supplier {number}").replace("^LDC$", f"^LDC{number}$"), encoding="utf-8")


def write_book(folder, number, today, lines_max=None):
    """Book `number` as a CSV of its supplier; gives the file."""
    file = folder / f"Book {number}.csv"
    price_book.write_csv(file, today, lines_max)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace(",LDC,", f",LDC{number},", 1).replace("Look-alike ", f"Class {number}"), encoding="utf-8")
    return file


def queries(today, supplier_of):
    """Those of price_book, each of one supplier: `supplier_of(i)` is its number."""
    codes = suppliers()
    return [f"{query}&supplier={codes[supplier_of(i)]}" for i, query in enumerate(price_book.queries(today))]
