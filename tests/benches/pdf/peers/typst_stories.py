"""Each story as a PDF of its own by typst, in one process: typst_stories.py OUT_FOLDER FONT_FOLDER STANDARDS STORY.json...

STANDARDS is a list such as `a-2a,ua-1`, or `none`. Fonts are read once, and none of the system's.
"""

import pathlib
import sys

import typst

out, fonts, standards = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
standards = [] if standards == "none" else standards.split(",")
shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
template = pathlib.Path(__file__).with_name("story.typ")
compiler = typst.Compiler(str(template), root="/", font_paths=shipped)
for story in sys.argv[4:]:
    compiler.compile(
        output=str(out / f"{pathlib.Path(story).stem}.pdf"), sys_inputs={"data": story}, pdf_standards=standards
    )
