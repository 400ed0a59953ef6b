# Sourced by the scripts in bin/: one build of this tree at a time, and what is seen of it.

# Takes the lock that every build of this tree holds; the kernel gives it back when the last process with it ends.
# It lies outside every target folder, where `mvn clean` would remove it.
lock_build() {
  exec 9>>"$ROOT/.mvn/build.lock"
  lock_descriptor 9 try && return
  say "another build of this tree is running: waiting for it to end"
  lock_descriptor 9
}

# Locks the open file $1; $2 is try: fails if somebody has it; shared: with others that share it; or nothing: waits.
lock_descriptor() {
  if command -v flock >/dev/null 2>&1; then
    case ${2-} in
      try) flock -n "$1" ;;
      shared) flock -s "$1" ;;
      *) flock "$1" ;;
    esac
  else
    # macOS has no flock command; the lock belongs to the open file, so it outlives perl
    perl -MFcntl=:flock -e '
      my %how = (try => LOCK_EX | LOCK_NB, shared => LOCK_SH);
      open(my $f, ">>&=", $ARGV[0]) && flock($f, $how{$ARGV[1] // ""} // LOCK_EX) or exit 1' "$@"
  fi
}

unlock_build() { exec 9>&-; }

# Runs a command as a process group of its own, so that all that it started can be ended with it.
GROUP=""
run_in_group() {
  local status=0
  set -m
  "$@" </dev/null &
  GROUP=$!
  set +m
  wait "$GROUP" || status=$?
  end_group
  return "$status"
}

end_group() {
  local group=$GROUP left=200 # tenths of a second: an orchestrator lets its providers end
  GROUP=""
  [ -n "$group" ] || return 0
  kill -TERM -- "-$group" 2>/dev/null || return 0
  while kill -0 -- "-$group" 2>/dev/null; do
    if [ $((left -= 1)) -lt 0 ]; then
      kill -KILL -- "-$group" 2>/dev/null || true
      return 0
    fi
    sleep 0.1
  done
}

# On a signal: $1 is the status to end with.
give_up() {
  say "interrupted: ending what was started"
  end_group
  exit "$1"
}
trap 'give_up 129' HUP
trap 'give_up 130' INT
trap 'give_up 143' TERM

# Runs Maven; its whole output goes to file $1, of which awk program $2 shows what is to be seen.
filtered_maven() {
  local log=$1 filter=$2
  shift 2
  set -o pipefail
  mvn -B "$@" 2>&1 | tee "$log" | awk "$filter"
}

# For filtered_maven: one line a module; errors.
MODULES='/^\[INFO\] Building .*\[[0-9]+\/[0-9]+\]/ { sub(/^\[INFO\] /, ""); gsub(/ +/, " "); print "  " $0; fflush() }'
ERRORS='/^\[ERROR\]/ { print; fflush() }'

# What is run here: the agent, the orchestrator, the demo.
PRODUCT_JARS=(agent/dist/target/ms-agent.jar orchestrator/target/orchestrator.jar demo/shop/target/demo.jar
  demo/runner/target/demo-runner.jar)

# With the lock held: builds what is run, unless it is there and newer than its sources. $1 is who wants it.
build_product() {
  local log=$ROOT/target/build.log stamp=$ROOT/target/built
  ! is_built "$stamp" || return 0
  require_maven
  say "$1: building (the first time, Maven fetches what it needs; log: $log)"
  name_build
  run_in_group filtered_maven "$log" "$MODULES $ERRORS" -f "$ROOT/pom.xml" -DskipTests -Dspotless.skip=true \
    -pl agent/dist,orchestrator,demo/shop,demo/runner -am package >&2 ||
    die "$1: the build failed; all of its output is in $log"
  mv "$stamp.begun" "$stamp"
}

# What is edited while a build runs is newer than this file; in it a name for the build, in the order of time.
name_build() {
  mkdir -p "$ROOT/target"
  printf '%s-%s\n' "$(date -u +%Y%m%dT%H%M%S)" $$ >"$ROOT/target/built.begun"
}

is_built() {
  local jar
  [ -e "$1" ] || return 1
  for jar in "${PRODUCT_JARS[@]}"; do
    [ -e "$ROOT/$jar" ] || return 1
  done
  # folders count too: a file that was removed leaves a newer folder
  [ -z "$(cd "$ROOT" && find pom.xml agent consul-registry stateful-support orchestrator demo \
    -name target -prune -o \( -path '*/src/main*' -o -name pom.xml \) -newer "$1" -print | head -n 1)" ]
}

# $1 jar, $2 folder: the jar and the lib/ beside it are copied there, so that a build that runs later does not pull
# them from under who runs them
stage() {
  mkdir -p "$2"
  cp "$ROOT/$1" "$2/"
  if [ -d "$ROOT/$(dirname "$1")/lib" ]; then
    cp -R "$ROOT/$(dirname "$1")/lib" "$2/"
  fi
}
