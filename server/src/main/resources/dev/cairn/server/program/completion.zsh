#compdef cairn
# Completion of cairn for zsh. Source this file, or save it as _cairn in a folder of $fpath.
_cairn() {
    local -a candidates
    local word description files
    while IFS=$'\t' read -r word description; do
        if [[ $word == @files ]]; then
            files=1
        else
            candidates+=("${word//:/\\:}:${description}")
        fi
    done < <("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
    (( ${#candidates} )) && _describe -t candidates cairn candidates
    [[ -n $files ]] && _files
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _cairn "$@"
else
    compdef _cairn cairn
fi
