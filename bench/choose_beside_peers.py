#!/usr/bin/env python3
"""Our choice beside CBC and GLPK on the same models, in CPU seconds of one thread.

    bench/choose_beside_peers.py PROGRAM PROJECTS GAPS SECONDS PEER_SECONDS SEED [SEED …]

PROGRAM is build/release/bench/choose_programme, GAPS a list like 0.1,0.01 (percent; 0 = to the optimum). For every
seed: our line for each gap, stopped after SECONDS; then what the peers reached on the same model as MPS, each stopped
after PEER_SECONDS (0 = no peers), with the distance of their value from our proved bound.
"""
import re
import resource
import subprocess
import sys
import tempfile


def run(command, seconds):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True, timeout=float(seconds) * 20 + 600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cbc(mps, seconds):
    out, used = run(["cbc", mps, "-max", "-sec", str(seconds), "-timeMode", "cpu", "-solve", "-quit"], seconds)
    value = re.search(r"Objective value:\s+(\S+)", out)
    bound = re.search(r"(?:Lower|Upper) bound:\s+(\S+)", out)
    return value and abs(float(value.group(1))), bound and abs(float(bound.group(1))), \
        "Optimal solution found" in out, used


def glpk(mps, seconds):
    out, used = run(["glpsol", "--freemps", mps, "--max", "--cuts", "--pcost", "--fpump", "--tmlim", str(seconds)],
                    seconds)
    best = re.findall(r"mip =\s+(\S+)\s+(?:<=|>=)\s+(\S+)", out)

    def number(text):
        return float(text) if re.fullmatch(r"[-+0-9.e]+", text) else None
    return best and number(best[-1][0]), best and number(best[-1][1]), \
        "INTEGER OPTIMAL SOLUTION FOUND" in out, used


def peer_line(name, answer, our_bound):
    value, bound, proved, used = answer
    if not value:
        return f"    {name:4} no plan after {used:.1f} s"
    behind = 100 * (our_bound - value) / our_bound
    own = "its own word: optimal" if proved else f"its own bound {bound:.0f}" if bound else "no bound"
    return f"    {name:4} value {value:.0f}, {behind:.4f} % below our bound, {own}, {used:.1f} s"


def main():
    program, projects, gaps, seconds, peer_seconds = sys.argv[1:6]
    for seed in sys.argv[6:]:
        with tempfile.NamedTemporaryFile(suffix=".mps") as file:
            bound = None
            for gap in gaps.split(","):
                out, _ = run([program, "--projects", projects, "--seed", seed, "--seconds", seconds, "--gap", gap, "--mps",
                              file.name], float(seconds))
                print(f"gap {gap}: {out.strip()}", flush=True)
                own = int(re.search(r"bound (\d+)", out).group(1))
                bound = own if bound is None else min(bound, own)
            if peer_seconds == "0":
                continue
            for name, peer in (("cbc", cbc), ("glpk", glpk)):
                print(peer_line(name, peer(file.name, int(peer_seconds)), bound), flush=True)


main()
