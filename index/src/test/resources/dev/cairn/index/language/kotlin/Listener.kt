package shop

/** Hears of doors. */
public fun interface Listener<in T> {
    fun opened(door: T)
}

fun listen(listener: Listener<Int>) {
    listener.opened(1)
}
