"""The issue as one PDF by typst: typst_pdf.py ISSUE_FOLDER OUT FONT_FOLDER.

The template is copied beside its data, where typst looks for it.
"""

import pathlib
import shutil
import sys

import typst

folder, out, fonts = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
template = folder / "issue.typ"
shutil.copy(pathlib.Path(__file__).with_name("issue.typ"), template)
typst.compile(str(template), output=out, root=str(folder), font_paths=[fonts])
