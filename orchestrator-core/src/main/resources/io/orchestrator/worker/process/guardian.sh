# Outlives the worker by a moment. Standard input is a pipe from the worker; when it ends, however
# the worker died, every process of the worker's programs is ended. Arguments: the worker's number.
# Lines: "+ SESSION" a program runs, "- SESSION" it has ended, "q" the worker says goodbye.
worker=$1
trap '' HUP INT QUIT TERM PIPE
sessions=' '
while read -r op session; do
  case $op in
    +) sessions="$sessions$session " ;;
    -)
      case $sessions in
        *" $session "*) sessions="${sessions%%" $session "*} ${sessions#*" $session "}" ;;
      esac
      ;;
    q) exit 0 ;;
  esac
done

asked=' '
# Asks a process to end the first time, forces it after two seconds.
end() {
  left=1
  case $asked in
    *" $1 "*) [ "$round" -lt 20 ] || kill -s KILL -- "$1" ;;
    *)
      asked="$asked$1 "
      kill -s TERM -- "$1"
      ;;
  esac
}

end_marked() {
  marked=" $(echo $(
    grep -lsE "^Max file locks +$worker[0-9]{8} " /proc/[0-9]*/limits
    grep -lszxE "ORCHESTRATOR_PROGRAM=$worker[0-9]{8}" /proc/[0-9]*/environ
  )) "
  for folder in /proc/[0-9]*; do
    line=
    read -r line < "$folder/stat" || continue
    # state parent group session …, behind the name in parentheses
    set -- ${line##*) }
    case $1 in Z | X) continue ;; esac
    case $marked in
      *" $folder/limits "* | *" $folder/environ "*) ;;
      *) case $sessions in *" $4 "*) ;; *) continue ;; esac ;;
    esac
    end "${folder#/proc/}"
  done
}

end_groups() {
  for session in $sessions; do
    kill -s 0 -- "-$session" && end "-$session"
  done
}

round=0
quiet=0
# Three quiet rounds: a program that was just being started may show only now.
while [ "$quiet" -lt 3 ] && [ "$round" -lt 200 ]; do
  left=0
  if [ -r /proc/self/stat ]; then end_marked; else end_groups; fi
  if [ "$left" = 1 ]; then quiet=0; else quiet=$((quiet + 1)); fi
  round=$((round + 1))
  sleep 0.1
done
