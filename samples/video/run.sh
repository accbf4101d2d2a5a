#!/bin/sh
# The video sample, all of it on this machine: broker, upload service, store, watcher, and an autoscaler for the workers.
# Ctrl-C stops it, the workers after what they have in hand. Everything is kept in data/video-sample.
#
#   samples/video/run.sh [MAX_WORKERS]    4 unless said otherwise
set -eu
cd "$(dirname "$0")/../.."
max=${1:-4}
data=data/video-sample
bucket=$data/bucket
mkdir -p "$data"

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

# In the background a shell's children ignore Ctrl-C, so it is us who tell them.
start() {
  "$@" &
  started="$! $started"
}

start bin/sluice server --config samples/video/sluice.conf --data "$data/broker"
until bin/sluice health >/dev/null 2>&1; do
  kill -0 "$!" || { echo "run.sh: the broker did not start" >&2; exit 1; }
  sleep 0.2
done
start bin/sample video store --bucket "$bucket" --index "$data/films.jsonl"
start bin/sample video watch
start bin/sample autoscale --queue video-jobs --max "$max" -- bin/sample video worker --bucket "$bucket" --with-parent
start bin/sample video upload --bucket "$bucket"

echo "films:   http://127.0.0.1:8081/"
echo "upload:  curl -T PICTURE http://127.0.0.1:8080/uploads/"
echo "or many: bin/sample video shoot --count 100"
wait
