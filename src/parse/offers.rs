//! Prices: `free`, `10 EUR`, or a list of named ones.

use std::sync::Arc;

use super::Reader;
use crate::diag::{Fault, Spanned, Wrong, codes, nearest};
use crate::doc::{Offer, Reference, Value};
use crate::front::{Node, Yaml};
use crate::kinds::Type;
use crate::money::Price;

const KEYS: [&str; 4] = ["name", "price", "until", "url"];

impl Reader<'_> {
    /// Reads one price, or all of a list.
    pub(super) fn money(&mut self, node: &Node, name: &str) -> Spanned<Value<Reference>> {
        let said = node.entries().iter().filter(|entry| !entry.is_nothing());
        let offers: Arc<[Offer]> = said.filter_map(|entry| self.offer(entry, name)).collect();
        Spanned::new(Value::Money(offers), node.span)
    }

    fn offer(&mut self, node: &Node, name: &str) -> Option<Offer> {
        let Yaml::Map(fields) = &node.value else { return self.amount(node, name).map(unnamed) };
        for (key, _) in fields.iter().filter(|(key, _)| !KEYS.contains(&&*key.name)) {
            let fault = Fault::new(&codes::UNKNOWN_FIELD, key.span, format!("there is no field `{name}.{}`", key.name));
            self.faults.push(match nearest(&key.name, KEYS) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("a price has `name`, `price`, `until` and `url`"),
            });
        }
        let Some(price) = node.said("price") else {
            let fault = Fault::new(&codes::MISSING_FIELD, node.span, format!("the field `{name}.price` is missing"));
            self.faults.push(fault.help("write `price: 10 EUR`, or `price: free`"));
            return None;
        };
        let price = self.amount(price, &format!("{name}.price"));
        let until = node.said("until").and_then(|child| self.scalar(child, &Type::Moment, &format!("{name}.until")));
        let url = node.said("url").and_then(|child| self.scalar(child, &Type::Url, &format!("{name}.url")));
        let title = node.said("name").and_then(|child| self.scalar(child, &Type::Text, &format!("{name}.name")));
        Some(Offer {
            name: title.and_then(|read| read.value.text().map(Into::into)),
            until: until.and_then(|read| read.value.when()),
            url: url.and_then(|read| read.value.text().map(Into::into)),
            ..unnamed(price?)
        })
    }

    fn amount(&mut self, node: &Node, name: &str) -> Option<Price> {
        match Price::parse(node.text().unwrap_or_default()) {
            Ok(price) => Some(price),
            Err(wrong) => {
                let wrong = Wrong { message: format!("`{name}`: {}", wrong.message), ..wrong };
                self.faults.push(wrong.at(node.span));
                None
            }
        }
    }
}

fn unnamed(price: Price) -> Offer {
    Offer { name: None, price, until: None, url: None }
}
