#!/bin/sh
# install.sh run|test: what a fresh machine needs: system libraries, .venv, packages.
# Does nothing when all is there; says one clear line when it cannot help.
set -eu
purpose=${1:-run}
cd "$(dirname "$0")/.."

stop() {
    echo "LỖI / ERROR: $1" >&2
    exit 1
}

has_library() {
    "$(command -v ldconfig || echo /sbin/ldconfig)" -p | grep -q "$1"
}

missing_packages() {
    has_library libpango-1.0.so.0 || printf ' libpango-1.0-0'
    has_library libpangoft2-1.0.so.0 || printf ' libpangoft2-1.0-0'
    has_library libharfbuzz-subset.so.0 || printf ' libharfbuzz-subset0'
    if [ "$purpose" = test ]; then
        command -v chromium >/dev/null || printf ' chromium'
        command -v pdftotext >/dev/null || printf ' poppler-utils'
        command -v softhsm2-util >/dev/null || printf ' softhsm2'
        command -v certutil >/dev/null || printf ' libnss3-tools'
        command -v tesseract >/dev/null || printf ' tesseract-ocr'
        tesseract --list-langs 2>/dev/null | grep -qx vie || printf ' tesseract-ocr-vie'
    fi
    if [ "$purpose" = bench ]; then
        command -v wrk >/dev/null || printf ' wrk'
    fi
}

install_system_packages() {
    packages=$(missing_packages)
    [ -z "$packages" ] && return
    command="apt-get install -y --no-install-recommends$packages"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Cài thư viện hệ thống / installing system packages:$packages"
        apt-get update -qq >/dev/null 2>&1 || true
        DEBIAN_FRONTEND=noninteractive $command >build/apt.log 2>&1 && return
        stop "apt-get không cài được / failed (build/apt.log). Hãy chạy / run: apt-get update && $command"
    fi
    stop "thiếu thư viện hệ thống / missing system packages:$packages. Hãy chạy / run: sudo $command"
}

find_python() {
    for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    stop "cần Python 3.11 trở lên / needs Python 3.11 or newer. Hãy chạy / run: sudo apt-get install -y python3 python3-venv"
}

make_environment() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' >/dev/null 2>&1 && return
    python=$(find_python) || exit 1
    rm -rf .venv
    "$python" -m venv .venv >build/venv.log 2>&1 ||
        stop "không tạo được môi trường / cannot make .venv. Hãy chạy / run: sudo apt-get install -y python3-venv"
}

install_packages() {
    list=requirements.txt
    [ "$purpose" = run ] || list=requirements-dev.txt
    wanted=$(cat requirements.txt "$list" constraints.txt | cksum)
    stamp=.venv/installed-$list
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && return
    echo "Cài các gói Python / installing Python packages ($list) ..."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        -r "$list" -c constraints.txt >build/pip.log 2>&1 ||
        stop "pip không cài được / failed: $(grep -i error build/pip.log | tail -1) (build/pip.log). Kiểm tra mạng rồi chạy lại / check the network and run again: make $purpose"
    echo "$wanted" >"$stamp"
}

mkdir -p build
install_system_packages
make_environment
install_packages
