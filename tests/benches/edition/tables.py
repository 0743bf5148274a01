"""Results as Markdown."""

import dataclasses
import os
import platform
import statistics
import subprocess
import sys

import measure
import tools

BEGIN = "<!-- begin: written by tests/benches/edition/run.py -->"
END = "<!-- end -->"
OUTPUTS = ["EPUB", "NewsML-G2", "PDF", "all three"]
ROLES = ["pressroom", "library", "peer", "floor"]
# What a row's time is given as a multiple of.
COMPARED = {"floor": "of the floor", "peer": "of the best peer"}


@dataclasses.dataclass
class Result:
    absent: str | None = None
    warm: object = None
    memory: object = None
    runs: list = dataclasses.field(default_factory=list)
    # Seconds by step, of the last run, if the tool tells.
    steps: dict = dataclasses.field(default_factory=dict)

    def wall(self):
        return statistics.median(run.wall for run in self.runs)

    def processor(self):
        return statistics.median(run.processor for run in self.runs)

    def peak(self):
        return self.memory.host + self.memory.worker


def whole(measured, results):
    """All that was measured. `results`: by size, a Result for each tool."""
    measured, results = with_best_peers(measured, results)
    parts = [machine(), legend()]
    for output in OUTPUTS:
        rows = [at for role in ROLES for at, tool in enumerate(measured) if (tool.output, tool.role) == (output, role)]
        parts.append(table(output, rows, measured, results))
    parts += [aim(measured, results), steps(measured, results)]
    return "\n\n".join(part for part in parts if part) + "\n"


def with_best_peers(measured, results):
    """Adds what all three outputs take with the fastest peer of each, one after another."""
    wanted = [output for output in OUTPUTS if output != "all three"]
    together = tools.Tool("all three", "the fastest peers, one after another", "peer", None)
    added = {size: row + [best_peers(wanted, measured, row)] for size, row in results.items()}
    return (measured + [together], added) if all(row[-1] for row in added.values()) else (measured, results)


def best_peers(outputs, measured, row):
    best = []
    for output in outputs:
        peers = [result for tool, result in zip(measured, row) if (tool.output, tool.role) == (output, "peer")]
        best.append(min((result for result in peers if not result.absent), key=Result.wall, default=None))
    if None in best:
        return None
    total = measure.Run(sum(result.wall() for result in best), sum(result.processor() for result in best))
    most = measure.Memory(max(result.peak() for result in best), 0)
    return Result(warm=total, memory=most, runs=[total, total])


def machine():
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True).stdout.split()[1]
    kernel = f"{platform.system()} {platform.machine()}"
    return f"Measured on {os.cpu_count()} cores, {kernel}; rustc {rustc}, Python {platform.python_version()}."


def legend():
    return (
        "A cell: seconds / processor seconds / peak MB (the command, + its largest worker). Growth: how many times the "
        "time and the memory of the size before; linear is as many times as there are stories."
    )


def table(output, rows, measured, results):
    sizes = list(results)
    last, largest = sizes[-1], f"{sizes[-1]:,}"
    head = [output] + [f"{size:,} stories" for size in sizes]
    growths = list(zip(sizes, sizes[1:]))
    head += [f"growth to {to:,}" for _, to in growths]
    compared = [role for role in COMPARED if any(measured[at].role == role for at in rows)]
    head += [f"{COMPARED[role]}, {largest}" for role in compared]
    lines = [head, ["---"] * len(head)]
    for at in rows:
        cells = [measured[at].name]
        cells += [cell(results[size][at]) for size in sizes]
        cells += [growth(results[before][at], results[after][at]) for before, after in growths]
        cells += [ratio(at, role, rows, measured, results[last]) for role in compared]
        lines.append(cells)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def cell(result):
    if result.absent:
        return result.absent
    peak = f"{result.memory.host / 1e6:.0f}"
    if result.memory.worker:
        peak += f" + {result.memory.worker / 1e6:.0f}"
    once = " (one run)" if len(result.runs) == 1 else ""
    return f"{seconds(result.wall())} / {seconds(result.processor())} / {peak}{once}"


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}" if value < 10 else f"{value:.0f}"


def growth(before, after):
    if before.absent or after.absent:
        return ""
    return f"{after.wall() / before.wall():.1f}x, {after.peak() / before.peak():.1f}x"


def ratio(at, role, rows, measured, results):
    """A tool's time as a multiple of the fastest of that role; not of itself."""
    those = [row for row in rows if measured[row].role == role and not results[row].absent]
    fastest = min((results[row].wall() for row in those), default=0)
    if results[at].absent or not fastest or measured[at].role == role:
        return ""
    return f"{results[at].wall() / fastest:.2f}x"


def aim(measured, results):
    """All three outputs in less time than a script with EbookLib needs for its EPUB alone."""
    lines = []
    for script in (at for at, tool in enumerate(measured) if tool.name.startswith("EbookLib")):
        shares = [share(measured, script, size, row) for size, row in results.items()]
        said = ", ".join(one for one in shares if one)
        if said:
            lines.append(f"- {measured[script].name}: {said}")
    title = (
        "All three outputs by Pressroom, as a share of the time that an EbookLib script takes for its EPUB alone "
        "(the aim is below 1):"
    )
    return "\n".join([title, "", *lines]) if lines else ""


def share(measured, script, size, row):
    all_three = [at for at, tool in enumerate(measured) if (tool.output, tool.role) == ("all three", "pressroom")]
    if row[script].absent or any(row[at].absent for at in all_three):
        return None
    return f"{size:,} stories {row[all_three[0]].wall() / row[script].wall():.2f}"


def steps(measured, results):
    """Where Pressroom's time goes, as its own report says."""
    lines = []
    for size, row in results.items():
        for tool, result in zip(measured, row):
            if tool.output == "all three" and result.steps:
                told = ", ".join(f"{step} {seconds(taken)}" for step, taken in result.steps.items())
                lines.append(f"- {size:,} stories: {told}; in all {seconds(result.runs[-1].wall)}")
    title = "Seconds by step of one run of all three, as report.json tells them; plugins run beside each other:"
    return "\n".join([title, "", *lines]) if lines else ""


def put_into(page, text, begin=BEGIN):
    """Replaces what stands between a bench's marker and the end after it."""
    before, rest = page.read_text("utf-8").split(begin)
    _, after = rest.split(END, 1)
    page.write_text(f"{before}{begin}\n{text}{END}{after}", "utf-8")
    print(f"written into {page.relative_to(tools.ROOT)}", file=sys.stderr)
