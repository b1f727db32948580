# Completion of cairn for fish. Save it as ~/.config/fish/completions/cairn.fish
function __cairn_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (command $words[1] complete -- $words[2..] "$current" 2>/dev/null)
        if string match -q -- '@files*' $line
            __fish_complete_path "$current"
        else
            echo $line
        end
    end
end
complete -c cairn -f -a '(__cairn_complete)'
