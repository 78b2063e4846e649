#!/usr/bin/env bash
# Runs a command beside a PostgreSQL 15 of its own, whose address stands in JIEDAO_TEST_POSTGRESQL.
# fsync stays on: the tests are about what is on disk. Where PostgreSQL is missing, the command runs without it.
# Usage: with_postgresql.sh COMMAND …
set -euo pipefail

bin=/usr/lib/postgresql/15/bin
if [ ! -x "$bin/initdb" ]; then
    echo "SKIPPED: PostgreSQL 15 is not installed; nothing is tested on it." >&2
    exec "$@"
fi

folder=$(mktemp -d /tmp/jiedao-postgresql.XXXXXX)
if [ "$(id -u)" = 0 ]; then
    # initdb and the server refuse to run as root.
    chown postgres "$folder"
    unprivileged() { (cd / && exec runuser -u postgres -- "$@"); }
else
    unprivileged() { "$@"; }
fi

finish() {
    unprivileged "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}

# A signal ends the command with all that it started, and then the server.
interrupted() {
    trap - HUP INT TERM
    if [ -n "$child" ]; then
        kill -TERM -- "-$child" 2>/dev/null || true
        wait "$child" || true
    fi
    exit "$1"
}
child=
trap finish EXIT
trap 'interrupted 129' HUP
trap 'interrupted 130' INT
trap 'interrupted 143' TERM

unprivileged "$bin/initdb" -D "$folder/data" --username=postgres --auth=trust --encoding=UTF8 --locale=C \
    >"$folder/initdb.log" 2>&1 || { cat "$folder/initdb.log" >&2; exit 3; }
unprivileged "$bin/pg_ctl" -D "$folder/data" -l "$folder/data/log" -w start \
    -o "-k $folder -c listen_addresses='' -c max_connections=400 -c fsync=on -c full_page_writes=on" \
    >/dev/null || { cat "$folder/data/log" >&2; exit 3; }

export JIEDAO_TEST_POSTGRESQL="postgresql:///postgres?host=$folder&user=postgres"
# In the background, because the shell hears no signal while it waits for a command in front; with a process group of
# its own, by which it can be ended.
set -m
"$@" <&0 &
child=$!
set +m
status=0
wait "$child" || status=$?
exit "$status"
