#!/usr/bin/env python3
"""By hand: is "which figures rest on this input?" true? reverse_campaign.py PHANBO RESULT… [--count N] [--seed S]

For N inputs of each result (those that its explanations name) another value is put in, the plan is run again,
and the needs and figures that move are held against those that `explain --input` names. A figure that moves
and is not named is a fault (exit 1). One that is named and keeps its value is listed: rounding may hide a small
change.
"""

import json
import random
import subprocess
import sys
from decimal import Decimal, InvalidOperation


def explain(phanbo, result, *words):
    done = subprocess.run([phanbo, "explain", result, *words, "--format", "json"],
                          capture_output=True, text=True)
    return done.returncode, (json.loads(done.stdout) if done.returncode == 0 else None)


def inputs_of(phanbo, result, rng, most):
    """Places of numeric inputs that the derivations of a sample of needs and figures end in."""
    with open(f"{result}/result.json", encoding="utf-8") as file:
        content = json.load(file)
    ids = [row["demand"] for row in content["demands"]] + [row["id"] for row in content["figures"]]
    rng.shuffle(ids)
    found = {}

    def walk(node):
        if node["operation"] == "input" and node.get("place"):
            found[node["place"]] = node["value"]
        for child in node.get("children", []):
            walk(child)

    for id_ in ids[:most]:
        code, told = explain(phanbo, result, id_)
        if code == 0:
            for subject in told["explained"]:
                walk(subject["derivation"])
    return found


def another_value(value, rng):
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    if number == number.to_integral_value():
        return str(int(number) + rng.choice([1, 7, max(1, int(number) // 10), int(number) + 1]))
    return str(number + rng.choice([number / 2, number]).quantize(Decimal(value)))


def check(phanbo, result, place, value):
    """Names of figures moved but not named, and of those named but not moved."""
    code, moved = explain(phanbo, result, "--input", place, "--to", value)
    if code != 0:
        return None
    _, named = explain(phanbo, result, "--input", place)
    told = {(row["kind"], row["id"]): row["moves"] for row in named["dependents"]
            if row["kind"] in ("demand", "figure")}
    seen = set()
    for row in moved["moved"]:
        if row["list"] == "demands" and row["id"].endswith("/need_dong"):
            seen.add(("demand", row["id"].removesuffix("/need_dong")))
        if row["list"] == "figures" and not row["id"].startswith("authority_cost/"):
            seen.add(("figure", row["id"]))
    expected = {key for key, moves in told.items()
                if moves and not key[1].startswith("authority_cost/")}
    return sorted(seen - set(told)), sorted(expected - seen)


def main(words):
    count, seed, results = 30, 1, []
    for word in words[1:]:
        results.append(word)
    for option in ("--count", "--seed"):
        if option in results:
            at = results.index(option)
            number = int(results[at + 1])
            del results[at:at + 2]
            count, seed = (number, seed) if option == "--count" else (count, number)
    faults = 0
    for result in results:
        rng = random.Random(seed)
        inputs = inputs_of(words[0], result, rng, 60)
        places = sorted(inputs)
        rng.shuffle(places)
        tried = refused = quiet = 0
        for place in places[:count]:
            value = another_value(inputs[place], rng)
            outcome = value and check(words[0], result, place, value)
            if not outcome:
                refused += 1
                continue
            tried += 1
            missing, unmoved = outcome
            faults += bool(missing)
            quiet += bool(unmoved)
            if missing:
                print(f"  FAULT {place} = {value}: moves, not named: {missing[:5]}")
            if unmoved:
                print(f"  {place} = {value}: named, not moved: {len(unmoved)} ({unmoved[0][1]} …)")
        print(f"{result}: {tried} inputs, {refused} refused or no number, {quiet} with unmoved names")
    return 1 if faults else 0


sys.exit(main(sys.argv[1:]))
