package shop.core

import scala.collection.mutable
import shop.model.{Item, Order => Purchase}
import shop.io._

/** What can be sold. */
trait Priced {
  def price: Int
  val currency = "EUR"
}

/** A store.
  * Of items.
  */
@deprecated
class Store[T](val name: String, seed: Int) extends Priced {
  private var stock = 0
  type Key = String

  override def price: Int = stock * 2

  def add(item: Item): Unit = {
    val next = stock + 1
    stock = math.max(next, Store.limit)
    new Purchase(item).submit()
  }
}

object Store {
  val limit = 10
  def apply(name: String): Store[Item] = new Store[Item](name, 1)
}

enum Payment {
  case Cash, Card
  case Other(code: String)
}
