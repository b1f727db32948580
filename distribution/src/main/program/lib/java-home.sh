# Sourced by the launchers: finds a JDK 25 without starting a JVM where its `release` file tells the version.

# is_java_25 HOME: whether a Java 25 is there.
is_java_25() {
    [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=\"25 | JAVA_VERSION=\"25\" | JAVA_VERSION=\"25[.+-]*) return 0 ;;
                JAVA_VERSION=*) return 1 ;;
            esac
        done <"$1/release"
    fi
    case $("$1/bin/java" -version 2>&1) in
        *'version "25"'* | *'version "25.'* | *'version "25-'*) return 0 ;;
    esac
    return 1
}

# java_on_path: prints the home of the `java` that PATH gives, links followed.
java_on_path() {
    program=$(command -v java) || return 1
    while [ -L "$program" ]; do
        target=$(readlink "$program")
        case $target in
            /*) program=$target ;;
            *) program=${program%/*}/$target ;;
        esac
    done
    (cd "${program%/*}/.." && pwd -P)
}

# find_java_25 [HOME...]: sets java_home to the first Java 25 of JAVA_HOME, the given homes, PATH and
# the usual folders.
find_java_25() {
    for java_home in "${JAVA_HOME:-}" "$@"; do
        is_java_25 "$java_home" && return 0
    done
    java_home=$(java_on_path) && is_java_25 "$java_home" && return 0
    for java_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
        "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home; do
        is_java_25 "$java_home" && return 0
    done
    java_home=
    cat >&2 <<'END'
cairn: cannot find a JDK 25: looked at JAVA_HOME, java on the PATH and the usual folders (/usr/lib/jvm, ~/.sdkman, ~/.jdks, /Library/Java)
  get one from https://adoptium.net/temurin/releases/?version=25, or by `sdk install java 25-tem` (https://sdkman.io),
  or by your system's packages (such as openjdk-25-jdk or temurin-25-jdk), then set JAVA_HOME to it
END
    return 1
}
