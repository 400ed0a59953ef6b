# Sourced by bin/consul: agents started, waited for, and ended. Expects ROOT, BIN. An agent's name is the name of its folder
# in RUNS; names have no spaces, so that lists of them can be split, while RUNS may have.

RUNS=$ROOT/.engines/consul-run

# $1 name of what runs, $2 address, $3 HTTP port, the rest for the agent. Its folder holds its pid file, log and data;
# that folder's name on its command line is how we know it again.
launch() {
  name=$1 address=$2 port=$3
  shift 3
  folder=$RUNS/$name
  ! alive "$name" || die "port $port: bin/consul runs an agent there already (bin/consul stop ends it)"
  rm -rf "$folder"
  mkdir -p "$folder"
  # its own process group, where there is setsid: Ctrl-C in whatever called us must not end what was detached
  $(command -v setsid || true) nohup "$BIN" agent "$@" "-pid-file=$folder/pid" -ui "-bind=$address" "-client=$address" \
    "-http-port=$port" "-server-port=$((port + 1))" "-serf-lan-port=$((port + 2))" -serf-wan-port=-1 \
    -dns-port=-1 -grpc-port=-1 -log-level=info >"$folder/log" 2>&1 </dev/null &
  echo $! >"$folder/pid" # as Consul will, but now
}

# Waits until agent $1, at URL $2, stands in its own catalogue; until then registrations come too early.
# Its log says so; a request could hang in whatever else listens on a port that is taken.
await() {
  waited=0
  until grep -q 'Synced node info' "$RUNS/$1/log"; do
    # not by alive: just after the fork its command line is still the shell's
    if ! kill -0 "$(cat "$RUNS/$1/pid" 2>/dev/null || echo none)" 2>/dev/null; then
      tail -n 5 "$RUNS/$1/log" >&2
      die "Consul at $2 ended at once (its last words are above; is the port taken?)"
    fi
    [ $waited -lt 600 ] || die "Consul at $2 does not serve after two minutes; its log: $RUNS/$1/log"
    sleep 0.2
    waited=$((waited + 1))
  done
}

# Whether agent $1 runs, and sets pid; a pid that went to somebody else does not count.
alive() {
  pid=$(cat "$RUNS/$1/pid" 2>/dev/null) && [ -n "$pid" ] &&
    ps -p "$pid" -o args= 2>/dev/null | grep -qF -- "-pid-file=$RUNS/$1/pid"
}

# Ends the named agents, and waits until they have ended.
end() {
  for name in "$@"; do
    ! alive "$name" || kill -TERM "$pid"
  done
  for name in "$@"; do
    waited=0
    while alive "$name"; do
      [ $waited -lt 100 ] || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.1
      waited=$((waited + 1))
    done
    rm -rf "${RUNS:?}/$name"
  done
}

# The names of all that have been started and not been ended.
names() {
  ls -1 "$RUNS" 2>/dev/null || true
}
