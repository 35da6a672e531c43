#!/bin/sh
# Makes the virtual environment, or says exactly what the machine lacks. Arguments: the Python to use, the directory to make.
set -u
python=$1
venv=$2

fail() {
    echo "Error: $1" >&2
    echo "Remedy: $2" >&2
    exit 1
}

if ! command -v "$python" >/dev/null 2>&1; then
    fail "there is no $python." "Install Python 3.11 or newer (Debian, Ubuntu: apt-get install python3 python3-venv)."
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    fail "$("$python" --version) is too old." "Install Python 3.11 or newer, and name it: make PYTHON=python3.11 …"
fi
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    # Debian and Ubuntu ship Python without what makes a virtual environment.
    package=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        echo "Installing $package, which $python lacks."
        apt-get update -qq && apt-get install -y -qq "$package" >/dev/null ||
            fail "$package could not be installed." "Install it by hand: apt-get install $package"
    else
        fail "$python cannot make virtual environments." "Install the missing package: sudo apt-get install $package"
    fi
fi
"$python" -m venv "$venv" || fail "$venv could not be made." "See the words above; remove $venv and try again."
