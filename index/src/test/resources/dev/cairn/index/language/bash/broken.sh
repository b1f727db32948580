#!/bin/sh

# Opens the door.
open_door() {
    echo open
}

# The grammar takes the quote for the end of the outer one.
lock_door()
{
    case $key in
    '')
        doors=`
            case $key in
            *" "*) key=`expr "$key" : '\''\([^ ]*\)'\''`
        '
    esac
}

close_door() {
    echo closed
