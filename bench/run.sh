#!/bin/sh
# Measures a broker built from this clone and prints Markdown tables; docs/benchmarks.md says what they mean.
# Takes about forty minutes, most of it filling the deep queue. Loopback only.
#
#   bench/run.sh [RESULTS]   one line of JSON a result goes to RESULTS, by default bench/target/results.jsonl
#
#   DATA         directory for the brokers' data, on the disk to be measured; default: a new one under bench/target
#   PORT         of the brokers, the management port is one more; default 19324
#   DEPTH DRAINED POLLS GROUPED PAIRS SECONDS_EACH   how much; defaults 5000000 1000000 10000 1000000 5 5
set -eu
cd "$(dirname "$0")/.."

results=${1:-bench/target/results.jsonl}
port=${PORT:-19324}
depth=${DEPTH:-5000000}
polls=${POLLS:-10000}
drained=${DRAINED:-1000000}
grouped=${GROUPED:-1000000}
pairs=${PAIRS:-5}
seconds=${SECONDS_EACH:-5}
endpoint=http://127.0.0.1:$port

echo "building" >&2
mvn -q -B -pl bench -am -Dmaven.test.skip=true package
mkdir -p "$(dirname "$results")"
: >"$results"
data=${DATA:-}
[ -n "$data" ] || { mkdir -p bench/target && data=$(mktemp -d "$PWD/bench/target/data.XXXXXX"); }
server=
trap 'stop; [ -n "${DATA:-}" ] || rm -rf "$data"' EXIT
trap 'exit 1' INT TERM

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
# bench LIMIT_SECONDS MODE OPTIONS...
bench() {
  limit=$1
  shift
  timeout "$limit" "$java" -XX:+UseSerialGC -XX:+PerfDisableSharedMem -Xmx1g -cp "bench/target/classes:bench/target/lib/*" dev.sluice.bench.Bench "$@"
}

# The same, keeping the result; when one fails the next is still measured.
measure() {
  echo "$(date +%T) $*" >&2
  bench "$@" --json >>"$results" || echo "bench/run.sh: failed: $*" >&2
}

# start DIRECTORY JAVA_OPTIONS: a broker on an empty or a filled directory; waits for its first answer.
start() {
  SLUICE_JAVA_OPTS="${2:-}" bin/sluice server --data "$1" --port "$port" --management-port $((port + 1)) \
    --set limits.filter-policies-per-topic=1000 >"$data/server.log" 2>&1 &
  server=$!
  bench 90 ready --endpoint "$endpoint" || { cat "$data/server.log" >&2; exit 1; }
}

stop() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

started() {
  measure 120 startup --label "$1" --endpoint "$endpoint" \
    --command "bin/sluice server --data $2 --port $port --management-port $((port + 1))"
}

load="--endpoint $endpoint"
measure 60 disk --directory "$data"

# The first start may build and prepare; it is not measured.
start "$data/empty"
stop
for try in 1 2 3; do started "nothing, start $try" "$data/empty"; done

start "$data/busy"
echo "$(date +%T) warming up" >&2
bench 60 send $load --connections 16 --seconds 12 --warmup 0 >&2
bench 300 receive-delete $load --connections 16 --messages 300000 --warmup 0 >&2
for connections in 1 16 64; do
  measure 300 compare $load --pid "$server" --connections $connections --pairs "$pairs" --seconds "$seconds"
done
for connections in 16 64; do
  measure 300 compare $load --pid "$server" --batch 10 --connections $connections --pairs "$pairs" --seconds "$seconds"
done
for connections in 16 64; do
  measure 300 receive-delete $load --pid "$server" --connections $connections --messages "$drained"
done
measure 120 roundtrip $load --pid "$server" --connections 16 --rate 1000 --warmup 3 --seconds 15
measure 300 pollers $load --pid "$server" --polls "$polls" --rate 1000 --warmup 3 --seconds 15
measure 900 publish $load --pid "$server" --connections 64 --pairs "$pairs"
stop

start "$data/deep" -Xmx256m
measure 1500 backlog $load --pid "$server" --connections 16 --depth "$depth" --pairs "$pairs" --keep
stop
started "$depth waiting" "$data/deep"
start "$data/groups" -Xmx256m
measure 1500 groups $load --pid "$server" --connections 16 --depth "$grouped" --locked $((grouped / 5)) --pairs "$pairs"
stop
measure 60 disk --directory "$data"

printf '%s, %s cores, %s GiB; Linux %s; Java %s; sync always, AWS JSON 1.0 over HTTP/1.1 keep-alive on loopback, 1 KiB bodies; %s\n' \
  "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$(nproc)" \
  "$(awk '/^MemTotal/ { printf "%d", $2 / 1048576 }' /proc/meminfo)" "$(uname -r)" \
  "$("$java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p')" "$(date +%F)"
bench 60 table "$results"
