"""The issue as an EPUB, as a newsroom would script it: ebooklib_epub.py ISSUE_FOLDER OUT [stored].

EbookLib deflates photographs, which gains nothing and takes most of its time. `stored` talks it out of that: what the
same script could do at best.
"""

import html
import json
import pathlib
import sys
import zipfile

from ebooklib import epub

folder, out = pathlib.Path(sys.argv[1]), sys.argv[2]
if "stored" in sys.argv:
    deflating = zipfile.ZipFile.writestr

    def writestr(container, name, data, compress_type=None):
        stored = zipfile.ZIP_STORED if name.endswith(".jpg") else compress_type
        deflating(container, name, data, stored)

    zipfile.ZipFile.writestr = writestr

issue = json.loads((folder / "issue.json").read_text("utf-8"))

book = epub.EpubBook()
book.set_identifier(issue["id"])
book.set_title(issue["title"])
book.set_language("vi")
book.add_author(issue["publisher"])

chapters, sections = [], {}
for story in issue["stories"]:
    photo = story["photo"]
    picture = (folder / photo["file"]).read_bytes()
    uid = pathlib.Path(photo["file"]).stem
    book.add_item(epub.EpubImage(uid=f"p{uid}", file_name=photo["file"], media_type="image/jpeg", content=picture))
    page = [
        f"<h1>{html.escape(story['headline'])}</h1>",
        f"<p><strong>{html.escape(story['deck'])}</strong></p>",
        f"<p>{html.escape(story['lead'])}</p>",
        f"<figure><img src='{photo['file']}' alt='{html.escape(photo['alt'])}'/>"
        f"<figcaption>{html.escape(photo['caption'])} {html.escape(photo['credit'])}</figcaption></figure>",
    ]
    for part in story["body"]:
        tag = "h2" if part["kind"] == "crosshead" else "p"
        page.append(f"<{tag}>{html.escape(part['text'])}</{tag}>")
    page.append(f"<p>{html.escape(story['byline'])}</p>")
    chapter = epub.EpubHtml(title=story["headline"], file_name=f"s{uid}.xhtml", lang=story["language"])
    chapter.content = "".join(page)
    book.add_item(chapter)
    chapters.append(chapter)
    sections.setdefault(story["section"], []).append(chapter)

book.toc = [(epub.Section(title), members) for title, members in sections.items()]
book.add_item(epub.EpubNcx())
book.add_item(epub.EpubNav())
book.spine = ["nav", *chapters]
epub.write_epub(out, book)
