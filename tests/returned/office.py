"""Edits a workbook in LibreOffice, through its own API: fills cells in, sorts, saves as xlsx and ods.

Arguments: the workbook, a JSON file with the edits, and the two files to write. An edit names a
sheet, a text that stands in the row, a heading, and what is filled in there.
"""

import json
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

source, edits, xlsx, ods = sys.argv[1:]
edits = json.load(open(edits, encoding="utf-8"))


def value(name, what):
    one = PropertyValue()
    one.Name, one.Value = name, what
    return one


def url(path):
    return uno.systemPathToFileUrl(path)


home = tempfile.mkdtemp()
pipe = "haarvaten" + home.rsplit("/", 1)[-1].replace("_", "")
office = subprocess.Popen(
    ["soffice", "--headless", "--invisible", "--norestore", f"-env:UserInstallation={url(home)}",
     f"--accept=pipe,name={pipe};urp;"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext(
    "com.sun.star.bridge.UnoUrlResolver", local)
for attempt in range(600):
    try:
        context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.1)
else:
    sys.exit("LibreOffice does not answer")
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
try:
    document = desktop.loadComponentFromURL(url(source), "_blank", 0, (value("Hidden", True),))
    for name in {edit["sheet"] for edit in edits}:
        sheet = document.Sheets.getByName(name)
        sheet.unprotect("")
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        last_column, last_row = cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow
        grid = sheet.getCellRangeByPosition(0, 0, last_column, last_row).getDataArray()
        theirs = [edit for edit in edits if edit["sheet"] == name]
        wanted = {edit["heading"] for edit in theirs}
        top = next(at for at, row in enumerate(grid) if wanted <= {str(cell) for cell in row})
        headings = [str(cell) for cell in grid[top]]
        bottom = top + 1
        for edit in theirs:
            column = headings.index(edit["heading"])
            row = next(at for at in range(top + 1, len(grid))
                       if edit["row"] in [str(cell) for cell in grid[at]])
            cell = sheet.getCellByPosition(column, row)
            if "date" in edit:
                cell.setFormula(edit["date"])
            else:
                cell.setString(edit["text"])
        while bottom < len(grid) and any(str(cell) for cell in grid[bottom]):
            bottom += 1
        # The last row comes first.
        field = TableSortField()
        field.Field, field.IsAscending = 0, False
        rows = sheet.getCellRangeByPosition(0, top + 1, last_column, bottom - 1)
        rows.sort((value("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),
                   value("ContainsHeader", False)))
    document.storeToURL(url(xlsx), (value("FilterName", "Calc MS Excel 2007 XML"),))
    document.storeToURL(url(ods), (value("FilterName", "calc8"),))
    document.close(True)
finally:
    try:
        desktop.terminate()
    except Exception:
        pass
    try:
        office.wait(20)
    except subprocess.TimeoutExpired:
        office.kill()
