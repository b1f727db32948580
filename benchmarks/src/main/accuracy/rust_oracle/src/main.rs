//! Writes the types, functions and methods of Rust files by syn: path, line, kind and name. Run it with a folder as the
//! argument and the paths below it on standard input. A file that syn refuses has the kind REFUSED.

use std::io::{self, BufRead};
use std::path::Path;
use syn::visit::{self, Visit};

struct Definitions<'a> {
    path: &'a str,
}

impl Definitions<'_> {
    fn write(&self, kind: &str, name: &proc_macro2::Ident) {
        let line = name.span().start().line;
        println!("{}\t{}\t{}\t{}", self.path, line, kind, name);
    }
}

impl<'ast> Visit<'ast> for Definitions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.write("function", &item.sig.ident);
        visit::visit_item_fn(self, item);
    }
    fn visit_impl_item_method(&mut self, item: &'ast syn::ImplItemMethod) {
        self.write("function", &item.sig.ident);
        visit::visit_impl_item_method(self, item);
    }
    fn visit_trait_item_method(&mut self, item: &'ast syn::TraitItemMethod) {
        self.write("function", &item.sig.ident);
        visit::visit_trait_item_method(self, item);
    }
    fn visit_foreign_item_fn(&mut self, item: &'ast syn::ForeignItemFn) {
        self.write("function", &item.sig.ident);
    }
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.write("class", &item.ident);
        visit::visit_item_struct(self, item);
    }
    fn visit_item_union(&mut self, item: &'ast syn::ItemUnion) {
        self.write("class", &item.ident);
        visit::visit_item_union(self, item);
    }
    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.write("class", &item.ident);
        visit::visit_item_enum(self, item);
    }
    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.write("class", &item.ident);
        visit::visit_item_trait(self, item);
    }
    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.write("class", &item.ident);
    }
}

fn main() {
    let root = std::env::args().nth(1).expect("the folder is the argument");
    for path in io::stdin().lock().lines().map_while(Result::ok) {
        let parsed = std::fs::read_to_string(Path::new(&root).join(&path))
            .ok()
            .and_then(|text| syn::parse_file(&text).ok());
        match parsed {
            Some(file) => Definitions { path: &path }.visit_file(&file),
            None => println!("{path}\t0\tREFUSED\t"),
        }
    }
}
