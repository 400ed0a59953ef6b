# Sourced by bin/consul: where a consul binary comes from. Expects ROOT; sets BIN.

DEST=$ROOT/.engines/consul
BIN=$DEST/usr/bin/consul
LOCK=$ROOT/.engines/consul.lock
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg
SUITE=bullseye

cannot() {
  echo "bin/consul: $*" >&2
  echo "bin/consul: to use your own, put a consul binary on the PATH" >&2
  exit 3
}

works() {
  [ -x "$1" ] && "$1" version >/dev/null 2>&1
}

# The archive that this machine's own apt uses for Debian, so that its proxies and mirrors are used here too.
# Index targets name a release as codename and as suite; -security and -updates archives have other names.
debian_archive() {
  codename=$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-}")
  apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' \
    2>/dev/null |
    awk -v codename="$codename" \
      '$2 == "main" && ($1 == codename || $1 ~ /^(old)*stable$/) { print $3; exit }'
}

# apt with sources, lists, cache and package state of its own, all in the folder $work.
private_apt() {
  apt-get -qq \
    -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$work/none" \
    -o Dir::State="$work" -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work/cache" -o Dir::Cache::archives="$work/cache/archives" \
    -o APT::Sandbox::User="$(id -un)" \
    -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o Acquire::AllowInsecureRepositories=false -o APT::Get::AllowUnauthenticated=false \
    "$@" >&2
}

fetch() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 ||
    cannot "there is no consul on the PATH, and this is no Debian machine to fetch one with apt"
  [ -r "$KEYRING" ] || cannot "$KEYRING: missing, so nothing can be verified (apt-get install debian-archive-keyring)"
  archive=$(debian_archive)
  [ -n "$archive" ] || cannot "this machine's apt sources name no Debian main archive"

  mkdir -p "$DEST"
  work=$(mktemp -d "$ROOT/.engines/apt.XXXXXX")
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/none" "$work/deb"
  : >"$work/status"
  echo "deb [signed-by=$KEYRING] $archive $SUITE main" >"$work/sources.list"
  echo "bin/consul: fetching consul from Debian $SUITE ..." >&2
  private_apt -o APT::Update::Error-Mode=any update ||
    cannot "Debian $SUITE: not in this machine's archive, or its signature does not verify"
  (cd "$work/deb" && private_apt download "consul/$SUITE") ||
    cannot "consul: not in Debian $SUITE, or its checksum does not match"
  # apt has checked the package against the signed index; unpacked only, none of its scripts run
  mkdir "$work/root"
  dpkg-deb -x "$work"/deb/consul_*.deb "$work/root"
  works "$work/root/usr/bin/consul" || cannot "the fetched binary does not run on this machine"
  # in one step, so that nobody ever sees half of it
  mkdir -p "$DEST/usr/bin"
  mv -f "$work/root/usr/bin/consul" "$BIN"
  rm -rf "$work"
}

# Another install's work is waited for. The lock is a folder with its owner's process id in it; a dead owner's is taken.
lock() {
  mkdir -p "$ROOT/.engines"
  waited=0
  until mkdir "$LOCK" 2>/dev/null; do
    owner=$(cat "$LOCK/pid" 2>/dev/null || true)
    if { [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null; } || { [ -z "$owner" ] && [ $waited -ge 10 ]; }; then
      # renamed first: of several that see a dead owner, only one gets it away
      mv "$LOCK" "$LOCK.$$" 2>/dev/null && rm -rf "$LOCK.$$"
      continue
    fi
    [ $waited -lt 300 ] || cannot "$LOCK: held by process $owner for five minutes (if that is no bin/consul, remove it)"
    sleep 1
    waited=$((waited + 1))
  done
  echo $$ >"$LOCK/pid"
}

work=
cleanup() {
  [ -z "$work" ] || rm -rf "$work"
  [ "$(cat "$LOCK/pid" 2>/dev/null)" != $$ ] || rm -rf "$LOCK"
}

install() {
  there=$(command -v consul 2>/dev/null || true)
  if [ -n "$there" ] && works "$there"; then
    echo "$there"
    return
  fi
  if ! works "$BIN"; then
    trap cleanup EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    lock
    works "$BIN" || fetch
    cleanup
    trap - EXIT INT TERM
  fi
  echo "$BIN"
}
