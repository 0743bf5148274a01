"""The floor: floor.py OUT_FOLDER KIND... ISSUE_FOLDER reads the input, writes output of the same size and does no more.

zip:    texts deflated, photographs stored (what an EPUB is)
texts:  the texts one after another        (what NewsML is)
files:  texts and photographs              (what a PDF is)
"""

import pathlib
import sys
import zipfile

out, kinds, folder = pathlib.Path(sys.argv[1]), sys.argv[2:-1], pathlib.Path(sys.argv[-1])
texts = sorted(folder.glob("*.txt")) + sorted(folder.glob("*.toml"))
photos = sorted(folder.glob("images/*"))
for kind in kinds:
    if kind == "zip":
        with zipfile.ZipFile(out / kind, "w", zipfile.ZIP_DEFLATED) as container:
            for path in texts:
                container.write(path, path.name)
            for path in photos:
                container.write(path, path.name, zipfile.ZIP_STORED)
    else:
        with open(out / kind, "wb") as together:
            for path in texts + (photos if kind == "files" else []):
                together.write(path.read_bytes())
