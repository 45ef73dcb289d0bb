#!/usr/bin/env python3
"""Measures whole processes, by hand, never inside a test.

usage: bench/measure.py --report BUILD [--work FOLDER] [--runs N] [--largest DEMAND_YEARS]
           the whole report: An Bình and the national plan, time per stage, growth, peers;
           BUILD is a release build with phanbo, national_plan, stage_times and, where LEMON and CLP
           are installed, flow_beside_peers
       bench/measure.py [--runs N] [--label TEXT] -- COMMAND ARGUMENTS...
           one command

Wall and processor milliseconds, least and median of the runs, and the greatest memory. The load of
the machine is printed beside them: wall times under load say little, processor times somewhat more.
"""
import argparse
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

YEARS = 5
PROJECTS_PER_COMMUNE = 6


def run_once(command):
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read().decode(errors="replace")
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1, 5):
        sys.stderr.write(error)
        sys.exit(f"exit code {code}: {' '.join(map(str, command))}")
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024


class Figures:
    """Least and median wall and processor time of a command, and its greatest memory."""

    def __init__(self, command, runs):
        self.load = os.getloadavg()[0]
        samples = [run_once(command) for _ in range(runs)]
        self.runs = runs
        self.wall_least = min(s[0] for s in samples)
        self.wall = statistics.median(s[0] for s in samples)
        self.processor_least = min(s[1] for s in samples)
        self.processor = statistics.median(s[1] for s in samples)
        self.memory = max(s[2] for s in samples)

    def __str__(self):
        return (f"wall {self.wall_least:.1f} / {self.wall:.1f} ms, processor {self.processor_least:.1f} / "
                f"{self.processor:.1f} ms (least / median of {self.runs}), memory {self.memory:.0f} MB, "
                f"load {self.load:.1f}")


def make_plan(build, folder, communes):
    if not (folder / "plan.json").exists():
        subprocess.run([build / "bench/national_plan", "--out", folder, "--communes", str(communes)],
                       check=True)
    return folder


def allocate(build, plan, out, *options):
    return [build / "cli/phanbo", "allocate", plan, "-o", out, "--format", "json,csv", "--quiet",
            *options]


def report_growth(build, work, runs, largest):
    print("\n| demand-years | wall ms | processor ms | memory MB | ns / (n log2 n) |\n"
          "| ---: | ---: | ---: | ---: | ---: |")
    for communes in (34, 333, 1000, 3321, 10000, 33300):
        count = communes * PROJECTS_PER_COMMUNE * YEARS
        if count > largest:
            break
        plan = make_plan(build, work / f"plan-{count}", communes)
        found = Figures(allocate(build, plan, work / "out-growth"), max(1, runs if count < 200_000 else 1))
        unit = found.processor_least * 1e6 / (count * math.log2(count))
        print(f"| {count:,} | {found.wall_least:.0f} | {found.processor_least:.0f} | {found.memory:.0f} | "
              f"{unit:.0f} |", flush=True)


def report(build, work, runs, largest):
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    print(f"machine: {model}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")
    root = pathlib.Path(__file__).resolve().parent.parent
    print("An Bình, JSON and CSV:", Figures(allocate(build, root / "examples/an-binh", work / "out-an-binh"),
                                           max(runs, 9)), flush=True)
    plan = make_plan(build, work / "plan-99630", 3321)
    for threads in ("1", "2"):
        print(f"national plan, JSON and CSV, {threads} thread(s):",
              Figures(allocate(build, plan, work / "out-national", "--threads", threads), runs), flush=True)
    size = sum(path.stat().st_size for path in (work / "out-national").rglob("*") if path.is_file())
    print(f"output: {size / 1e6:.0f} MB\n\nstages, 1 thread:")
    sys.stdout.flush()
    subprocess.run([build / "bench/stage_times", plan, work / "out-stages", "1"], check=False)
    report_growth(build, work, runs, largest)
    peers = build / "bench/flow_beside_peers"
    print()
    sys.stdout.flush()
    if peers.exists():
        subprocess.run([peers, plan, "3"], check=False)
    else:
        print("peers: not built (liblemon-dev, coinor-libclp-dev)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--label", default="")
    parser.add_argument("--report", metavar="BUILD", type=pathlib.Path)
    parser.add_argument("--work", type=pathlib.Path)
    parser.add_argument("--largest", type=int, default=1_000_000)
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if options.report:
        work = options.work or pathlib.Path(tempfile.mkdtemp(prefix="phanbo-measure-"))
        work.mkdir(parents=True, exist_ok=True)
        report(options.report.resolve(), work, options.runs, options.largest)
        return
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("no command")
    print(f"{options.label or ' '.join(command[:3])}: {Figures(command, options.runs)}")


if __name__ == "__main__":
    main()
