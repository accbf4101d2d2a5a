#!/bin/sh
# The shop sample, all of it on this machine: broker, buying, billing, an autoscaler for the shipping workers, and a live view.
# Ctrl-C stops it, the workers after what they have in hand. Everything is kept in data/shop-sample.
#
#   samples/shop/run.sh [MAX_WORKERS]                8 unless said otherwise
#   samples/shop/run.sh --spike CSV [MAX_WORKERS]    orders 10 times, then 1,000 times, writes down what happens, and ends
set -eu
cd "$(dirname "$0")/../.."
csv=
if [ "${1:-}" = --spike ]; then
  csv=${2:?a file for what happens}
  shift 2
fi
max=${1:-8}
data=data/shop-sample
ledgers=$data/ledgers
[ -z "$csv" ] || rm -rf "$ledgers" "$data/broker"
mkdir -p "$ledgers"

# Each is built once, before anything is started.
bin/sample --help >/dev/null
bin/sluice --help >/dev/null

started=
stop() {
  trap - EXIT INT TERM
  # The broker, which was started first, goes last: the others still have to tell it what they have done.
  for pid in $started; do
    kill "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# In the background a shell's children ignore Ctrl-C, so it is us who tell them. What they say goes to a file: the terminal
# belongs to the view.
start() {
  "$@" >>"$data/log" 2>&1 &
  started="$! $started"
}

start bin/sluice server --config samples/shop/sluice.conf --data "$data/broker"
until bin/sluice health >/dev/null 2>&1; do
  kill -0 "$!" || { echo "run.sh: the broker did not start; see $data/log" >&2; exit 1; }
  sleep 0.2
done
start bin/sample shop billing --ledgers "$ledgers"
start bin/sample shop buying
start bin/sample autoscale --queue shipping.fifo --max "$max" --count "$data/workers" -- \
  bin/sample shop shipping --ledgers "$ledgers" --with-parent

watch="bin/sample shop watch --ledgers $ledgers --workers $data/workers"
[ -t 1 ] || watch="$watch --plain"
if [ -n "$csv" ]; then
  start bin/sample shop spike
  $watch --csv "$csv" --until 1010
else
  $watch
fi
