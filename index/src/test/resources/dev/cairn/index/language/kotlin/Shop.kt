/* A licence. */
package shop.core

import java.util.UUID
import shop.model.*
import shop.io.Reader as Input

/** What can be sold. */
interface Priced {
    val price: Int
    fun total(count: Int): Int = price * count
}

/** How it is paid. */
enum class Payment(val code: String) {
    CASH("c"),
    CARD("k");

    fun label() = code.uppercase()
}

@Deprecated("use Order")
data class Item<T : Any>(val name: String, private var stock: Int, seed: Int) : Priced {
    override val price: Int = 3

    constructor(name: String) : this(name, 0, 1)

    companion object {
        const val LIMIT = 10
        fun of(name: String) = Item<String>(name)
    }

    private fun restock(by: Int) {
        val next = stock + by
        stock = maxOf(next, LIMIT)
    }
}

object Registry {
    private val items = mutableListOf<Item<String>>()
    fun add(item: Item<String>) { items.add(item) }
}

typealias Items = List<Item<String>>

val started = UUID.randomUUID()

/** Extends. */
fun Item<String>.describe(): String {
    return Registry.toString() + name.trim()
}
