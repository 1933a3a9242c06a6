#!/bin/sh
# Runs a function's program, in the namespaces that unshare has just made for it: a /tmp of its own, nothing of the
# server's directories but what it needs, everything else read-only, no privileges, no more processes than allowed.
#
# confine.sh USER TMP_MB PROCESSES STDIN ENVIRONMENT DIRECTORY HIDDEN... -- SHOWN... -- PROGRAM...
#   USER         the uid to become, or - to stay
#   TMP_MB       how much /tmp may hold
#   STDIN        keep, or watch: then the program gets none, and everything ends when the server's end closes
#   ENVIRONMENT  a file of export lines, which only the program itself sees; removed when read
#   DIRECTORY    where the program starts
#   HIDDEN       directories of which nothing is seen but what is shown; at most 6 are shown
set -eu
umask 022
user=$1 size=$2 processes=$3 stdin=$4 directory=$6
exec 9<"$5"
rm -f "$5"
shift 6

hidden=0
while [ "$1" != -- ]; do
    hidden=$((hidden + 1))
    eval "hide_$hidden=\$1"
    shift
done
shift
shown=2
while [ "$1" != -- ]; do
    shown=$((shown + 1))
    eval "show_$shown=\$1; exec $shown<\"\$1\""
    shift
done
shift

mount -n -t tmpfs -o "size=${size}m,mode=1777,nosuid,nodev" tmpfs /tmp
i=0
while [ "$i" -lt "$hidden" ]; do
    i=$((i + 1))
    eval "place=\$hide_$i"
    mkdir -p "$place"
    mount -n -t tmpfs -o size=1m,mode=755,nosuid,nodev tmpfs "$place"
done
# What was opened before it was hidden is put back at its place.
i=2
while [ "$i" -lt "$shown" ]; do
    i=$((i + 1))
    eval "place=\$show_$i"
    mkdir -p "$place"
    mount -n -c --bind "/proc/self/fd/$i" "$place"
    eval "exec $i<&-"
done
while read -r _ _ _ _ place options _; do
    case $place in /tmp | /proc | /proc/* | /sys | /sys/*) continue ;; esac
    case $options in ro | ro,*) continue ;; esac
    place=$(printf '%b' "$place")
    [ "$place" = / ] || [ -e "$place" ] || continue
    mount -n -o "remount,bind,ro,${options#rw,}" "$place"
done </proc/self/mountinfo

cd "$directory"
ulimit -c 0
# The option has two names: that of dash, and that of everybody else.
if (ulimit -u "$processes") 2>/dev/null; then ulimit -u "$processes"; else ulimit -p "$processes"; fi
drop="--bounding-set -all --inh-caps -all --no-new-privs"
[ "$user" = - ] || drop="--reuid $user --regid $user --clear-groups $drop"
start='eval "$(cat <&9)"; exec 9<&-; exec "$@"'
status=0
if [ "$stdin" = watch ]; then
    exec 3<&0
    (
        cat <&3 >/dev/null
        kill -KILL -1
    ) 9<&- &
    setpriv $drop sh -c "$start" sh "$@" </dev/null 3<&- || status=$?
else
    setpriv $drop sh -c "$start" sh "$@" || status=$?
fi
exit "$status"
