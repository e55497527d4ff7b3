# Outlives the worker by a moment, and notices when it is frozen. Standard input is a pipe from the
# worker; when it ends, however the worker died, every process of the worker's programs is ended.
# Arguments: the worker's number. Lines:
#   + SESSION             a program runs
#   - SESSION             it has ended
#   t SECONDS             a worker that says this no more until then is frozen: its programs are
#                         ended by force; 0 takes that back
#   k SECONDS PROGRAM …   what is left of these programs then is ended by force
#   q                     the worker says goodbye
worker=$1
trap '' HUP INT QUIT TERM PIPE
every="$worker[0-9]{8}"
sessions=' '
timer=

# Time, not rounds: one round may take long on a busy machine.
look_at_clock() {
  if read -r uptime idle < /proc/uptime; then now=${uptime%.*}; else now=$(date +%s); fi
} 2> /dev/null

# Asks a process to end the first time, forces it when the grace is over.
end() {
  left=1
  if [ $((now - begun)) -ge "$grace" ]; then
    kill -s KILL -- "$1"
    return
  fi
  case $asked in
    *" $1 "*) ;;
    *)
      asked="$asked$1 "
      kill -s TERM -- "$1"
      ;;
  esac
}

end_marked() {
  marked=" $(echo $(
    grep -lsE "^Max file locks +$tags " /proc/[0-9]*/limits
    grep -lszxE "ORCHESTRATOR_PROGRAM=$tags" /proc/[0-9]*/environ
  )) "
  for folder in /proc/[0-9]*; do
    line=
    read -r line < "$folder/stat" || continue
    # state parent group session …, behind the name in parentheses
    set -- ${line##*) }
    case $1 in Z | X) continue ;; esac
    case $marked in
      *" $folder/limits "* | *" $folder/environ "*) ;;
      *) case $members in *" $4 "*) ;; *) continue ;; esac ;;
    esac
    end "${folder#/proc/}"
  done
}

end_groups() {
  for session in $members; do
    kill -s 0 -- "-$session" && end "-$session"
  done
}

# Arguments: seconds of grace, pattern of the programs' tags, their sessions.
finish() {
  grace=$1
  tags=$2
  members=$3
  asked=' '
  quiet=0
  look_at_clock
  begun=$now
  # Three quiet rounds: a program that was just being started may show only now.
  while [ "$quiet" -lt 3 ] && [ $((now - begun)) -lt 30 ]; do
    left=0
    if [ -r /proc/self/stat ]; then end_marked; else end_groups; fi
    if [ "$left" = 1 ]; then quiet=0; else quiet=$((quiet + 1)); fi
    sleep 0.1
    look_at_clock
  done
}

calm() {
  [ -z "$timer" ] || kill -s USR1 "$timer"
  timer=
}

while read -r op rest; do
  case $op in
    +) sessions="$sessions$rest " ;;
    -)
      case $sessions in
        *" $rest "*) sessions="${sessions%%" $rest "*} ${sessions#*" $rest "}" ;;
      esac
      ;;
    t)
      calm
      [ "$rest" = 0 ] || {
        (
          sleep "$rest" &
          nap=$!
          trap 'kill -s KILL "$nap"; exit' USR1
          wait "$nap"
          finish 0 "$every" "$sessions"
        ) &
        timer=$!
      }
      ;;
    k)
      set -- $rest
      (
        sleep "$1"
        shift
        finish 0 "($(echo "$*" | tr ' ' '|'))" ' '
      ) &
      ;;
    q)
      calm
      exit 0
      ;;
  esac
done

calm
finish 2 "$every" "$sessions"
