"""WeasyPrint printing one HTML document over and over: `weasyprint_render.py FILE.html TIMES OUT.pdf`. Prints one JSON object.

The mean of a document, the first not counted: neither the interpreter's start, the library's import, nor the parsing of the style sheet count."""

import json
import pathlib
import sys
import time

import weasyprint
from weasyprint.text.fonts import FontConfiguration

STYLE = """
@page { size: letter; margin: 84pt 60pt 70pt; @top-left { content: "Northway Energy"; font: bold 9.5pt Noto Sans } @top-right { content: "C-1001 · version 1"; font: 7.5pt Noto Sans }
  @bottom-left { content: "BENCH"; font: 7.5pt Noto Sans } @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 7.5pt Noto Sans } }
body { font: 9.5pt/1.36 Noto Sans; color: #1c242e } h1 { font-size: 19pt; color: #1a4573 } h2 { font-size: 12.5pt; color: #1a4573; break-after: avoid }
table { width: 100%; border-collapse: collapse; font-size: 8.25pt } th { background: #eef1f5; text-align: left } td, th { padding: 3.5pt 5pt; border-bottom: .4pt solid #ccd; vertical-align: top }
tr { break-inside: avoid } blockquote { border-left: 2pt solid #99a; margin: 0; padding-left: 10pt } .sign { display: inline-block; width: 200pt; height: 36pt; border-bottom: .6pt solid #555 }
.check { display: inline-block; width: 7pt; height: 7pt; border: .6pt solid #555 }
"""


def main():
    html = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
    times = int(sys.argv[2])
    fonts = FontConfiguration()
    style = weasyprint.CSS(string=STYLE, font_config=fonts)

    def printed():
        return weasyprint.HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts)

    first = printed()
    pathlib.Path(sys.argv[3]).write_bytes(first)
    wall, cpu = time.perf_counter(), time.process_time()
    for _ in range(times):
        printed()
    print(json.dumps({"cpu_s": (time.process_time() - cpu) / times, "wall_s": (time.perf_counter() - wall) / times, "bytes": len(first),
                      "version": weasyprint.__version__}))


if __name__ == "__main__":
    main()
