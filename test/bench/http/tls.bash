# The step of scripts/bench that measures TLS. bench.bash has the variables.

# The time of a process on a processor, in clock ticks.
ticks_of() { awk '{ print $14 + $15 }' "/proc/$1/stat"; }

# Sets $tls_port and $tls_pid to a server of this kind.
start_tls() {  # start_tls KIND OPTION…
  local i
  : >"$work/tls.out"
  "${on_server[@]}" "$bin/bench_server" --port 0 --threads 1 --server "$1" "${@:2}" \
    >"$work/tls.out" 2>"$work/tls.err" &
  tls_pid=$!
  pids[tls]=$tls_pid
  for ((i = 0; i < 100; ++i)); do
    tls_port=$(sed -n 's|^listening on https\{0,1\}://127.0.0.1:||p' "$work/tls.out")
    [ -z "$tls_port" ] || return 0
    sleep 0.1
  done
  cat "$work/tls.err" >&2
  return 1
}

# Microseconds of the server's processor for each of many requests on one connection.
# A body does not end its line, so a line may begin with the end of the body before.
time_of_requests() {  # time_of_requests COUNT CLIENT
  local before answers
  before=$(ticks_of "$tls_pid")
  answers=$(
    {
      yes $'GET /hello HTTP/1.1\r\nHost: x\r\n\r' | head -n $((3 * $1))
      printf 'GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
    } | "$2" 2>/dev/null | grep -c 'HTTP/1.1 200' || true
  )
  [ "$answers" -gt "$1" ] || { echo "only $answers answers" >&2; return 1; }
  awk -v "ticks=$(($(ticks_of "$tls_pid") - before))" -v "count=$1" \
    -v "hertz=$(getconf CLK_TCK)" 'BEGIN { printf "%.2f", ticks / hertz * 1e6 / count }'
}

tls_client() { "${on_client[@]}" openssl s_client -quiet -ign_eof -connect "127.0.0.1:$tls_port"; }

# Does the same without TLS.
plain_client() {
  exec 3<>"/dev/tcp/127.0.0.1/$tls_port"
  "${on_client[@]}" cat >&3 &
  "${on_client[@]}" cat <&3
  exec 3>&-
}

measure_tls() {
  local kind count=400000 plain new reused
  echo "== TLS 1.3, P-256, one thread: CPU of the server for a GET of one connection that does"
  echo "== not wait for answers, then handshakes"
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
    -subj /CN=localhost -keyout "$work/tls.key" -out "$work/tls.pem" 2>"$work/openssl.log"
  for kind in epoll beast; do
    start_tls "$kind"
    plain=$(time_of_requests "$count" plain_client)
    stop_all
    start_tls "$kind" --tls-certificate "$work/tls.pem" --tls-key "$work/tls.key"
    printf '%s: %s µs for a request, %s without TLS' "$kind" \
      "$(time_of_requests "$count" tls_client)" "$plain"
    new=$(handshakes -new)
    reused=$(handshakes -reuse)
    echo ", $new handshakes in a second, $reused that resume a session"
    stop_all
  done
}

handshakes() {  # handshakes MODE
  "${on_client[@]}" openssl s_time -connect "127.0.0.1:$tls_port" "$1" -time 2 \
    2>/dev/null | sed -n 's|.*connections in \([0-9]*\) real seconds.*|&|p' |
    awk '{ print int($1 / $4) }' | head -1
}
