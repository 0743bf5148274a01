"""The same stories in the form that each tool reads."""

import json
import re

TITLE = "Ban Mai"
PUBLISHER = "Tòa soạn Ban Mai"
DATE = "2026-11-21"
END_MARK = "/."


def quoted(text):
    """A string of TOML, JSON and YAML alike."""
    return json.dumps(text, ensure_ascii=False)


def wire_copy(story):
    """Plain copy as an agency lays it out."""
    body = [part["text"] for part in story["body"]]
    body[-1] += END_MARK
    photo = story["photo"]
    figure = f"{photo['caption']}\n{photo['credit']}"
    head = [story["section"], story["headline"], story["place"], story["deck"]]
    return "\n\n".join(head + [story["lead"], figure] + body + [story["byline"]]) + "\n"


def story_toml(story):
    """What copy cannot say."""
    photo = story["photo"]
    return (
        f"id = {quoted(story['id'])}\nlanguage = {quoted(story['language'])}\ndate = {quoted(story['date'])}\n"
        f"updated = {quoted(story['date'] + 'T16:00:00+07:00')}\n\n"
        f"[[figures]]\nfile = {quoted(photo['file'])}\nalt = {quoted(photo['alt'])}\n"
    )


def issue_toml(stories):
    lines = [
        "[publication]", f"title = {quoted(TITLE)}", f"publisher = {quoted(PUBLISHER)}", 'language = "vi"',
        f"nameplate = {quoted(TITLE.upper())}", 'timezone = "Asia/Ho_Chi_Minh"', "", "[publication.imprint]",
        '"Giấy phép" = "Số 00/GP-BM, cấp ngày 2/1/2026"', '"Tổng Biên tập" = "Hà Minh Châu"',
        '"Tòa soạn" = "Số 8, đường Bến Đò, Bến Mây"', '"In tại" = "Xưởng in Hạc Giang"', "", "[issue]",
        f'id = "urn:newsml:example.org:{DATE}:bench-{len(stories)}"', 'slug = "issue"', 'number = "47"',
        f"date = {quoted(DATE)}", f"title = {quoted(f'Số 47, {len(stories)} bài')}",
    ]
    for section, members in by_section(stories).items():
        names = ", ".join(quoted(f"{story['number']:04}.txt") for story in members)
        lines += ["", "[[sections]]", f"title = {quoted(section)}", f"stories = [{names}]"]
    return "\n".join(lines) + "\n"


def by_section(stories):
    sections = {}
    for story in stories:
        sections.setdefault(story["section"], []).append(story)
    return sections


def issue_json(stories):
    """For scripts."""
    ordered = [story for members in by_section(stories).values() for story in members]
    issue = {"id": f"urn:example:bench-{len(stories)}", "title": TITLE, "publisher": PUBLISHER, "date": DATE}
    return json.dumps(issue | {"stories": ordered}, ensure_ascii=False)


def issue_markdown(stories):
    """For pandoc."""
    lines = ["---", f"title: {quoted(TITLE)}", f"author: {quoted(PUBLISHER)}", "lang: vi", f"date: {DATE}", "---"]
    for section, members in by_section(stories).items():
        lines += ["", f"# {plain(section)}"]
        for story in members:
            photo = story["photo"]
            caption, alt = plain(f"{photo['caption']} {photo['credit']}"), quoted(photo["alt"])
            lines += [
                "", f"## {plain(story['headline'])} {{#s{story['number']:04} lang={story['language']}}}",
                "", f"**{plain(story['deck'])}**", "", plain(story["lead"]),
                "", f"![{caption}]({photo['file']}){{alt={alt}}}",
            ]
            for part in story["body"]:
                mark = "### " if part["kind"] == "crosshead" else ""
                lines += ["", mark + plain(part["text"])]
            lines += ["", f"**{plain(story['byline'])}**"]
    return "\n".join(lines) + "\n"


def plain(text):
    """Text that is no mark-up."""
    return re.sub(r"([\\`*_{}\[\]<>#|$~^@])", r"\\\1", text)
