#!/usr/bin/env python3
"""Our choice beside CBC and GLPK on the same models, in CPU seconds of one thread.

    bench/choose_beside_peers.py PROGRAM PROJECTS SECONDS SEED [SEED …]

PROGRAM is build/release/bench/choose_programme. For every seed it prints our line, then value and time of the
peers on the same model as MPS, each stopped after SECONDS.
"""
import re
import resource
import subprocess
import sys
import tempfile


def run(command, seconds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds * 20 + 600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done.stdout, used


def cbc(mps, seconds):
    out, used = run(["cbc", mps, "-max", "-sec", str(seconds), "-timeMode", "cpu", "-solve", "-quit"], seconds)
    value = re.search(r"Objective value:\s+(\S+)", out)
    bound = re.search(r"(?:Lower|Upper) bound:\s+(\S+)", out)
    proved = "Optimal solution found" in out
    return f"cbc   value {value.group(1) if value else '-'} bound {bound.group(1) if bound else '-'} " \
           f"{'optimal by its own word' if proved else 'stopped'} {used:.1f} s"


def glpk(mps, seconds):
    out, used = run(["glpsol", "--freemps", mps, "--max", "--cuts", "--pcost", "--fpump", "--tmlim",
                     str(seconds)], seconds)
    best = re.findall(r"mip =\s+(\S+)\s+(?:<=|>=)\s+(\S+)", out)
    proved = "INTEGER OPTIMAL SOLUTION FOUND" in out
    return f"glpk  value {best[-1][0] if best else '-'} bound {best[-1][1] if best else '-'} " \
           f"{'optimal by its own word' if proved else 'stopped'} {used:.1f} s"


def main():
    program, projects, seconds, seeds = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4:]
    for seed in seeds:
        with tempfile.NamedTemporaryFile(suffix=".mps") as file:
            out, _ = run([program, "--projects", projects, "--seed", seed, "--seconds", str(seconds), "--mps",
                          file.name], seconds)
            print(out.strip())
            for peer in (cbc, glpk):
                print("   ", peer(file.name, seconds), flush=True)


main()
