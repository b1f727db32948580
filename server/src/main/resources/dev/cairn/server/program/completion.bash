# Completion of cairn for bash. Source this file, or save it as
# ~/.local/share/bash-completion/completions/cairn
_cairn() {
    local word description
    COMPREPLY=()
    while IFS=$'\t' read -r word description; do
        if [ "$word" = '@files' ]; then
            compopt -o default 2>/dev/null
        else
            COMPREPLY+=("$word")
        fi
    done < <("$1" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _cairn cairn
