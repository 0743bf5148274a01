"""What is measured: Pressroom, the tools that a user would pick instead, and the floor."""

import dataclasses
import json
import pathlib
import shutil
import subprocess
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PRESSROOM = ROOT / "target/release/pressroom"
# NewsML-G2 by the library alone, from the file that scripts read.
LIBRARY = ROOT / "target/release/examples/issue_json"
FONTS = ROOT / "crates/pressroom-fonts/fonts"
ALL_THREE = "newsml,pdf,epub"
# A large edition on a slow machine takes longer than a story.
TIMEOUT_SECONDS = 900

# What needs numpy and Pillow to be drawn, and the peers.
FOR_INPUT = ["numpy", "pillow"]
PEERS = {"EbookLib": "ebooklib", "lxml": "lxml", "typst": "typst", "pandoc": "pypandoc_binary"}


@dataclasses.dataclass
class Tool:
    """One row: what it writes, and the command that makes it of an issue's folder."""

    output: str
    name: str
    role: str
    command: object
    # Why it cannot be measured here.
    absent: str | None = None


class Environment:
    """A Python environment of the bench's own, so that nothing of the machine's is touched."""

    def __init__(self, folder):
        self.folder = folder
        self.python = folder / "bin/python"
        if not self.python.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)

    def install(self, package):
        """Whether the package is there now."""
        known = subprocess.run([self.python, "-m", "pip", "show", "-q", package], capture_output=True)
        if known.returncode == 0:
            return True
        print(f"installing {package}", file=sys.stderr)
        quiet = ["--quiet", "--disable-pip-version-check"]
        return subprocess.run([self.python, "-m", "pip", "install", *quiet, package]).returncode == 0

    def says(self, code):
        return subprocess.run([self.python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()

    def version(self, package):
        return self.says(f"import importlib.metadata; print(importlib.metadata.version({package!r}))")


def pressroom(kind, to, *more):
    takes = [takes_issues(plugin) for plugin in to.split(",")]
    absent = None if all(takes) else "a plugin does not take issues yet"
    options = ["--progress", "never", "--timeout", str(TIMEOUT_SECONDS), *more]
    command = lambda issue, out: [PRESSROOM, "export", issue, "--to", to, "--out", out, *options]
    name = "**Pressroom**" + (f" `{' '.join(more)}`" if more else "")
    return Tool(kind, name, "pressroom", command, absent)


def takes_issues(plugin):
    told = subprocess.run([PRESSROOM, "plugins", "info", plugin], capture_output=True, text=True)
    return any(line.split()[:1] == ["takes"] and "issues" in line for line in told.stdout.splitlines())


def library():
    command = lambda issue, out: [LIBRARY, issue / "issue.json", out / "issue.xml"]
    return Tool("NewsML-G2", "`pressroom-newsml`, parts named", "library", command)


def floor(environment, kind, *kinds):
    command = lambda issue, out: [environment.python, HERE / "peers/floor.py", out, *kinds, issue]
    return Tool(kind, "floor", "floor", command)


def peer(environment, kind, name, script, suffix, *more):
    def command(issue, out):
        return [environment.python, HERE / "peers" / script, issue, out / f"issue.{suffix}", *more]

    tool = with_package(environment, Tool(kind, name, "peer", command))
    if "stored" in more:
        tool.name += ", photographs stored"
    return tool


def pandoc(environment, kind):
    tool = with_package(environment, Tool(kind, "pandoc", "peer", None))
    if tool.absent is None:
        binary = environment.says("import pypandoc; print(pypandoc.get_pandoc_path())")
        tool.name += " " + subprocess.run([binary, "--version"], capture_output=True, text=True).stdout.split()[1]
        tool.command = lambda issue, out: [
            binary, issue / "issue.md", "--resource-path", issue, "--toc", "--split-level=2", "-o", out / "issue.epub"
        ]
    return tool


def with_package(environment, tool):
    package = PEERS[tool.name]
    if not environment.install(package):
        tool.absent = f"`pip install {package}` failed here"
    elif tool.name != "pandoc":
        tool.name += " " + environment.version(package)
    return tool


def all_tools(environment, with_peers):
    tools = [
        pressroom("EPUB", "epub"),
        floor(environment, "EPUB", "zip"),
        pressroom("NewsML-G2", "newsml"),
        pressroom("NewsML-G2", "newsml", "--each"),
        library(),
        floor(environment, "NewsML-G2", "texts"),
        pressroom("PDF", "pdf"),
        floor(environment, "PDF", "files"),
        pressroom("all three", ALL_THREE),
        floor(environment, "all three", "zip", "texts", "files"),
    ]
    if with_peers:
        tools += [
            peer(environment, "EPUB", "EbookLib", "ebooklib_epub.py", "epub"),
            peer(environment, "EPUB", "EbookLib", "ebooklib_epub.py", "epub", "stored"),
            pandoc(environment, "EPUB"),
            peer(environment, "NewsML-G2", "lxml", "lxml_newsml.py", "xml"),
            peer(environment, "PDF", "typst", "typst_pdf.py", "pdf", FONTS),
        ]
    return tools


def look_inside(tool, out, stories, photos):
    """Says what is wrong with what a tool wrote; a fast tool that leaves out half is no fast tool. `photos`: different
    ones, since a tool may keep each but once."""
    if tool.role == "floor":
        return None
    for kind, suffix in (("EPUB", ".epub"), ("NewsML-G2", ".xml"), ("PDF", ".pdf")):
        if tool.output not in (kind, "all three"):
            continue
        files = [path for path in out.iterdir() if path.name.endswith(suffix)]
        # With `--each` the edition is the largest.
        whole = max(files, key=lambda path: path.stat().st_size, default=None)
        if whole is None:
            return f"it wrote no {suffix}"
        count, wanted = {
            ".epub": (photos_in_epub, photos), ".xml": (texts_in_newsml, stories), ".pdf": (photos_in_pdf, photos)
        }[suffix]
        found = count(whole)
        if found < wanted:
            return f"{found} of {wanted} are in {whole.name}"
    return None


def photos_in_epub(path):
    with zipfile.ZipFile(path) as container:
        return sum(name.endswith(".jpg") for name in container.namelist())


def texts_in_newsml(path):
    return path.read_bytes().count(b"<inlineXML")


def photos_in_pdf(path):
    return path.read_bytes().count(b"/DCTDecode")


def steps(out):
    """What Pressroom's report says of its steps, in seconds."""
    report = out / "report.json"
    told = json.loads(report.read_text("utf-8"))["timings"] if report.exists() else []
    return {timing["step"]: timing["ms"] / 1e3 for timing in told}


def clear(out):
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
