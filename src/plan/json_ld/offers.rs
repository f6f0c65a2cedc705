//! What it costs.

use serde_json::Value;

use super::object::Object;
use super::{Page, is_web};
use crate::doc::Offer;
use crate::money::Price;

impl Page<'_> {
    /// The prices as offers. What says no address of its own is paid where people register.
    pub(super) fn offers(self) -> Vec<Value> {
        self.prices().unwrap_or_default().iter().map(|offer| self.offer(offer).into()).collect()
    }

    fn offer(self, offer: &Offer) -> Object {
        let (price, currency) = match &offer.price {
            Price::Free => ("0", None),
            Price::Amount { amount, currency } => (amount.as_str(), Some(*currency)),
        };
        let own = offer.url.as_deref().filter(|url| is_web(url));
        let url = own.or_else(|| self.is_web("registration.url")).map_or_else(|| self.url(), str::to_owned);
        Object::of("Offer")
            .with("name", offer.name.as_deref())
            .with("price", price)
            .with("priceCurrency", currency)
            .with("url", url)
            .with("validFrom", self.stamp(self.item.when("registration.opens")))
            .with("validThrough", self.stamp(offer.until.or_else(|| self.item.when("registration.closes"))))
    }

    /// Whether nobody pays. Where some do and some do not, neither answer is right.
    pub(super) fn is_free(self) -> Option<bool> {
        let offers = self.prices()?;
        let free = offers.iter().filter(|offer| offer.price.is_free()).count();
        match free {
            0 => Some(false),
            _ if free == offers.len() => Some(true),
            _ => None,
        }
    }
}
