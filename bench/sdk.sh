#!/bin/sh
# Compares our Java client with AWS's SDK v2 on one broker built from this clone: messages a second, and client CPU for each.
#
#   bench/sdk.sh [ROUNDS [MESSAGES]]   by default 5 rounds of 100000 messages; PORT of the broker, 19324
set -eu
cd "$(dirname "$0")/.."
port=${PORT:-19324}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

echo "building" >&2
mvn -q -B -pl bench -am -P sdk -DskipTests package
data=$(mktemp -d "$PWD/bench/target/data.XXXXXX")
server=
trap '[ -z "$server" ] || { kill "$server" && wait "$server" || true; }; rm -rf "$data"' EXIT
trap 'exit 1' INT TERM

bin/sluice server --data "$data/rows" --port "$port" --management-port $((port + 1)) >"$data/server.log" 2>&1 &
server=$!
classes="bench/target/test-classes:bench/target/classes:bench/target/test-lib/*"
"$java" -cp "$classes" dev.sluice.bench.Bench ready --endpoint "http://127.0.0.1:$port" || { cat "$data/server.log" >&2; exit 1; }
"$java" -XX:+UseSerialGC -Xmx1g -cp "$classes" dev.sluice.bench.sdk.CompareClients "http://127.0.0.1:$port" "${1:-5}" "${2:-100000}"
