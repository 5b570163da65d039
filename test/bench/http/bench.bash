# The steps of scripts/bench, which sources this file in the root of the repository. Results are
# lines of words in $results:
#   rate SERVER LOAD PIPELINED RPS MICROSECONDS CLIENT_SHARE     one per round
#   instructions SERVER LOAD PIPELINED COUNT
#   allocations SERVER LOAD PIPELINED COUNT
#   start_up MILLISECONDS
#   stripped BYTES

folder=test/bench/http
work=$(mktemp -d)
results="$work/results"
: >"$results"
servers=()       # the measured servers
loads=('post 1' 'post 16' 'get 1' 'get 16' 'message 1' 'message 16' 'broadcast 1' 'broadcast 16')
declare -A pids  # name → process
declare -A ports
declare -A peer_commands  # name → command of --peer

stop_all() {
  local pid
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  pids=()
}
trap 'stop_all; rm -rf "$work"' EXIT

# With two or more processors, the server and the generator run on different ones.
on_server=() on_client=()
if [ "$(nproc)" -ge 2 ]; then on_server=(taskset -c 0) on_client=(taskset -c 1); fi

build_all() {
  scripts/install_dependencies valgrind libsimdjson-dev rapidjson-dev
  echo "== building ($build)"
  if ! cmake --preset release -B "$build" -DVGEN_BUILD_BENCHMARKS=ON -DVGEN_BUILD_TESTS=OFF \
    >"$work/cmake.log" 2>&1; then
    tail -20 "$work/cmake.log" >&2
    exit 2
  fi
  local targets=(vgen_bench_http todo_server)
  if [ -n "$json" ] && [ -z "$only_instructions" ] && has_target json_bench; then
    targets+=(json_bench)
  fi
  if ! cmake --build "$build" --target "${targets[@]}" >"$work/build.log"; then
    grep -E 'error|FAILED' "$work/build.log" | head -20 >&2
    exit 2
  fi
  bin="$build/test/bench/http"
  servers=(vgen epoll beast)
  if [ -z "$only_instructions" ] && install_fastify; then servers+=(fastify); fi
}

has_target() { cmake --build "$build" --target help | grep -q "^$1:"; }

install_fastify() {
  command -v npm >/dev/null || { echo "   without Fastify: npm is not installed"; return 1; }
  [ -d "$folder/fastify/node_modules/fastify" ] && return
  npm --prefix "$folder/fastify" ci >"$work/npm.log" 2>&1 && return
  echo "   without Fastify: npm could not install it"
  return 1
}

# start NAME [COMMAND…]: starts a server and waits until it listens; the command comes before the
# server's own command line
start() {
  local name="$1" command i
  shift
  case "$name" in
    vgen) command=("$bin/bench_server" --port 0 --threads 1) ;;
    fastify) command=(node "$folder/fastify/fastify_server.mjs") ;;
    *) command=("$bin/${name}_server") ;;
  esac
  rm -f "$work/$name.out"  # Otherwise the port of the earlier run would be read.
  "$@" "${command[@]}" >"$work/$name.out" 2>"$work/$name.err" &
  pids[$name]=$!
  for ((i = 0; i < 300; ++i)); do
    ports[$name]=$(
      sed -n 's|^listening on http://127.0.0.1:||p' "$work/$name.out" 2>/dev/null || true
    )
    [ -n "${ports[$name]}" ] && return
    kill -0 "${pids[$name]}" 2>/dev/null || break
    sleep 0.1
  done
  echo "the server $name did not start:" >&2
  tail -5 "$work/$name.err" >&2
  exit 2
}

load() {  # load NAME LOAD PIPELINED [OPTION…]
  local connections=()
  if [ "$2" = broadcast ]; then connections=(--connections 1001); fi
  "${on_client[@]}" "$bin/load_generator" --port "${ports[$1]}" --pid "${pids[$1]}" \
    --load "$2" --pipelined "$3" "${connections[@]}" "${@:4}"
}

# --------------------------------------------------------------------------------------------------
# Instructions

# Sets $counted to instructions and allocations of the whole process while it answered this many
# requests. (It does not print them, because a process that a command substitution starts would not
# be stopped after a failure.)
count_run() {  # count_run NAME LOAD PIPELINED REQUESTS
  local profile="$work/callgrind.$1"
  rm -f "$profile"
  start "$1" valgrind --tool=callgrind --callgrind-out-file="$profile"
  load "$1" "$2" "$3" --requests "$4" >/dev/null
  stop_all
  # A name is in full only at its first place: (12) malloc, later (12).
  counted=$(awk '
       /^c?fn=/ {
         id = $1
         sub(/^c?fn=/, "", id)
         if (NF > 1) name[id] = $2
         if ($1 ~ /^cfn=/) called = id
       }
       /^calls=/ && name[called] ~ /^(malloc|calloc|realloc|aligned_alloc)$/ {
         sub(/^calls=/, "", $1)
         allocations += $1
       }
       /^(summary|totals):/ { total = $2 }
       END { print total, allocations + 0 }' "$profile")
}

# The cost of one more request: the difference of two runs, so that it does not include the start.
# One message to all others counts as as many as it reaches.
count_instructions() {  # count_instructions NAME LOAD PIPELINED REQUESTS
  local few many each=1
  if [ "$2" = broadcast ]; then each=1000; fi
  count_run "$1" "$2" "$3" "$4"
  few="$counted"
  count_run "$1" "$2" "$3" $((4 * $4))
  many="$counted"
  awk -v few="$few" -v many="$many" -v requests=$((3 * $4 * each)) -v what="$1 $2 $3" 'BEGIN {
    split(few, a); split(many, b)
    printf "instructions %s %.0f\n", what, (b[1] - a[1]) / requests
    printf "allocations %s %.2f\n", what, int((b[2] - a[2]) / requests * 100 + 0.5) / 100
  }' >>"$results"
}

measure_instructions() {
  echo "== counting instructions"
  local name requests rounds one
  for name in "${servers[@]}"; do
    # Beast is so slow under callgrind that it closes connections during longer runs.
    case "$name" in
      fastify) continue ;;  # Its machine code is made at run time, so counts would mean nothing.
      beast) requests=512 rounds=16 ;;
      *) requests=2048 rounds=64 ;;
    esac
    [ -n "$only_instructions" ] && [ "$name" != vgen ] && continue
    for one in post get message; do count_instructions "$name" "$one" 1 "$requests"; done
    count_instructions "$name" broadcast 1 16
    count_instructions "$name" broadcast 16 "$rounds"
  done
}

compare_with_recorded() {  # compare_with_recorded RECORD
  local recorded="$folder/recorded.txt"
  if [ -n "$1" ]; then
    echo "# Instructions per request of bench_server: scripts/bench --instructions --record" \
      >"$recorded"
    grep '^instructions vgen' "$results" >>"$recorded"
    cat "$recorded"
    return
  fi
  awk 'FNR == NR { if ($1 == "instructions") recorded[$3 " " $4] = $5; next }
       $1 == "instructions" {
         one = $3 " " $4
         if (!(one in recorded)) {
           printf "%-12s %7d instructions, not recorded\n", one, $5
           next
         }
         change = 100 * ($5 / recorded[one] - 1)
         bad = change > 2 || change < -2
         printf "%-12s %7d instructions, recorded %7d, %+.1f %% %s\n", one, $5, recorded[one],
                change, bad ? "beyond 2 %" : "ok"
         failed = failed || bad
       }
       END { exit failed }' "$recorded" "$results"
}

# --------------------------------------------------------------------------------------------------
# Rates

# Turns the words of the load generator into a line of the results.
rate_of() {  # rate_of WHAT [ROUND]
  awk -v what="$1" -v round="${2:-}" '{
    for (i = 1; i <= NF; ++i) { split($i, word, "="); value[word[1]] = word[2] }
    print "rate", what, value["rps"], value["server_us"], value["client_share"],
          value["server_share"] (round == "" ? "" : " " round)
  }'
}

measure_rounds() {
  # One connection for each of 1,001 clients.
  [ "$(ulimit -n)" -ge 1200 ] || ulimit -n "$(ulimit -Hn)"
  echo "== $rounds rounds of $seconds s for each server and load"
  local name round one words
  for name in "${servers[@]}"; do start "$name" "${on_server[@]}"; done
  if [ -n "${pids[fastify]:-}" ]; then  # It needs time to compile its code.
    for one in post get; do load fastify "$one" 1 --seconds 2 >/dev/null; done
  fi
  for ((round = 1; round <= rounds; ++round)); do
    for one in "${loads[@]}"; do
      for name in "${servers[@]}"; do
        if [ "$name" = fastify ] && [[ "$one" =~ ^(message|broadcast) ]]; then continue; fi
        words=$(load "$name" $one --seconds "$seconds" --warm-up "$warm_up")
        echo "$words" | rate_of "$name $one" >>"$results"
      done
    done
  done
  stop_all
}

measure_start_up() {
  local server="$build/samples/todo/todo_server" size
  [ -x "$server" ] || return 0
  "${on_server[@]}" "$bin/start_up" 15 "$server" --port 0 | sed 's/^/start_up /' >>"$results"
  strip -o "$work/stripped" "$server"
  size=$(stat -c %s "$work/stripped")
  echo "stripped $size" >>"$results"
}

# Of 9,900 connections, since a server takes 10,000. A machine that allows fewer open files measures
# fewer.
measure_idle_memory() {
  local name count
  ulimit -n "$(ulimit -Hn)"
  count=$(($(ulimit -n) > 10100 ? 9900 : $(ulimit -n) - 200))
  for name in vgen beast; do
    start "$name"
    echo "idle $name $("$bin/idle_memory" "${ports[$name]}" "${pids[$name]}" "$count")" >>"$results"
    stop_all
    start "$name"
    echo "idle_websocket $name $(
      "$bin/idle_memory" "${ports[$name]}" "${pids[$name]}" "$count" websocket
    )" >>"$results"
    stop_all
  done
}

report() { awk -f "$folder/report.awk" "$results"; }

run_json() {
  local program="$build/test/bench/json_bench"
  [ -x "$program" ] || { echo "(json_bench is not built)"; return 0; }
  echo
  echo "== JSON (P11, P12)"
  "${on_server[@]}" "$program" "$rounds" "${json_options[@]}"
  echo
  test/bench/json/compile_time "$build/tools/vgen/vgen"
}
