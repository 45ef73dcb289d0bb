# Small changes to a copy of base/, one line each, for the scripts named `cmd`. Lines count from 1; line 1 of a CSV
# file is its header. The CSV files of base/ have no quoted cells.

# cell TABLE LINE COLUMN VALUE
cell() {
  awk -F, -v OFS=, -v line="$2" -v column="$3" -v value="$4" '
    NR == 1 { for (i = 1; i <= NF; ++i) if ($i == column) at = i }
    NR == line { $at = value }
    { print }' "$1.csv" >changed && mv changed "$1.csv"
}

# row TABLE TEXT: one more row, counted in plan.json
row() {
  echo "$2" >>"$1.csv"
  awk -v name="\"$1\":" '
    index($0, name) && match($0, /"rows": [0-9]+/) {
      count = substr($0, RSTART + 8, RLENGTH - 8) + 1
      $0 = substr($0, 1, RSTART - 1) "\"rows\": " count substr($0, RSTART + RLENGTH)
    }
    { print }' plan.json >changed && mv changed plan.json
}

# column TABLE NAME VALUE…: one more column with its values, row by row
column() {
  local table=$1
  shift
  printf '%s\n' "$@" | paste -d, "$table.csv" - >changed && mv changed "$table.csv"
}

# table NAME HEADER [MONEY-UNIT]: a new table without rows
table() {
  echo "$2" >"$1.csv"
  local unit=""
  [ -z "${3-}" ] || unit=", \"amount_unit\": \"$3\""
  sed -i "s|^  \"tables\": {|&\n    \"$1\": {\"file\": \"$1.csv\", \"rows\": 0$unit},|" plan.json
}

# head_key KEY JSON-VALUE: sets a key at the top of plan.json
head_key() {
  sed -i "/^  \"$1\":/d" plan.json
  sed -i "s|^  \"tables\": {|  \"$1\": $2,\n&|" plan.json
}

# declare_table TABLE KEY JSON-VALUE: sets a key of a table in plan.json
declare_table() {
  sed -i -E "/^    \"$1\":/s/, \"$2\": (\"[^\"]*\"|[0-9]+|\{[^}]*\})//; /^    \"$1\":/s|\}(,?)\$|, \"$2\": $3}\1|" plan.json
}

# sum TABLE COLUMN TEXT: declares a control sum
control_sum() {
  declare_table "$1" control_sums "{\"$2\": \"$3\"}"
}

# workbook: the plan as plan.xlsx, with Vietnamese sheets whatever the language of messages
workbook() {
  phanbo template plan.xlsx --from . --lang vi >/dev/null
}

# sheet_cell SHEET CELL KIND VALUE: changes one cell of plan.xlsx
sheet_cell() {
  python3 "$(dirname "${BASH_SOURCE[0]}")/sheet_cell.py" plan.xlsx "$@"
}
