//! Keeps things.
//! In memory.

use std::collections::{HashMap, hash_map::Entry as Slot};
use std::io::*;
use crate::model::Item;
extern crate serde;

/// The most items.
pub const LIMIT: usize = 10;
static mut COUNT: usize = 0;

/// An error.
#[derive(Debug, Clone)]
pub enum StoreError {
    /// Nothing left.
    Full,
    Io(std::io::Error),
}

/// A store.
#[derive(Default)]
pub struct Store<T> {
    pub name: String,
    items: HashMap<String, T>,
}

pub union Bits { a: u32, b: f32 }

pub type Result<T> = std::result::Result<T, StoreError>;

/// Can be sold.
pub trait Priced {
    type Money;
    const TAX: u32;
    fn price(&self) -> u32;
    fn total(&self, count: u32) -> u32 { self.price() * count }
}

impl<T> Store<T> {
    /// Makes one.
    pub fn new(name: &str) -> Self {
        let items = HashMap::new();
        Store { name: name.to_string(), items }
    }

    fn limit(&self) -> usize { LIMIT }
}

impl Priced for Store<Item> {
    type Money = u32;
    const TAX: u32 = 19;
    fn price(&self) -> u32 { self.items.values().map(|item| item.price).sum() }
}

#[macro_export]
macro_rules! store {
    ($name:expr) => { $crate::Store::new($name) };
}

mod tests {
    use super::*;

    #[test]
    fn is_empty() { assert_eq!(Store::<Item>::new("a").limit(), helper::<u8>(1)); }
}
