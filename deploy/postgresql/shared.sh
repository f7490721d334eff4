# Was die Programme in diesem Ordner gemeinsam haben; wird von ihnen gelesen, nicht gestartet.
# shellcheck shell=sh
export LC_ALL=C

# Ein Satz, und das Ende.
stop() {
    echo "$*" >&2
    exit 1
}

say() {
    echo "$*"
}

SETTINGS=${SELBSTCHECK_POSTGRESQL:-/etc/selbstcheck/postgresql.env}
[ -r "$SETTINGS" ] || stop "Die Einstellungen $SETTINGS fehlen oder sind nicht zu lesen (Vorlage: settings.example)."
# shellcheck disable=SC1090
. "$SETTINGS"
for name in PG_BIN PG_DATA PG_PORT OWN_NAME DATABASE; do
    eval "value=\${$name:-}"
    [ -n "$value" ] || stop "In $SETTINGS fehlt $name."
done
case $OWN_NAME in
*[!a-z0-9_]*) stop "OWN_NAME=$OWN_NAME in $SETTINGS: bitte nur kleine Buchstaben und Ziffern." ;;
esac
PG_SOCKET=${PG_SOCKET:-/var/run/postgresql}
PG_USER=${PG_USER:-postgres}
KEEP_DAYS=${KEEP_DAYS:-7}
export PGPASSFILE="${PGPASSFILE:-/var/lib/postgresql/.pgpass}" # auch wenn root dies startet

# PostgreSQL läuft nie als root.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u "$PG_USER" -- "$@")
    else
        "$@"
    fi
}

# Befehle an die Datenbank auf diesem Rechner; jede Angabe ist ein Befehl für sich.
here() {
    ask "host=$PG_SOCKET port=$PG_PORT user=$PG_USER dbname=postgres connect_timeout=5" "$@"
}

# Befehle an die auf dem anderen Rechner.
there() {
    ask "$(other) dbname=postgres" "$@"
}

needs_other() {
    [ -n "${OTHER_HOST:-}" ] || stop "In $SETTINGS fehlt OTHER_HOST: Es gibt keinen anderen Rechner."
}

other() {
    echo "host=$OTHER_HOST port=${OTHER_PORT:-5432} user=standby sslmode=${OTHER_SSLMODE:-require} connect_timeout=5" \
        "keepalives_idle=3 keepalives_interval=2 keepalives_count=2 tcp_user_timeout=6000"
}

ask() {
    where=$1
    shift
    for command in "$@"; do
        set -- "$@" -c "$command"
        shift
    done
    as_postgres "$PG_BIN/psql" -XAtq -v ON_ERROR_STOP=1 -d "$where" "$@"
}

# Antwortet auf dem anderen Rechner ein PostgreSQL, und sei es mit „gleich“?
other_answers() {
    code=0
    as_postgres "$PG_BIN/pg_isready" -q -t 3 -h "$OTHER_HOST" -p "${OTHER_PORT:-5432}" || code=$?
    [ "$code" -lt 2 ]
}

# Wiederholt einen Befehl einmal in der Sekunde, bis er gelingt; gescheitert nach so vielen Sekunden.
within() {
    seconds=$1
    shift
    while ! "$@"; do
        seconds=$((seconds - 1))
        [ "$seconds" -gt 0 ] || return 1
        sleep 1
    done
}

IS_STANDBY="SELECT pg_is_in_recovery()"
TIMELINE="SELECT ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int"
# Schreibt etwas, das nichts ändert; wartet wie jede Antwort auf die zweite Kopie.
COMMIT="SELECT pg_logical_emit_message(true, 'selbstcheck', 'wird bestätigt')"
