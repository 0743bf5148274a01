#!/usr/bin/env python3
"""How long an edition takes: issues of generated stories by `pressroom export`, beside what one would pick instead.

    python3 tests/benches/edition/run.py [--sizes 20,200,2000] [--peers] [--work DIR]

Builds Pressroom in release, makes its own Python environment and the input below DIR (target/bench-edition), runs
whole processes in turn and prints the tables; with --peers and the usual sizes it puts them into docs/performance.md.
Linux only: memory is read from /proc. Needs 5 GB of disk for 2,000 stories, and PyPI once.
"""

import argparse
import pathlib
import subprocess
import sys

import measure
import tables
import tools

PERFORMANCE = tools.ROOT / "docs/performance.md"
USUAL_SIZES = [20, 200, 2000]
# A median needs three; short runs are repeated more often, long ones not at all.
RUNS, RUNS_OF_SHORT, SHORT_SECONDS, LONG_SECONDS = 3, 7, 1.0, 20.0


def main():
    arguments = read_arguments()
    work = arguments.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    if not arguments.no_build:
        subprocess.run(["cargo", "build", "--release"], cwd=tools.ROOT, check=True)
        library = ["--package", "pressroom-newsml", "--example", "issue_json"]
        subprocess.run(["cargo", "build", "--release", *library], cwd=tools.ROOT, check=True)
    environment = tools.Environment(work / "python")
    for package in tools.FOR_INPUT:
        if not environment.install(package):
            sys.exit(f"the input cannot be made without {package}")
    measured = tools.all_tools(environment, arguments.peers)
    results = {}
    for size in arguments.sizes:
        photos = min(size, arguments.photos or size)
        issue = make_issue(environment, work, size, photos)
        results[size] = measure_size(measured, issue, (size, photos), work)
        print(tables.whole(measured, {size: results[size]}), flush=True)
    text = tables.whole(measured, results)
    (work / "tables.md").write_text(text, "utf-8")
    print(text)
    if arguments.peers and arguments.sizes == USUAL_SIZES and not arguments.photos:
        tables.put_into(PERFORMANCE, text)


def read_arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    sizes = lambda text: sorted({int(size) for size in text.split(",")})
    parser.add_argument("--sizes", type=sizes, default=USUAL_SIZES, help="stories in an issue, such as 20,200")
    parser.add_argument("--peers", action="store_true", help="measure other tools too")
    parser.add_argument("--photos", type=int, help="different photographs [default: one a story]")
    parser.add_argument("--no-build", action="store_true", help="measure what was built before")
    parser.add_argument("--work", type=pathlib.Path, default=tools.ROOT / "target/bench-edition")
    return parser.parse_args()


def make_issue(environment, work, size, photos):
    """The input of one size, made anew each time but for the photographs: that takes a moment, and is never stale."""
    print(f"making an issue of {size} stories", file=sys.stderr)
    command = [environment.python, tools.HERE / "generate.py", work, str(size), str(photos)]
    subprocess.run(command, check=True)
    issue = work / f"issue-{size}"
    checked = subprocess.run([tools.PRESSROOM, "issue", "check", issue], capture_output=True, text=True)
    if checked.returncode != 0 or "warning" in checked.stderr:
        sys.exit(f"preflight does not pass the generated issue:\n{checked.stdout}{checked.stderr}")
    return issue


def measure_size(measured, issue, counts, work):
    """Every tool once to warm up, looked at for memory; then all in turn, so that a machine whose speed drifts slows
    all of them alike. `counts`: stories and photographs. Gives a tables.Result for each."""
    results = [warm_up(tool, issue, counts, work) for tool in measured]
    for turn in range(RUNS_OF_SHORT):
        for tool, result in zip(measured, results):
            if turn < wanted_runs(result):
                try:
                    run, _ = one_run(tool, issue, work)
                    result.runs.append(run)
                    result.steps = tools.steps(work / "out")
                except (measure.Stopped, measure.Failed) as why:
                    result.absent = absent(tool, why)
    tools.clear(work / "out")
    return results


def wanted_runs(result):
    if result.absent or result.warm is None or result.warm.wall >= LONG_SECONDS:
        return 0
    return RUNS_OF_SHORT if result.warm.wall < SHORT_SECONDS else RUNS


def warm_up(tool, issue, counts, work):
    if tool.absent:
        return tables.Result(absent=tool.absent)
    result = tables.Result()
    try:
        result.warm, result.memory = one_run(tool, issue, work, look=True)
        wrong = tools.look_inside(tool, work / "out", *counts)
        if wrong:
            raise measure.Failed(wrong)
    except (measure.Stopped, measure.Failed) as why:
        return tables.Result(absent=absent(tool, why))
    result.steps = tools.steps(work / "out")
    # A run that long is not disturbed by being looked at, and not repeated.
    result.runs = [result.warm] if result.warm.wall >= LONG_SECONDS else []
    return result


def absent(tool, why):
    """What the table says of a tool that failed; the whole reason is for whoever runs this."""
    print(f"{tool.output}: {tool.name}: {why}", file=sys.stderr)
    return str(why) if isinstance(why, measure.Stopped) else "failed"


def one_run(tool, issue, work, look=False):
    out = work / "out"
    # What the run before wrote and is not yet on the disk need not go there.
    tools.clear(out)
    return measure.run(tool.command(issue, out), issue, work / "log.txt", tools.TIMEOUT_SECONDS, look)


if __name__ == "__main__":
    main()
