#!/usr/bin/env python3
"""What one story as PDF takes: the command, its steps, and its size, beside typst and krilla.

    python3 tests/benches/pdf/run.py [--no-build] [--no-write] [--work DIR]

Builds Pressroom in release and the program that draws with krilla (a workspace of its own, so that krilla is in no lock
file of the product), makes its own Python environment, and measures in turn: the sample as a whole process; 200 stories
as 200 files in one run; the sample's page step by step within one process. Then puts its section into
docs/performance.md. Three minutes or less; Linux only; PyPI and crates.io once.
"""

import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
EDITION = HERE.parent / "edition"
sys.path.insert(0, str(EDITION))

import forms  # noqa: E402
import measure  # noqa: E402
import stories  # noqa: E402
import tables  # noqa: E402
import tools  # noqa: E402

PERFORMANCE = tools.ROOT / "docs/performance.md"
BEGIN = "<!-- begin: written by tests/benches/pdf/run.py -->"
SAMPLE = tools.ROOT / "samples/tay-ninh/story.txt"
STORIES, PHOTOS = 200, 20
RUNS, RUNS_OF_MANY = 15, 3
# How typst is called (peers/typst_stories.py), and what its files claim: what Pressroom's claim, or nothing.
CALLS = [("plain", "a-2a,ua-1"), ("lean", "a-2a,ua-1"), ("lean", "none")]
CALLS_FOR_MANY = CALLS[1:]


@dataclasses.dataclass
class Row:
    """A command that writes into `out`, and how many PDFs it has to leave there."""

    name: str
    command: object
    files: int
    result: tables.Result = dataclasses.field(default_factory=tables.Result)


def main():
    arguments = read_arguments()
    work = arguments.work.resolve()
    (work / "one").mkdir(parents=True, exist_ok=True)
    krilla = build(work, arguments.no_build)
    environment = tools.Environment(work / "python")
    for package in [*tools.FOR_INPUT, "typst"]:
        if not environment.install(package):
            sys.exit(f"{package} cannot be installed")
    one = run_in_turn(one_story(environment, work), RUNS, work)
    size = next((work / "out").glob("*.pdf")).stat().st_size
    many = run_in_turn(many_stories(environment, work), RUNS_OF_MANY, work)
    text = report(environment, one, many, size, steps(work, krilla))
    print(text)
    if not arguments.no_write:
        tables.put_into(PERFORMANCE, text, BEGIN)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-build", action="store_true", help="measure what was built before")
    parser.add_argument("--no-write", action="store_true", help="print only")
    parser.add_argument("--work", type=pathlib.Path, default=tools.ROOT / "target/bench-pdf")
    return parser.parse_args()


def build(work, built):
    target = work / "krilla"
    if not built:
        subprocess.run(["cargo", "build", "--release"], cwd=tools.ROOT, check=True)
        command = ["cargo", "build", "--release", "--locked", "--target-dir", target]
        subprocess.run(command, cwd=HERE / "krilla", check=True)
    return target / "release/krilla-page"


def one_story(environment, work):
    """The sample, as Pressroom recognises its parts, for typst."""
    told = subprocess.run([tools.PRESSROOM, "inspect", "--json", SAMPLE], capture_output=True, check=True).stdout
    data = work / "one/story.json"
    data.write_text(json.dumps(parts_of(json.loads(told)), ensure_ascii=False), "utf-8")
    return [pressroom(SAMPLE, 1)] + [typst(environment, [data], *call) for call in CALLS]


def parts_of(article):
    """The model's JSON in the form that the peers read (tests/benches/edition/forms.py)."""
    words = lambda block: "".join(inline.get("text", "") for inline in block["content"])
    figure = next(block for block in article["body"] if block["type"] == "figure")
    text = [words(block) for block in article["body"] if block["type"] == "paragraph"]
    return {
        "language": article["language"],
        "section": article["section"]["text"],
        "headline": article["headline"]["text"],
        "deck": article["deck"][0]["text"],
        "byline": article["byline"][0]["name"],
        "lead": f"{article['dateline']['text']} - {text[0]}",
        "photo": {
            "file": str(SAMPLE.parent / figure["asset"]["file"]),
            "alt": figure["alt"]["text"],
            "caption": figure["caption"]["text"],
            "credit": figure["credit"]["text"],
        },
        "body": [{"kind": "paragraph", "text": one} for one in text[1:]],
    }


def many_stories(environment, work):
    """The edition bench's stories, each photograph ten times: here the pages are looked at."""
    print(f"making {STORIES} stories", file=sys.stderr)
    command = [environment.python, EDITION / "generate.py", work, str(STORIES), str(PHOTOS)]
    subprocess.run(command, check=True)
    folder, data = work / f"issue-{STORIES}", work / "many"
    data.mkdir(exist_ok=True)
    files = []
    for number in range(1, STORIES + 1):
        story = stories.story(number)
        story["photo"]["file"] = str(folder / story["photo"]["file"])
        files.append(data / f"{number:04}.json")
        files[-1].write_text(json.dumps(story, ensure_ascii=False), "utf-8")
    for other in ("issue.toml", "issue.json", "issue.md"):
        (folder / other).unlink()
    rows = [pressroom(folder, STORIES), pressroom(folder, STORIES, "--jobs", "1")]
    return rows + [typst(environment, files, *call) for call in CALLS_FOR_MANY]


def pressroom(what, files, *more):
    command = lambda out: [tools.PRESSROOM, "convert", what, "--to", "pdf", "--out", out, "--progress", "never", *more]
    return Row("**Pressroom**" + (f" `{' '.join(more)}`" if more else ""), command, files)


def typst(environment, data, how, claims):
    script = HERE / "peers/typst_stories.py"
    command = lambda out: [environment.python, script, out, tools.FONTS, how, claims, *data]
    called = {"plain": "`typst.compile`", "lean": "one compiler, these fonts only"}[how]
    claimed = "PDF/A-2a and PDF/UA-1" if claims != "none" else "no claims"
    return Row(f"typst {environment.version('typst')}, {called}, {claimed}", command, len(data))


def run_in_turn(rows, runs, work):
    """Every command once to warm up, looked at for memory; then all in turn."""
    out, log = work / "out", work / "log.txt"
    for turn in range(runs + 1):
        for row in rows:
            if row.result.absent:
                continue
            tools.clear(out)
            try:
                run, memory = measure.run(row.command(out), work, log, tools.TIMEOUT_SECONDS, look=turn == 0)
                written = len(list(out.glob("*.pdf")))
                if written != row.files:
                    raise measure.Failed(f"it wrote {written} files of {row.files}")
            except (measure.Stopped, measure.Failed) as why:
                print(f"{row.name}: {why}", file=sys.stderr)
                row.result.absent = "failed"
                continue
            if turn == 0:
                row.result.memory = memory
            else:
                row.result.runs.append(run)
    # What Pressroom wrote stays, for its size.
    tools.clear(out)
    measure.run(rows[0].command(out), work, log, tools.TIMEOUT_SECONDS)
    return rows


def steps(work, krilla):
    """The sample's page within one process: name and milliseconds (best, median)."""
    page = work / "page.json"
    bench = ["cargo", "bench", "--quiet", "--package", "pressroom-plugin-pdf", "--bench", "page", "--", "--page", page]
    ours = subprocess.run(bench, cwd=tools.ROOT, capture_output=True, text=True, check=True).stdout
    photo = SAMPLE.parent / "images/placeholder.jpg"
    theirs = subprocess.run(
        [krilla, page, photo, tools.FONTS, work / "krilla.pdf"], capture_output=True, text=True, check=True
    ).stdout
    return read_steps(ours), read_steps(theirs)


def read_steps(printed):
    rows = [line.rsplit(maxsplit=2) for line in printed.splitlines() if not line.rstrip().endswith(("median", "bytes"))]
    return [(name, float(best), float(median)) for name, best, median in (row for row in rows if len(row) == 3)]


def report(environment, one, many, size, made):
    ours, theirs = made
    parts = [
        tables.machine(),
        "A cell: seconds / processor seconds / peak MB (the command, + its largest worker).",
        table("The sample as PDF, a whole process", one),
        table(f"{STORIES} stories as {STORIES} PDFs, in one run", many),
        page_table(ours, theirs),
        f"The sample's PDF has {size:,} bytes, its photograph's "
        f"{(SAMPLE.parent / 'images/placeholder.jpg').stat().st_size:,} among them.",
    ]
    return "\n\n".join(parts) + "\n"


def table(title, rows):
    lines = [[title, "", "of Pressroom's time"], ["---"] * 3]
    first = rows[0].result
    for row in rows:
        # Medians of so short runs are given to a tenth of a millisecond.
        times = "" if row is rows[0] or row.result.absent else f"{row.result.wall() / first.wall():.1f}x"
        lines.append([row.name, cell(row.result), times])
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell(result):
    if result.absent:
        return result.absent
    worker = f" + {result.memory.worker / 1e6:.0f}" if result.memory.worker else ""
    return f"{result.wall():.4f} / {result.processor():.4f} / {result.memory.host / 1e6:.0f}{worker}"


def page_table(ours, theirs):
    lines = [["The sample's page within one process, ms", "best", "median"], ["---"] * 3]
    lines += [[name, f"{best:.2f}", f"{median:.2f}"] for name, best, median in ours]
    lines += [[f"krilla: {name}", f"{best:.2f}", f"{median:.2f}"] for name, best, median in theirs]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


if __name__ == "__main__":
    main()
