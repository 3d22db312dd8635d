"""openpyxl merely reading every cell of a workbook: `openpyxl_read.py read_only|default FILE`. Prints one JSON object.

The time is that of loading and reading alone: neither the interpreter's start nor the import of the library counts."""

import json
import sys
import time

import openpyxl


def count_cells(mode, file):
    workbook = openpyxl.load_workbook(file, read_only=mode == "read_only", data_only=True)
    cells = 0
    for sheet in workbook.worksheets:
        if mode == "read_only":
            sheet.reset_dimensions()  # As its documentation says: what the file claims may be too small, and cells would be left out.
        for row in sheet.iter_rows(values_only=True):
            for value in row:
                cells += value is not None
    workbook.close()
    return cells


if __name__ == "__main__":
    wall, cpu = time.perf_counter(), time.process_time()
    found = count_cells(sys.argv[1], sys.argv[2])
    print(json.dumps({"cells": found, "wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu,
                      "version": openpyxl.__version__, "lxml": openpyxl.LXML}))
