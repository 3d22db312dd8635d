"""A workbook in the shape of Liberty Power's daily prices (layouts/liberty-daily.yaml) with about 230,000 cells, half of
them empty as there, for machines without a real one. Made up from the layout's words; no price in it is anybody's."""

import datetime
import zipfile
from xml.sax.saxutils import escape

import price_book

BLOCKS = 17  # Service classes a worksheet.
STARTS = 3
TIERS = ("0-49 MWh", "50-99 MWh", "100-199 MWh", "200-299 MWh", "300-499 MWh", "500-1000 MWh")
TERMS = (6, 12, 18, 24, 30, 36)
SUPER_SAVER_TERM = 20

_EPOCH = datetime.date(1899, 12, 30)
_GENERAL, _DATE, _PRICE = 0, 1, 2  # Cell styles.

_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
{sheets}</Types>"""
_SHEET_TYPE = ('<Override PartName="/xl/worksheets/sheet{n}.xml" '
               'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\n')
_RELATIONS = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
              '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>')
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00000"/></numFmts>
<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>
<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""


class _Texts:
    """The table of shared strings."""

    def __init__(self):
        self.numbers = {}

    def number(self, text):
        return self.numbers.setdefault(text, len(self.numbers))

    def xml(self):
        items = "".join(f"<si><t>{escape(text)}</t></si>" for text in self.numbers)
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{_MAIN}" uniqueCount="{len(self.numbers)}">{items}</sst>'


class _Sheet:
    def __init__(self, texts):
        self.texts, self.rows, self.cells = texts, [], 0

    def row(self, *cells):
        """A cell is None, a text, a date, or a price as text of a number in a tuple."""
        number, parts = len(self.rows) + 1, []
        for column, cell in enumerate(cells):
            place = f"{chr(65 + column)}{number}"
            if cell is None:
                continue
            self.cells += 1
            if isinstance(cell, str):
                parts.append(f'<c r="{place}" t="s"><v>{self.texts.number(cell)}</v></c>')
            elif isinstance(cell, datetime.date):
                parts.append(f'<c r="{place}" s="{_DATE}"><v>{(cell - _EPOCH).days}</v></c>')
            elif isinstance(cell, int):
                parts.append(f'<c r="{place}" s="{_GENERAL}"><v>{cell}</v></c>')
            else:
                parts.append(f'<c r="{place}" s="{_PRICE}"><v>{cell[0]}</v></c>')
        for column in range(len(cells), 2 * len(cells)):  # With a look and no value.
            self.cells += 1
            parts.append(f'<c r="{chr(65 + column)}{number}" s="{_GENERAL}"/>')
        self.rows.append(f'<row r="{number}">{"".join(parts)}</row>')

    def xml(self):
        return (f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{_MAIN}"><sheetData>'
                f'{"".join(self.rows)}</sheetData></worksheet>')


def _fill(sheet, utility, state, today, seed):
    sheet.row("EFFECTIVE DATE", today)
    sheet.row("STATE", "SEGMENT", "SIZE REQUIREMENT")
    sheet.row(state, "SMB", "0-1000 MWh")
    sheet.row("Submission Deadline: 7:00 pm EST on date above")
    sheet.row()
    for block in range(BLOCKS):
        sheet.row("Utility:", utility, "Zone:", "ALL", "Service Class:", f"Look-alike {block + 1}")
        sheet.row(None, None, "FIXED PRICE: Term in Months", *[None] * (len(TERMS) - 1), "Fixed Rate - Super Saver")
        sheet.row("Start Date", "Size Tier", *TERMS, "Term", "Price")
        for start in price_book.start_months(today)[:STARTS]:
            for tier in TIERS:
                prices = []
                for _ in range(len(TERMS) + 1):
                    seed = (seed * 1103515245 + 12345) % 2**31
                    prices.append((f"0.0{50000 + seed // 65536 % 40000}{seed % 97:02}",))
                sheet.row(start, tier, *prices[:-1], SUPER_SAVER_TERM, prices[-1])
        sheet.row()


def write(file, today):
    """Gives the number of cells."""
    texts, sheets = _Texts(), []
    for number, (utility, state) in enumerate(price_book.UTILITIES):
        sheets.append(_Sheet(texts))
        _fill(sheets[-1], utility, state, today, number + 1)
    count = range(1, len(sheets) + 1)
    relation = '<Relationship Id="{id}" Type="' + _OFFICE + '/{kind}" Target="{target}"/>'
    names = "".join(f'<sheet name="{state}-{utility}-SMB-Look-alike" sheetId="{n}" r:id="rId{n}"/>' for n, (utility, state) in zip(count, price_book.UTILITIES))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES.format(sheets="".join(_SHEET_TYPE.format(n=n) for n in count)),
        "_rels/.rels": _RELATIONS.format(all=relation.format(id="rId1", kind="officeDocument", target="xl/workbook.xml")),
        "xl/workbook.xml": f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(all="".join(
            [relation.format(id=f"rId{n}", kind="worksheet", target=f"worksheets/sheet{n}.xml") for n in count]
            + [relation.format(id="rIdStyles", kind="styles", target="styles.xml"), relation.format(id="rIdTexts", kind="sharedStrings", target="sharedStrings.xml")])),
        "xl/styles.xml": _STYLES,
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
        for n, sheet in zip(count, sheets):
            package.writestr(f"xl/worksheets/sheet{n}.xml", sheet.xml())
        package.writestr("xl/sharedStrings.xml", texts.xml())
    return sum(sheet.cells for sheet in sheets)
