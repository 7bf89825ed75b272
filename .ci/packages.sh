# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck disable=SC2046,SC2086  # lists of packages are meant to be split
#
# Sourced by ./demo and ./check: install_packages GROUP... installs what is missing.

list_packages ()
{
  awk -v wanted=" $* " '
    /^\[/ { group = substr ($0, 2, length ($0) - 2); next }
    /^[a-z0-9]/ && index (wanted, " " group " ") { print $1 }
  ' .ci/packages
}

list_missing_packages ()
{
  for package in $(list_packages "$@"); do
    case $(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null) in
      installed) ;;
      *) echo "$package" ;;
    esac
  done
}

# Runs apt-get as root; fails where this user may not become root.
run_apt_get ()
{
  if [ "$(id -u)" -eq 0 ]; then
    DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"
  elif command -v sudo >/dev/null; then
    sudo DEBIAN_FRONTEND=noninteractive apt-get -qq "$@"
  else
    return 1
  fi
}

install_packages ()
{
  if ! command -v dpkg-query >/dev/null; then
    echo "Not a Debian system: please see to it that these are there:" $(list_packages "$@") >&2
    return 0
  fi

  missing=$(list_missing_packages "$@")
  if [ -z "$missing" ]; then
    return 0
  fi

  echo "Installing" $missing
  # The output is of interest only if it fails. What is in the lists already may do
  # where they cannot be brought up to date.
  if ! log=$({ run_apt_get update; run_apt_get install --no-install-recommends -y $missing; } 2>&1)
  then
    printf '%s\n' "$log" >&2
    echo "These packages are missing and could not be installed. As root:" >&2
    echo "  apt-get install --no-install-recommends" $missing >&2
    return 1
  fi
}

# Configures BUILD with the options once, then builds what has changed.
build ()
{
  folder=$1
  shift

  if [ ! -f "$folder/build.ninja" ]; then
    meson setup "$folder" "$@" || return 1
  fi
  ninja -C "$folder"
}
