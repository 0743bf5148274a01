#!/usr/bin/env python3
"""Makes the README's pictures anew: python3 docs/pictures/make.py

Builds Pressroom, runs it on the samples and takes pictures of what came out; only the frames around it are drawn.
Needs Debian or Ubuntu, what `cargo xtask setup` sets up there (Chromium, the e-book reader, pdftoppm), and Python's
venv. Works in target/pictures, where it also puts Pillow and a font for the terminal: nothing is installed.

The same commit gives the same pictures on the same machine, but for the durations in the terminal.
"""

import fcntl
import html
import os
import pty
import re
import shlex
import shutil
import struct
import subprocess
import sys
import termios
import unicodedata
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs/pictures"
RELEASE = ROOT / "target/release"
TOOLS = ROOT / "target/validators/bin"
WORK = ROOT / "target/pictures"  # the commands run here, on a copy of samples/

SOURCE_DATE_EPOCH = "1795194000"  # 21 November 2026, 00:00 in Viet Nam: the date of the sample edition
PILLOW = "pillow==12.0.0"
MAX_PICTURE_BYTES = 250_000
EXACT_COLOURS, MIXED_COLOURS = 32, 224  # of a palette of 256

PAGE_WIDTH_PX = 960
THEMES = ("classic", "modern", "broadsheet")
SMALL_PAGE_WIDTH_PX = 360
PHONE = (360, 780)
TABLET = (744, 1060)
SITE_PHONE, SITE_DESK = (390, 900), (1280, 900)  # as web-check opens them
CONTENTS, STORY = 1, 3  # spine items of the sample e-edition: its contents, and the story that leads it

# Its Vietnamese accents stand on their letters; those of DejaVu Sans Mono reach into the next one.
FONT_PACKAGE = "fonts-jetbrains-mono"
FONT = "font/usr/share/fonts/truetype/jetbrains-mono/JetBrainsMono"
COLUMNS, ROWS = 110, 40
LINE_PX = 21
# The messages that the terminal shows of those that the sample story gets; the others are counted.
SHOWN = ("C004", "C002", "C008")
INK = {
    30: "#8b93a1", 31: "#f28b82", 32: "#8fd19e", 33: "#f2c46d",
    34: "#8ab4f8", 35: "#d7a6ec", 36: "#7fd1d6", 37: "#e6e8eb",
}


def main():
    if subprocess.run(["cargo", "build", "--release"], cwd=ROOT, env=environment()).returncode != 0:
        sys.exit("Pressroom does not build: no pictures")
    prepare()
    editions = "newsml,pdf,epub" if pdf_takes_issues() else "newsml,epub"
    export_site = ["pressroom", "export", "samples/ban-mai", "--to", "html", "--out", "dist"]
    convert = ["pressroom", "convert", "samples/tay-ninh/story.txt", "--to", "newsml,pdf,epub", "--out", "out"]
    export = ["pressroom", "export", "samples/ban-mai", "--to", editions, "--out", "dist"]
    converted, exported = in_terminal(convert), in_terminal(export)

    terminal_picture("terminal.png", [(convert, shortened(converted)), (export, exported)])
    page_picture("story-page.png", WORK / "out/story.pdf")
    if pdf_takes_issues():
        page_picture("front-page.png", WORK / "dist/ban-mai-47.pdf")
    else:
        print("SKIPPED front-page.png: the pdf plugin takes no issues yet (pressroom plugins info pdf)")
    reader_picture("e-edition.png", WORK / "dist/ban-mai-47.epub")
    run(*export_site)
    site_picture("web-pages.png", WORK / "dist/ban-mai-47.site")
    for theme in THEMES:
        run("pressroom", "export", "samples/ban-mai", "--to", "pdf", "--option", f"pdf.theme={theme}", "--out", theme)
        spread_picture(f"theme-{theme}.png", WORK / theme / "ban-mai-47.pdf")


def run(*command):
    """What a command prints; what it says on the side matters only when it fails."""
    command = [str(part) for part in command]
    done = subprocess.run(command, cwd=WORK, env=environment(), text=True, capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{shlex.join(command)}:\n{done.stdout}{done.stderr}")
    return done.stdout


def environment():
    """The caller's, without what would change what Pressroom finds, says or colours."""
    meddling = re.compile("PRESSROOM_|XDG_DATA_HOME|NO_COLOR|CLICOLOR|LANG|LC_")
    kept = {name: value for name, value in os.environ.items() if not meddling.match(name)}
    return kept | {"PATH": f"{RELEASE}:{os.environ['PATH']}", "TERM": "xterm-256color", "LC_ALL": "C.UTF-8",
                   "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}


def prepare():
    for folder in ("samples", "out", "dist", "drafts", *THEMES):
        shutil.rmtree(WORK / folder, ignore_errors=True)
    shutil.copytree(ROOT / "samples", WORK / "samples", ignore=shutil.ignore_patterns("__pycache__"))
    (WORK / "drafts").mkdir()
    if not (WORK / "venv/bin/python").exists():
        venv.create(WORK / "venv", with_pip=True)
    run(WORK / "venv/bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", PILLOW)
    sys.path.insert(0, str(next((WORK / "venv/lib").glob("python*/site-packages"))))
    if not (WORK / "font").exists():
        run("apt-get", "download", "-qq", FONT_PACKAGE)
        run("dpkg", "-x", next(WORK.glob(f"{FONT_PACKAGE}_*.deb")), "font")


def pdf_takes_issues():
    takes = re.search(r"^\s*takes\s+(.*)$", run("pressroom", "plugins", "info", "pdf"), re.MULTILINE)
    return bool(takes and re.search("issue|edition", takes[1]))


# The terminal: a command under a pseudo terminal, so that it colours its messages as it does for a person.

def in_terminal(command):
    """What the command leaves on a terminal, as lines that still hold their colours."""
    child, terminal = pty.fork()
    if child == 0:
        try:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
            os.chdir(WORK)
            os.execvpe(command[0], command, environment())
        finally:
            os._exit(127)
    written = bytearray()
    while True:
        try:
            written += os.read(terminal, 65536)
        except OSError:  # how Linux says that the other side has closed
            break
    if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0:
        sys.exit(f"{shlex.join(command)}:\n{written.decode()}")
    # A progress bar returns to the line's start and erases it: what stays is what was written after that.
    lines = written.decode().replace("\r\n", "\n").rstrip("\n").split("\n")
    return [re.split(r"\r|\x1b\[2?K", line)[-1] for line in lines]


def shortened(lines):
    """The messages worth a picture in full, how many more there were, and everything that follows them."""
    *messages, outputs = "\n".join(lines).split("\n\n")
    shown = [text for code in SHOWN for text in messages if f"[{code}]" in text]
    if len(shown) != len(SHOWN):
        sys.exit(f"the sample story does not get {', '.join(SHOWN)} each once: choose other messages to show")
    left_out = f"\x1b[30m⋯ {len(messages) - len(shown)} more messages, left out of this picture ⋯\x1b[0m"
    return "\n\n".join([*shown, left_out, outputs]).split("\n")


def coloured(line):
    """A line with ANSI colours, as HTML. Every character stands in a cell of its own width."""
    parts, bold, ink = [], False, None
    for number, piece in enumerate(re.split(r"\x1b\[([\d;]*)m", line)):
        if number % 2 == 0:
            style = ("font-weight:700;" if bold else "") + (f"color:{INK[ink]};" if ink else "")
            parts.append(f'<span style="{style}">{html.escape(piece)}</span>' if piece else "")
            continue
        for code in (int(code or 0) for code in piece.split(";")):
            if code == 0:
                bold, ink = False, None
            elif code == 1:
                bold = True
            elif code % 60 in INK:  # 30 to 37, and their bright sisters 90 to 97
                ink = code % 60
            else:
                sys.exit(f"no colour is known for the terminal's code {code}")
    return "".join(parts)


def terminal_picture(name, runs):
    lines = []
    for command, output in runs:
        lines += ([""] if lines else []) + [f"\x1b[32m$\x1b[0m \x1b[1m{shlex.join(command)}\x1b[0m", *output]
    for line in lines:
        text = re.sub(r"\x1b\[[\d;]*m", "", line)
        if len(text) > COLUMNS or not unicodedata.is_normalized("NFC", text):
            sys.exit(f"the terminal would wrap or misplace: {text}")
    body = "\n".join(coloured(line) for line in lines)
    picture(name, 1100, 24 + 38 + LINE_PX * len(lines) + 18 + 32, f"""
      <div class="window"><div class="bar"><i></i><i></i><i></i></div><pre>{body}</pre></div>
      <style>
        @font-face {{ font-family: terminal; src: url("../{FONT}-Regular.ttf") }}
        @font-face {{ font-family: terminal; font-weight: 700; src: url("../{FONT}-Bold.ttf") }}
        .window {{ margin: 24px 24px 32px; border-radius: 10px; background: #1b1f27; overflow: hidden;
                   box-shadow: 0 0 0 1px #0f1218, 0 6px 18px #0f172a40; }}
        .bar {{ height: 38px; padding-left: 20px; display: flex; align-items: center; gap: 8px; }}
        .bar i {{ width: 11px; height: 11px; border-radius: 50%; background: #414857; }}
        pre {{ margin: 0; padding: 0 26px 18px; color: #d5d9e0; font: 15px/{LINE_PX}px terminal;
               font-variant-ligatures: none; }}
      </style>""")


# Pages and screens.

def page_picture(name, document):
    """The first page of a PDF."""
    draft = WORK / "drafts" / Path(name).stem
    run("pdftoppm", "-png", "-singlefile", "-f", 1, "-l", 1, "-scale-to-x", PAGE_WIDTH_PX, "-scale-to-y", -1,
        document, draft)
    _, height = png_size(draft.with_suffix(".png"))
    picture(name, PAGE_WIDTH_PX + 40, height + 44, f"""
      <img src="{draft.name}.png">
      <style> img {{ margin: 16px 20px 28px; box-shadow: 0 0 0 1px #c9ced6, 0 4px 14px #0f172a2e; }} </style>""")


def spread_picture(name, document):
    """The first two pages of a PDF, one above the other, small."""
    draft = WORK / "drafts" / Path(name).stem
    run("pdftoppm", "-png", "-f", 1, "-l", 2, "-scale-to-x", SMALL_PAGE_WIDTH_PX, "-scale-to-y", -1, document, draft)
    pages = sorted((WORK / "drafts").glob(f"{draft.name}-*.png"))
    height = sum(png_size(page)[1] + 24 for page in pages)
    picture(name, SMALL_PAGE_WIDTH_PX + 24, height + 8, "".join(f'<img src="{page.name}">' for page in pages) + """
      <style> img { display: block; margin: 12px 12px 24px; box-shadow: 0 0 0 1px #c9ced6, 0 3px 9px #0f172a2e; }
      </style>""")


def reader_picture(name, book):
    """Two screens of the e-edition, pixel by pixel: its contents on a phone, a story on a tablet."""
    screens = []
    for device, (width, height), item in (("phone", PHONE, CONTENTS), ("tablet", TABLET, STORY)):
        run(TOOLS / "epub-reader", book, WORK / "drafts" / device, "--viewport", f"{width}x{height}")
        screens.append(f'<img class="{device}" src="{device}/{item:03}.png">')
    picture(name, PHONE[0] + TABLET[0] + 96, TABLET[1] + 76, f"""
      <div>{"".join(screens)}</div>
      <style>
        div {{ display: flex; align-items: center; justify-content: space-between; padding: 30px 24px 46px; }}
        img {{ border: 10px solid #22262e; box-shadow: 0 6px 18px #0f172a40; margin: -10px; }}
        .phone {{ border-radius: 34px; }} .tablet {{ border-radius: 26px; }}
      </style>""")


def site_picture(name, folder):
    """The front page on a desk and its first story on a phone, as far as they go without scrolling."""
    run(TOOLS / "web-check", folder, WORK / "drafts/site")
    front = (folder / "index.html").read_text("utf-8")
    story = re.search(r'class="headline"><a href="([^"]+)\.html"', front)[1]
    desk = [side * 5 // 8 for side in SITE_DESK]
    phone = [side * 5 // 8 for side in SITE_PHONE]
    picture(name, desk[0] + phone[0] + 112, desk[1] + 72, f"""
      <div><p class="desk"><img src="site/index-desk.png"></p><p class="phone"><img src="site/{story}-phone.png"></p></div>
      <style>
        div {{ display: flex; align-items: center; justify-content: space-between; padding: 28px 24px 44px; }}
        p {{ margin: -8px; overflow: hidden; border: 8px solid #22262e; box-shadow: 0 6px 18px #0f172a40; }}
        .desk {{ width: {desk[0]}px; height: {desk[1]}px; border-radius: 14px; }}
        .phone {{ width: {phone[0]}px; height: {phone[1]}px; border-radius: 26px; }}
        img {{ width: 100%; }}
      </style>""")


def picture(name, width, height, body):
    """Renders HTML of a known size and writes it with a palette."""
    page, shot = (WORK / "drafts" / f"{Path(name).stem}{ending}" for ending in (".html", "-shot.png"))
    page.write_text(f'<!doctype html><meta charset="utf-8"><style> body {{ margin: 0; background: #fff }} '
                    f"img {{ display: block }} </style>{body}", encoding="utf-8")
    # Chromium counts a window's frame as part of its height even when there is none: ask for more, and cut.
    run(TOOLS / "chromium", "--headless", "--hide-scrollbars", "--force-device-scale-factor=1",
        "--force-color-profile=srgb", "--disable-lcd-text", "--log-level=3", f"--user-data-dir={WORK}/chromium",
        f"--window-size={width},{height + 200}", f"--screenshot={shot}", page.as_uri())
    write_with_palette(shot, (width, height), PICTURES / name)
    size = (PICTURES / name).stat().st_size
    print(f"{name}  {width} x {height}  {size / 1000:.0f} kB")
    if size > MAX_PICTURE_BYTES:
        sys.exit(f"{name} is over {MAX_PICTURE_BYTES} bytes")


def write_with_palette(shot, size, path):
    """Cuts a picture to size and writes it with 256 colours: a third of the bytes."""
    from PIL import Image, ImageChops
    image = Image.open(shot).convert("RGB").crop((0, 0, *size))
    counts = sorted(image.getcolors(image.width * image.height), reverse=True)
    exact = [colour for _, colour in counts[:EXACT_COLOURS]]
    # Mixed from pixels as they are, the other colours go to the sky, and a small red word turns grey. So what occurs
    # often counts for less.
    sample = [colour for count, colour in counts[EXACT_COLOURS:] for _ in range(int(count ** 0.7))]
    swatch = Image.new("RGB", (len(sample), 1))
    swatch.putdata(sample)
    mixed = swatch.quantize(MIXED_COLOURS, Image.Quantize.MEDIANCUT, kmeans=4).getpalette()
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in exact for part in colour] + mixed)
    reduced = image.quantize(palette=palette, dither=Image.Dither.FLOYDSTEINBERG)
    # Pillow looks colours up roughly, and dithers: paper would not stay white, nor the terminal even.
    for number, colour in enumerate(exact):
        red, green, blue = ImageChops.difference(image, Image.new("RGB", size, colour)).split()
        same = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([255] + 255 * [0])
        reduced.paste(number, (0, 0, *size), same)
    reduced.save(path, optimize=True)


def png_size(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


if __name__ == "__main__":
    main()
