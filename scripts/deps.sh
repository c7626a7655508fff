#!/bin/sh
# Debian packages of scripts/packages.txt.
#   deps.sh check GROUP...    ends with a message and status 1 if one is missing
#   deps.sh install GROUP...  installs what is missing, as root; else says what to type
# On other systems it does nothing: meson names what it does not find.
set -eu
action=$1
shift
command -v dpkg-query >/dev/null 2>&1 || exit 0
list=$(dirname "$0")/packages.txt

# The names of all packages of the groups given.
wanted() {
  for group in "$@"; do
    sed -n "s/^$group  *\([^ ]*\).*/\1/p" "$list"
  done
}

is_installed() {
  dpkg-query -W -f '${db:Status-Status}\n' "$1" 2>/dev/null | grep -qx installed
}

missing=
for package in $(wanted "$@"); do
  is_installed "$package" || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$action" = install ] && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get -q update
  # shellcheck disable=SC2086 # a list of names
  exec apt-get -qy -o Dpkg::Use-Pty=0 install --no-install-recommends $missing
fi
echo "verbale: packages are missing; as root, type:" >&2
echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
exit 1
