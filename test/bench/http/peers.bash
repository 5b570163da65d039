# scripts/bench --peer: vgen's server beside servers of any kind, in one run. Sourced after
# bench.bash. "The servers of others" in docs/performance.md is the contract.

peer_loads=("${loads[@]}" 'text 1' 'upload 1')

fail() {
  echo "scripts/bench: $1" >&2
  exit 2
}

compare_with_peers() {
  read_peers
  if [ -z "$bin" ]; then
    json='' only_instructions=1 build_all
  fi
  servers=(vgen "${!peer_commands[@]}")
  measure_peer_rounds
  measure_text_memory
  awk -f "$folder/peers.awk" "$results"
}

read_peers() {
  local one name
  for one in "${peers[@]}"; do
    name="${one%%=*}"
    [[ "$one" == *=* && "$name" =~ ^[A-Za-z0-9_.+-]+$ && -n "${one#*=}" ]] ||
      fail "--peer needs NAME=COMMAND, not '$one'"
    [ "$name" != vgen ] && [ -z "${peer_commands[peer:$name]:-}" ] ||
      fail "two servers are called '$name'"
    peer_commands["peer:$name"]="${one#*=}"
  done
}

# A port that nobody uses now.
free_port() {
  local port
  for _ in {1..100}; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
  fail "no free port"
}

# Starts a server. A peer gets a port, or chooses one and prints it as our servers do.
start_peer() {  # start_peer NAME [COMMAND…]
  local name="$1" port command i
  [ "$name" != vgen ] || { start "$@"; return; }
  shift
  port=$(free_port)
  command="${peer_commands[$name]//\{port\}/$port}"
  rm -f "$work/$name.out"
  PORT=$port "$@" bash -c "exec $command" >"$work/$name.out" 2>"$work/$name.err" &
  pids[$name]=$!
  for ((i = 0; i < 300; ++i)); do
    ports[$name]=$(
      sed -n 's|^listening on http://127.0.0.1:\([0-9]*\).*|\1|p' "$work/$name.out" 2>/dev/null |
        head -1 || true
    )
    [ -z "${ports[$name]}" ] && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null &&
      ports[$name]=$port
    [ -n "${ports[$name]}" ] && return
    kill -0 "${pids[$name]}" 2>/dev/null || break
    sleep 0.1
  done
  tail -5 "$work/$name.err" >&2
  fail "the server ${name#peer:} did not start"
}

# A load of a megabyte needs fewer connections.
load_of_round() {  # load_of_round NAME LOAD PIPELINED [OPTION…]
  case "$2" in
    text | upload) load "$@" --connections 8 ;;
    *) load "$@" ;;
  esac
}

# A server that does not answer a load as it should is not measured with it. POST and GET are
# necessary.
check_answers() {  # check_answers NAME
  local one
  for one in "${peer_loads[@]}"; do
    if load_of_round "$1" $one --requests 32 >/dev/null 2>"$work/check"; then
      echo "answers $1 $one" >>"$results"
    else
      echo "   not measured: ${1#peer:}, $one: $(head -c 300 "$work/check")" >&2
      case "$one" in
        post* | get*) fail "${1#peer:} does not answer as the benchmark needs it" ;;
      esac
    fi
  done
}

measure_peer_rounds() {
  local name round one words
  for name in "${servers[@]}"; do
    start_peer "$name" "${on_server[@]}"
    check_answers "$name"
  done
  echo "== $rounds rounds of $seconds s for each server and load"
  for ((round = 1; round <= rounds; ++round)); do
    for one in "${peer_loads[@]}"; do
      for name in "${servers[@]}"; do
        grep -qx "answers $name $one" "$results" || continue
        words=$(load_of_round "$name" $one --seconds "$seconds" --warm-up "$warm_up")
        echo "$words" | rate_of "$name $one" "$round" >>"$results"
      done
    done
  done
  stop_all
}

# memory_of PID FIELD: KiB
memory_of() { awk -v field="$2:" '$1 == field { print $2 }' "/proc/$1/status"; }

# How much the resident memory grows at most while one connection asks for, or sends, a megabyte
# again and again.
measure_text_memory() {
  local name one before most
  for name in "${servers[@]}"; do
    for one in text upload; do
      grep -qx "answers $name $one 1" "$results" || continue
      start_peer "$name"
      load "$name" get 1 --requests 64 >/dev/null
      before=$(memory_of "${pids[$name]}" VmRSS)
      load "$name" "$one" 1 --requests 20 --connections 1 >/dev/null
      most=$(memory_of "${pids[$name]}" VmHWM)
      echo "memory $name $one $((most - before))" >>"$results"
      stop_all
    done
  done
}
