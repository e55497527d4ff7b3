# What the programs of a chaos run share. Each says by itself, in a file that no part of the product
# writes, that it started and that it is alive. The environment names its attempt.
LC_ALL=C

witness() {
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' \
    "$EPOCHREALTIME" "$1" "$DAG" "$RUN" "$TASK" "$TRY" "${2:-}" >> "$CHAOS/witness.tsv"
}

# The lock is held until the last process with this descriptor has ended: an attempt that does not
# get it runs beside an earlier one of the same task.
begin() {
  witness started
  exec 9>> "$CHAOS/locks/$DAG $RUN $TASK"
  flock -n 9 || witness overlapped
}

# Numbered lines, so that a log can be checked; one each fifth of a second.
work() {
  number=1
  while [ "$number" -le "$1" ]; do
    echo "line $number of $1 by $DAG/$RUN/$TASK/$TRY"
    witness alive
    number=$((number + 1))
    sleep 0.2
  done
}
