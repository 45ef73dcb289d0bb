#!/usr/bin/env python3
"""Works out every formula of a workbook in exact arithmetic and compares with the saved values.

Usage: evaluate_workbook.py FILE.xlsx … [--least N] [--break]
  --least N   fail unless each file has at least N formulas
  --break     the broken twin: one input is changed first, and the check must then fail
Written from the meaning of the functions; it shares nothing with the program.
"""

import re
import sys
from decimal import Decimal
from fractions import Fraction

from read_xlsx import Book, split_cell

TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:[^"]|"")*")|(?P<number>\d+(?:\.\d+)?)
        |(?P<cell>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w.(])
        |(?P<word>[A-Za-z_][\w.]*)|(?P<sign><>|[-+*/(),=&]))""",
    re.VERBOSE,
)


class Range(list):
    """Cells of a range, row after row, as values."""


def number(value):
    if value is None or value == "":
        return Fraction(0)
    if isinstance(value, str):
        raise ValueError(f"text as a number: {value!r}")
    return Fraction(value)


def half_up(value, digits):
    scaled = abs(value) * 10**digits
    whole = (2 * scaled + 1).__floor__() // 2
    return Fraction(whole if value >= 0 else -whole, 10**digits)


def flat(arguments):
    for argument in arguments:
        if isinstance(argument, Range):
            yield from (number(value) for value in argument if not isinstance(value, str))
        else:
            yield number(argument)


def meets(value, criterion):
    criterion = criterion if isinstance(criterion, str) else str(criterion)
    shown = "" if value is None else str(value)
    if criterion.startswith("<>"):
        return shown != criterion[2:]
    return shown == criterion


class Evaluator:
    def __init__(self, book):
        self.book = book
        self.done = {}

    def value(self, sheet, place):
        key = (sheet, place)
        if key not in self.done:
            cell = self.book.sheets[sheet].get(place)
            if cell is None:
                self.done[key] = None
            elif cell.formula is None:
                self.done[key] = cell.value
            else:
                self.done[key] = "circular"
                self.done[key] = Parser(self, sheet, cell.formula).result()
        if self.done[key] == "circular":
            raise ValueError(f"circular at {sheet} {place}")
        return self.done[key]

    def reference(self, sheet, text):
        if "!" in text:
            sheet, text = text.rsplit("!", 1)
            sheet = sheet.strip("'").replace("''", "'")
        if ":" not in text:
            return self.value(sheet, split_cell(text))
        (row, column), (last_row, last_column) = map(split_cell, text.split(":"))
        return Range(
            self.value(sheet, (r, c))
            for r in range(row, last_row + 1)
            for c in range(column, last_column + 1)
        )


class Parser:
    def __init__(self, evaluator, sheet, formula):
        self.evaluator = evaluator
        self.sheet = sheet
        self.tokens = []
        at = 0
        while at < len(formula):
            match = TOKEN.match(formula, at)
            if not match:
                raise ValueError(f"cannot read {formula!r} at {at}")
            self.tokens.append((match.lastgroup, match.group(match.lastgroup)))
            at = match.end()
        self.at = 0

    def result(self):
        value = self.comparison()
        if self.at != len(self.tokens):
            raise ValueError("text left over")
        return value

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, sign):
        if self.peek() == ("sign", sign):
            self.at += 1
            return True
        return False

    def comparison(self):
        left = self.joined()
        if self.take("="):
            return number(left) == number(self.joined())
        return left

    def joined(self):
        left = self.sum()
        while self.take("&"):
            left = f"{left}{self.sum()}"
        return left

    def sum(self):
        left = self.product()
        while True:
            if self.take("+"):
                left = number(left) + number(self.product())
            elif self.take("-"):
                left = number(left) - number(self.product())
            else:
                return left

    def product(self):
        left = self.unary()
        while True:
            if self.take("*"):
                left = number(left) * number(self.unary())
            elif self.take("/"):
                left = number(left) / number(self.unary())
            else:
                return left

    def unary(self):
        if self.take("-"):
            return -number(self.unary())
        if self.take("("):
            value = self.comparison()
            assert self.take(")")
            return value
        kind, text = self.peek()
        self.at += 1
        if kind == "text":
            return text[1:-1].replace('""', '"')
        if kind == "number":
            return Fraction(text)
        if kind == "cell":
            return self.evaluator.reference(self.sheet, text)
        if kind == "word" and self.take("("):
            return self.call(text)
        if kind == "word":
            return self.evaluator.reference(self.sheet, self.evaluator.book.names[text].lstrip("="))
        raise ValueError(f"unexpected {text!r}")

    def call(self, name):
        if name == "IF":
            condition = self.comparison()
            assert self.take(",")
            mark = self.at
            if condition:
                chosen = self.comparison()
                self.skip_argument()
                return chosen
            self.at = mark
            self.skip_argument_to_comma()
            chosen = self.comparison()
            assert self.take(")")
            return chosen
        arguments = [self.comparison()]
        while self.take(","):
            arguments.append(self.comparison())
        assert self.take(")")
        if name == "SUM":
            return sum(flat(arguments), Fraction(0))
        if name == "MAX":
            return max(flat(arguments))
        if name == "ROUND":
            return half_up(number(arguments[0]), int(arguments[1]))
        if name == "ROUNDDOWN":
            return Fraction(int(number(arguments[0])))
        if name == "SUMIF":
            return self.sum_where(arguments[2], arguments[:2])
        if name == "SUMIFS":
            return self.sum_where(arguments[0], arguments[1:])
        raise ValueError(f"unknown function {name}")

    def skip_argument(self):
        depth = 0
        while True:
            kind, text = self.tokens[self.at]
            self.at += 1
            if kind == "sign" and text == "(":
                depth += 1
            if kind == "sign" and text == ")":
                if depth == 0:
                    return
                depth -= 1

    def skip_argument_to_comma(self):
        depth = 0
        while True:
            kind, text = self.tokens[self.at]
            self.at += 1
            if kind == "sign" and text in "()":
                depth += 1 if text == "(" else -1
            if kind == "sign" and text == "," and depth == 0:
                return

    @staticmethod
    def sum_where(amounts, conditions):
        amounts = amounts if isinstance(amounts, Range) else Range([amounts])
        total = Fraction(0)
        pairs = []
        for values, criterion in zip(conditions[::2], conditions[1::2]):
            pairs.append((values if isinstance(values, Range) else Range([values]), criterion))
        for index, amount in enumerate(amounts):
            if all(meets(values[index], criterion) for values, criterion in pairs):
                total += number(amount)
        return total


def same(found, saved):
    if isinstance(found, str) or isinstance(saved, str):
        return (found or "") == (saved or "")
    return number(found) == number(saved)


def differences(book):
    evaluator = Evaluator(book)
    count = 0
    wrong = []
    for name, cells in book.sheets.items():
        for place, cell in cells.items():
            if cell.formula is None:
                continue
            count += 1
            found = evaluator.value(name, place)
            if not same(found, cell.value):
                wrong.append(f"{name}!{place}: ={cell.formula} is {found}, saved {cell.value}")
    return count, wrong


def break_one_input(book):
    """Changes the first number that a formula of another sheet looks at."""
    for reference in book.names.values():
        sheet, cells = reference.lstrip("=").rsplit("!", 1)
        sheet = sheet.strip("'").replace("''", "'")
        place = split_cell(cells.split(":")[0])
        cell = book.sheets[sheet].get(place)
        if cell and cell.formula is None and isinstance(cell.value, Decimal) and cell.value > 999:
            cell.value += 1
            return
    raise SystemExit("nothing to break")


def main(words):
    least = int(words[words.index("--least") + 1]) if "--least" in words else 0
    files = [word for word in words if word.endswith(".xlsx")]
    failed = False
    for file in files:
        book = Book(file)
        if "--break" in words:
            break_one_input(book)
        count, wrong = differences(book)
        print(f"{file}: {count} formulas, {len(wrong)} wrong")
        for line in wrong[:10]:
            print("  " + line)
        failed = failed or bool(wrong) or count < least
    return 1 if failed or not files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
