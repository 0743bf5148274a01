"""Makes the input of one size: generate.py FOLDER STORIES PHOTOS. Needs numpy and Pillow.

FOLDER/photos holds every photograph once, FOLDER/issue-STORIES an issue in all forms; what is there already is kept.
PHOTOS below STORIES repeats photographs, which hides what a tool keeps of each.
"""

import multiprocessing
import os
import pathlib
import shutil
import sys

import forms
import photos
from stories import story


def draw(path):
    if not path.exists():
        whole = path.with_suffix(".part")
        whole.write_bytes(photos.photo(int(path.stem)))
        whole.rename(path)


def main(folder, count, different):
    photo_folder, issue = folder / "photos", folder / f"issue-{count}"
    photo_folder.mkdir(parents=True, exist_ok=True)
    drawn = [photo_folder / f"{number:04}.jpg" for number in range(1, min(count, different) + 1)]
    with multiprocessing.Pool() as pool:
        pool.map(draw, drawn, chunksize=4)
    if issue.exists():
        shutil.rmtree(issue)
    (issue / "images").mkdir(parents=True)
    stories = [story(number) for number in range(1, count + 1)]
    for place, one in enumerate(stories):
        name = f"{one['number']:04}"
        (issue / f"{name}.txt").write_text(forms.wire_copy(one), "utf-8")
        (issue / f"{name}.toml").write_text(forms.story_toml(one), "utf-8")
        os.link(drawn[place % len(drawn)], issue / one["photo"]["file"])
    (issue / "issue.toml").write_text(forms.issue_toml(stories), "utf-8")
    (issue / "issue.json").write_text(forms.issue_json(stories), "utf-8")
    (issue / "issue.md").write_text(forms.issue_markdown(stories), "utf-8")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
