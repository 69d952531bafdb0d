#!/bin/sh
# Installs what the tests judge appint by and npm does not have. Debian and Ubuntu only; run it as often as you like.
set -eu

packages="xmlsec1 libxml2-utils opensaml-schemas xmltooling-schemas
apache2 libapache2-mod-auth-mellon libapache2-mod-auth-openidc chromium tmux perl"

cannot() {
  echo "install-test-packages: $1" >&2
  echo "install-test-packages: install these yourself:$missing" >&2
  exit 1
}

missing=""
for package in $packages; do
  # ${db:Status-Status} is dpkg's own placeholder, not the shell's.
  # shellcheck disable=SC2016
  state=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)
  [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || cannot "there is no apt-get here"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  sudo -n true 2>/dev/null || cannot "neither root nor sudo without a password"
  as_root="sudo -n"
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
install() {
  # Apache would take port 80 at once; the tests start their own.
  $as_root env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 sh -c \
    "apt-get update -qq && apt-get install -qq -y --no-install-recommends $missing"
}
if ! install >"$log" 2>&1; then
  tail -n 20 "$log" >&2
  cannot "apt-get failed"
fi
