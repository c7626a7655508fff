#!/bin/sh
# Does it build from nothing?  Makes a bare Debian 12 (debootstrap minbase, plus make and no more),
# copies the last commit in, and runs `make demo` and `make test` there as root.
#
#   scripts/bare-debian.sh [FOLDER [MIRROR]]
#
# Needs root, debootstrap and a Debian mirror.  FOLDER/base is made once and kept; FOLDER/root is
# new each time.  The machine's apt proxy, if it has one, is used inside too.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-build/bare-debian}
mirror=${2:-http://deb.debian.org/debian}
base=$folder/base root=$folder/root
mkdir -p "$folder"

if [ ! -e "$base.done" ]; then
  rm -rf "$base"
  debootstrap --variant=minbase --include=make bookworm "$base" "$mirror"
  touch "$base.done"
fi

# A root left by a run that was cut off may still have /proc mounted.
unmount() {
  if mountpoint -q "$root/proc"; then umount "$root/proc"; fi
}
unmount
rm -rf "$root"
cp -a "$base" "$root"
eval "$(apt-config shell proxy Acquire::http::Proxy)"
if [ -n "${proxy:-}" ]; then
  echo "Acquire::http::Proxy \"$proxy\";" >"$root/etc/apt/apt.conf.d/proxy"
fi
mkdir "$root/verbale"
git archive HEAD | tar -x -C "$root/verbale"

trap unmount EXIT
mount -t proc proc "$root/proc"
# Nothing of this shell's environment but what a login has.
inside() {
  env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM=dumb chroot "$root" "$@"
}
failed=0
for target in demo test; do
  echo "== make $target"
  begin=$(date +%s)
  if inside make -C /verbale "$target"; then verdict=passed; else verdict=FAILED failed=1; fi
  echo "== make $target: $verdict, $(($(date +%s) - begin)) s"
done
exit $failed
