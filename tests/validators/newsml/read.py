"""newsml-reader [--only-read] FILE...: reads NewsML-G2 with IPTC's own Python library, which knows nothing of Pressroom.

Prints a line for each item: guid, version, class, status, headline. Says as `problem:` whatever the library cannot read,
or loses: written out again by the library, an item must hold the same elements, attributes and text. With --only-read
that is not asked: the library drops empty elements and control characters.
"""

import collections
import sys

from lxml import etree
from NewsMLG2 import NewsMLG2Document
from NewsMLG2.core import NEWSMLG2NSPREFIX

ITEMS = ("newsItem", "packageItem")
# Inside it stands another vocabulary, which the library keeps as it is.
OTHER = NEWSMLG2NSPREFIX + "inlineXML"

# What version 1.1 of the library reads but writes under another name, or not at all: of a person's affiliation it makes
# one of another element, an empty `embargoed` it leaves out.
WRITTEN_OTHERWISE = ("/personDetails/affiliation", "/personDetails/affiliation/name", "/itemMeta/embargoed")


def facts(element, path=""):
    """Every element with its place, attributes and text, in no order: the library sorts by its own."""
    if not isinstance(element.tag, str):
        return
    path = f"{path}/{element.tag.rsplit('}', 1)[-1]}"
    text = (element.text or "").strip()
    yield path, tuple(sorted(element.attrib.items())), text
    if element.tag != OTHER:
        for child in element:
            yield from facts(child, path)



def read_item(element, compare):
    """Gives what to print, and the problems."""
    # Empty, it means "until further notice"; the library looks for its text and finds none.
    for embargoed in element.iter(NEWSMLG2NSPREFIX + "embargoed"):
        embargoed.text = embargoed.text or " "
    item = NewsMLG2Document(etree.tostring(element)).get_item()
    meta = item.itemmeta
    headlines = item.contentmeta.headline if item.contentmeta else None
    headline = str(headlines[0]).strip() if headlines else ""
    said = [item.guid, str(item.version), meta.itemclass.qcode, meta.pubstatus.qcode, headline]
    if not str(meta.versioncreated) or not meta.provider:
        yield "problem: no versionCreated or provider was read"
    given = collections.Counter(facts(element) if compare else ())
    again = collections.Counter(facts(item.to_xml()) if compare else ())
    for path, attributes, text in given - again:
        if path.endswith(WRITTEN_OTHERWISE):
            continue
        yield f"problem: lost by the reader: {path} {dict(attributes)} {text!r}"
    yield "\t".join(said)


def main(files):
    compare = files[:1] != ["--only-read"]
    problems = 0
    for file in files if compare else files[1:]:
        root = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)).getroot()
        items = [one for one in root.iter(*(NEWSMLG2NSPREFIX + name for name in ITEMS))]
        if not items:
            print(f"problem: {file}: no item")
            problems += 1
        for element in items:
            for line in read_item(element, compare):
                print(line)
                problems += line.startswith("problem:")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
