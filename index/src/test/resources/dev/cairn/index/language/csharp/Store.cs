using System;
using System.Collections.Generic;
using static System.Math;
using Key = System.String;

namespace Shop.Core
{
    /// <summary>What can be sold.</summary>
    public interface IPriced
    {
        int Price { get; }
        int Total(int count);
    }

    public enum Payment { Cash, Card = 3 }

    public delegate void Sold(Item item);

    public record Line(string Name, int Count);

    public struct Money { public int Cents; }

    /// <summary>
    /// A store.
    /// </summary>
    [Serializable]
    public class Store<T> : IPriced where T : Item
    {
        public const int Limit = 10;
        private readonly List<T> items = new List<T>(), spare;
        public event Sold OnSold;

        public Store(string name) { Name = name; }

        public string Name { get; private set; }
        public int Price => items.Count;

        [Obsolete]
        public int Total(int count)
        {
            int sum = Max(count, Limit);
            OnSold?.Invoke(null);
            int Twice(int x) => x * 2;
            return Twice(sum) + this.Price;
        }

        ~Store() { items.Clear(); }

        public static bool operator ==(Store<T> a, Store<T> b) => a.Price == b.Price;
        public static bool operator !=(Store<T> a, Store<T> b) => !(a == b);
        public static implicit operator int(Store<T> store) => store.Price;
    }
}
