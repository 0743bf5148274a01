"""Each story as a PDF of its own by typst, in one process: typst_stories.py OUT_FOLDER FONT_FOLDER HOW STANDARDS STORY.json...

HOW is `plain`, one call of `typst.compile` a story as the package's own page shows it; or `lean`, one compiler that
reads these fonts once and looks for no others. STANDARDS is a list such as `a-2a,ua-1`, or `none`.
"""

import pathlib
import sys

import typst

out, fonts, how, standards = pathlib.Path(sys.argv[1]), *sys.argv[2:5]
standards = [] if standards == "none" else standards.split(",")
template = str(pathlib.Path(__file__).with_name("story.typ"))
if how == "lean":
    shipped = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    compiler = typst.Compiler(template, root="/", font_paths=shipped)
for story in sys.argv[5:]:
    given = {
        "output": str(out / f"{pathlib.Path(story).stem}.pdf"), "sys_inputs": {"data": story}, "pdf_standards": standards
    }
    if how == "lean":
        compiler.compile(**given)
    else:
        typst.compile(template, root="/", font_paths=[fonts], **given)
