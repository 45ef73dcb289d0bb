#!/usr/bin/env python3
"""Writes starting inputs for the fuzz targets from the project's own plans: seeds.py OUT_FOLDER.

A plan folder becomes one text, "=== name" before each file, without row counts and control sums:
a mutation would fail on them before it reaches anything else. The words of tables and columns
become a dictionary.
"""
import json
import pathlib
import re
import sys

PROJECT = pathlib.Path(__file__).resolve().parent.parent


def container(folder: pathlib.Path) -> str:
    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    for entry in plan["tables"].values():
        entry.pop("rows", None)
        entry.pop("control_sums", None)
    text = "=== plan.json\n" + json.dumps(plan, ensure_ascii=False) + "\n"
    for entry in plan["tables"].values():
        text += f"=== {entry['file']}\n" + (folder / entry["file"]).read_text(encoding="utf-8")
    return text


def put(out: pathlib.Path, target: str, name: str, data: bytes) -> None:
    (out / target).mkdir(parents=True, exist_ok=True)
    (out / target / name).write_bytes(data)


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    out = pathlib.Path(sys.argv[1])
    folders = [PROJECT / "tests/errors/base", *sorted((PROJECT / "examples").iterdir())]
    for folder in folders:
        if not (folder / "plan.json").exists():
            continue
        put(out, "plan_folder", folder.name, container(folder).encode())
        put(out, "json_readers", folder.name, (folder / "plan.json").read_bytes())
        for table in sorted(folder.glob("*.csv")):
            put(out, "csv_readers", f"{folder.name}-{table.name}", table.read_bytes())
    golden = PROJECT / "tests/outputs/golden/vi"
    put(out, "sealed_plan", "golden", (golden / "plan.sealed.json").read_bytes())
    put(out, "results", "golden", (golden / "result.json").read_bytes())
    words = set()
    for source in sorted((PROJECT / "inputs").glob("*.cpp")):
        for text in re.findall(r'"([a-z][a-z0-9_|]+)"', source.read_text(encoding="utf-8")):
            words.update(text.split("|"))
    words.update(["2026-01-01", "9000000000000000", "9000000000000001", "=== ", "y2026"])
    (out / "words.dict").write_text("".join(f'"{word}"\n' for word in sorted(words)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
