"""newsml-reader FILE...: reads NewsML-G2 with IPTC's own Python library, which knows nothing of Pressroom.

Prints a line for each item: guid, version, class, status, headline. Says as `problem:` whatever the library cannot read,
or loses: written out again by the library, an item must hold the same elements, attributes and text.
"""

import collections
import sys

from lxml import etree
from NewsMLG2 import NewsMLG2Document
from NewsMLG2.core import NEWSMLG2NSPREFIX

ITEMS = ("newsItem", "packageItem")
# Inside it stands another vocabulary, which the library keeps as it is.
OTHER = NEWSMLG2NSPREFIX + "inlineXML"


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



def read_item(element):
    """Gives what to print, and the problems."""
    item = NewsMLG2Document(etree.tostring(element)).get_item()
    meta = item.itemmeta
    headlines = item.contentmeta.headline if item.contentmeta else None
    headline = str(headlines[0]).strip() if headlines else ""
    said = [item.guid, str(item.version), meta.itemclass.qcode, meta.pubstatus.qcode, headline]
    if not str(meta.versioncreated) or not meta.provider:
        yield "problem: no versionCreated or provider was read"
    given = collections.Counter(facts(element))
    again = collections.Counter(facts(item.to_xml()))
    for path, attributes, text in given - again:
        yield f"problem: lost by the reader: {path} {dict(attributes)} {text!r}"
    yield "\t".join(said)


def main(files):
    problems = 0
    for file in files:
        root = etree.parse(file, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)).getroot()
        # The message as a whole, then each of its items by itself.
        NewsMLG2Document(file)
        items = [one for one in root.iter(*(NEWSMLG2NSPREFIX + name for name in ITEMS))]
        if not items:
            print(f"problem: {file}: no item")
            problems += 1
        for element in items:
            for line in read_item(element):
                print(line)
                problems += line.startswith("problem:")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
