#!/usr/bin/env python3
"""Times whole processes: median wall and CPU milliseconds and greatest memory of N runs.

usage: bench/measure.py [--runs N] [--label TEXT] -- COMMAND ARGUMENTS...
The output folder of `phanbo allocate -o OUT` is overwritten each time, as an officer would do.
"""
import argparse
import os
import resource
import statistics
import subprocess
import sys
import time


def run_once(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    error = process.stderr.read().decode(errors="replace")
    del before
    return wall * 1000, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), error


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--label", default="")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    command = options.command[1:] if options.command[:1] == ["--"] else options.command
    if not command:
        parser.error("no command")
    samples = [run_once(command) for _ in range(options.runs)]
    codes = {sample[3] for sample in samples}
    if not codes <= {0, 1, 5}:
        sys.stderr.write(samples[0][4])
        sys.exit(f"exit codes {sorted(codes)}")
    wall, cpu, memory = (statistics.median(sample[i] for sample in samples) for i in range(3))
    print(f"{options.label or ' '.join(command[:3])}: wall {wall:.1f} ms, cpu {cpu:.1f} ms, "
          f"memory {memory:.0f} MB (median of {options.runs}; least wall {min(s[0] for s in samples):.1f} ms)")


if __name__ == "__main__":
    main()
