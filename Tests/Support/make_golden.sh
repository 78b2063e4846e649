#!/usr/bin/env bash
# Makes the golden store of this version: Tests/Fixtures/golden/NUMBER. It is made once for each version of the format
# or the schema, and never changed afterwards; every later program must open, replay and verify it.
# Usage: make_golden.sh NUMBER
set -euo pipefail
cd "$(dirname "$0")/../.."
jiedao=${JIEDAO_BIN:-.build/release/jiedao}
folder=Tests/Fixtures/golden/${1:?give the number of the fixture}
[ ! -e "$folder" ] || { echo "$folder exists; a golden store is never made anew." >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$jiedao" demo --data "$work/first"
post() { "$jiedao" announcement "$@" --data "$work/first"; }
post post --title 'Golden store' --text $'Two lines\nwith "quotes", a \\ and 𠮷.' --command 00000000-0000-4000-8000-000000000001
post post --title '社区公告' --text '先写错社区。' --community 440310001002 --command 00000000-0000-4000-8000-000000000002
post correct 60 --revision 0 --title '社区公告' --text '已更正社区。' --community 440310001003 --reason '社区有误' \
    --command 00000000-0000-4000-8000-000000000003
post withdraw 59 --reason '演示撤回' --command 00000000-0000-4000-8000-000000000004
"$jiedao" backup "$work/first.export" --data "$work/first"
"$jiedao" restore "$work/first.export" --data "$work/second"
"$jiedao" announcement post --title '恢复之后' --text '新日志名下的第一条。' --data "$work/second" \
    --command 00000000-0000-4000-8000-000000000005
mkdir -p "$folder"
"$jiedao" export ledger "$folder/ledger.export" --data "$work/second"
/usr/bin/python3 - "$work/second/store.sqlite" "$folder/store.sqlite" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as database:
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.execute("VACUUM INTO ?", (sys.argv[2],))
PY
{
    echo '{'
    for figure in announcements-corrected announcements-posted announcements-standing; do
        echo "\"$figure\": $("$jiedao" figure $figure --year 2018 --format json --data "$work/second"),"
    done
    echo "\"ledger\": $("$jiedao" verify ledger "$folder/ledger.export" --format json)"
    echo '}'
} >"$folder/expected.json"
(cd "$folder" && sha256sum expected.json ledger.export store.sqlite >SHA256SUMS)
