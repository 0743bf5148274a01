"""The issue as one NewsML-G2 message, as a newsroom would script it: lxml_newsml.py ISSUE_FOLDER OUT."""

import json
import pathlib
import sys

from lxml import etree

NEWSML, XHTML = "http://iptc.org/std/nar/2006-10-01/", "http://www.w3.org/1999/xhtml"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TIME = "2026-11-20T16:00:00+07:00"


def add(parent, name, text=None, namespace=NEWSML, **attributes):
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", attributes)
    element.text = text
    return element


def item(items, name, guid, language):
    one = add(items, name, guid=guid, version="1", standard="NewsML-G2", standardversion="2.35", conformance="power")
    one.set(LANGUAGE, language)
    add(one, "catalogRef", href="http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml")
    return one


def item_meta(one, item_class):
    meta = add(one, "itemMeta")
    add(meta, "itemClass", qcode=item_class)
    add(meta, "provider", literal="TTBM")
    add(meta, "versionCreated", TIME)
    add(meta, "pubStatus", qcode="stat:usable")
    return meta


def text_item(items, story):
    one = item(items, "newsItem", story["id"], story["language"])
    item_meta(one, "ninat:text")
    content = add(one, "contentMeta")
    add(add(content, "located", literal="place"), "name", story["place"])
    add(content, "by", story["byline"])
    add(add(content, "subject", literal="section"), "name", story["section"])
    add(content, "headline", story["headline"])
    add(content, "description", story["deck"], role="drol:summary")
    inline = add(add(one, "contentSet"), "inlineXML", contenttype="application/xhtml+xml")
    page = etree.SubElement(inline, f"{{{XHTML}}}html", nsmap={None: XHTML})
    add(add(page, "head", namespace=XHTML), "title", story["headline"], XHTML)
    body = add(page, "body", namespace=XHTML)
    add(body, "p", story["lead"], XHTML)
    photo = story["photo"]
    figure = add(body, "figure", namespace=XHTML)
    add(figure, "img", namespace=XHTML, src=photo["file"], alt=photo["alt"])
    add(figure, "figcaption", f"{photo['caption']} {photo['credit']}", XHTML)
    for part in story["body"]:
        add(body, "h2" if part["kind"] == "crosshead" else "p", part["text"], XHTML)


def picture_item(items, folder, story):
    photo = story["photo"]
    one = item(items, "newsItem", story["id"] + ":picture-1", story["language"])
    item_meta(one, "ninat:picture")
    content = add(one, "contentMeta")
    add(content, "creditline", photo["credit"])
    add(content, "description", photo["caption"], role="drol:caption")
    size = str((folder / photo["file"]).stat().st_size)
    add(add(one, "contentSet"), "remoteContent", href=photo["file"], contenttype="image/jpeg", size=size)


def package(items, issue):
    one = item(items, "packageItem", issue["id"], "vi")
    item_meta(one, "ninat:composite")
    groups = add(one, "groupSet", root="issue")
    root = add(groups, "group", id="issue", role="group:main")
    for story in issue["stories"]:
        add(add(root, "itemRef", residref=story["id"]), "headline", story["headline"])


def main(folder, out):
    issue = json.loads((folder / "issue.json").read_text("utf-8"))
    message = etree.Element(f"{{{NEWSML}}}newsMessage", nsmap={None: NEWSML})
    add(add(message, "header"), "sent", TIME)
    items = add(message, "itemSet")
    for story in issue["stories"]:
        text_item(items, story)
        picture_item(items, folder, story)
    package(items, issue)
    etree.ElementTree(message).write(out, encoding="utf-8", xml_declaration=True, pretty_print=True)


main(pathlib.Path(sys.argv[1]), sys.argv[2])
