# Sourced by bin/postgres: where initdb and postgres come from. Expects ROOT.

DEST=$ROOT/.engines/postgres
LOCK=$ROOT/.engines/postgres.lock
KEYRING=/usr/share/keyrings/debian-archive-keyring.gpg

cannot() {
  echo "bin/postgres: $*" >&2
  echo "bin/postgres: to use your own, put initdb and postgres on the PATH; as root: apt-get install postgresql" >&2
  exit 3
}

# Whether both programs run from this folder, with the libraries that were unpacked beside them, if any.
works() {
  [ -x "$1/initdb" ] && [ -x "$1/postgres" ] || return 1
  libraries=$(echo "$1"/../../../*-linux-gnu)
  LD_LIBRARY_PATH=$libraries "$1/initdb" --version >/dev/null 2>&1 &&
    LD_LIBRARY_PATH=$libraries "$1/postgres" --version >/dev/null 2>&1
}

# Prints the folder of those that the machine has.
find_programs() {
  there=$(command -v initdb 2>/dev/null || true)
  for folder in "${there:+$(dirname "$(readlink -f "$there")")}" /usr/lib/postgresql/*/bin; do
    if [ -n "$folder" ] && works "$folder"; then
      echo "$folder"
      return
    fi
  done
  return 1
}

# Prints the folder of those that were fetched.
fetched() {
  for folder in "$DEST"/usr/lib/postgresql/*/bin; do
    if works "$folder"; then
      echo "$folder"
      return
    fi
  done
  return 1
}

# The archive and the release that this machine's own apt uses for Debian, so that its proxies and mirrors are used too.
debian_archive() {
  apt-get indextargets --no-release-info --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' 'Created-By: Packages' \
    2>/dev/null |
    awk -v codename="$1" '$2 == "main" && ($1 == codename || $1 ~ /^(old)*stable$/) { print $3; exit }'
}

# apt with sources, lists and cache of its own, all in the folder $work; it reads which packages the machine has.
private_apt() {
  apt-get -qq \
    -o Dir::Etc::sourcelist="$work/sources.list" -o Dir::Etc::sourceparts=- \
    -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts="$work/none" \
    -o Dir::State="$work" -o Dir::State::lists="$work/lists" -o Dir::State::status="$work/status" \
    -o Dir::Cache="$work/cache" -o Dir::Cache::archives="$work/cache/archives" \
    -o APT::Sandbox::User="$(id -un)" -o Debug::NoLocking=true \
    -o Acquire::Languages=none -o Acquire::Retries=3 \
    -o Acquire::AllowInsecureRepositories=false -o APT::Get::AllowUnauthenticated=false \
    "$@" >&2
}

fetch() {
  command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 ||
    cannot "there is no PostgreSQL on the PATH, and this is no Debian machine to fetch one with apt"
  [ -r "$KEYRING" ] || cannot "$KEYRING: missing, so nothing can be verified (apt-get install debian-archive-keyring)"
  codename=$(. /etc/os-release 2>/dev/null && echo "${VERSION_CODENAME:-stable}")
  archive=$(debian_archive "$codename")
  [ -n "$archive" ] || cannot "this machine's apt sources name no Debian main archive"

  work=$(mktemp -d "$ROOT/.engines/apt.XXXXXX")
  mkdir -p "$work/lists/partial" "$work/cache/archives/partial" "$work/none" "$work/root"
  cp /var/lib/dpkg/status "$work/status"
  echo "deb [signed-by=$KEYRING] $archive $codename main" >"$work/sources.list"
  echo "bin/postgres: fetching PostgreSQL from Debian $codename ..." >&2
  private_apt -o APT::Update::Error-Mode=any update ||
    cannot "Debian $codename: not in this machine's archive, or its signature does not verify"
  private_apt -y --no-install-recommends --download-only install postgresql ||
    cannot "postgresql: not in Debian $codename, or a checksum does not match"
  # apt has checked the packages against the signed index; unpacked only, none of their scripts run
  for package in "$work"/cache/archives/*.deb; do
    case ${package##*/} in
      libllvm*) ;; # for compiling queries, which the tests turn off: half of the whole
      *) dpkg-deb -x "$package" "$work/root" ;;
    esac
  done
  set -- "$work"/root/usr/lib/postgresql/*/bin
  works "$1" || cannot "the fetched programs do not run on this machine"
  rm -rf "$DEST"
  # in one step, so that nobody ever sees half of it
  mv "$work/root" "$DEST"
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
    [ $waited -lt 600 ] || cannot "$LOCK: held by process $owner for ten minutes (if that is no bin/postgres, remove it)"
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
  find_programs && return
  if ! fetched >/dev/null; then
    trap cleanup EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    lock
    fetched >/dev/null || fetch
    cleanup
    trap - EXIT INT TERM
  fi
  fetched
}
