//! The only cache and the only parallelism: work on many items at once, and reuse of what was done before under the same key.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rayon::prelude::*;

use crate::source::Digest;

/// Results by key. It keeps what the last run used and drops the rest.
#[derive(Debug)]
pub struct Cache<V> {
    keep: bool,
    known: BTreeMap<Digest, Arc<V>>,
    computed: usize,
}

impl<V: Send + Sync> Cache<V> {
    /// A cache for several runs.
    pub fn kept() -> Self {
        Self { keep: true, known: BTreeMap::new(), computed: 0 }
    }

    /// No cache: for a single run, which would only pay for keys and memory.
    pub fn once() -> Self {
        Self { keep: false, known: BTreeMap::new(), computed: 0 }
    }

    /// How many results the last run had to compute.
    pub fn computed(&self) -> usize {
        self.computed
    }

    /// A single result, computed on the thread that asks.
    pub fn one(&mut self, key: impl FnOnce() -> Digest, f: impl FnOnce() -> V) -> Arc<V> {
        self.computed = 1;
        if !self.keep {
            return Arc::new(f());
        }
        let key = key();
        let known = self.known.remove(&key);
        self.computed = usize::from(known.is_none());
        let result = known.unwrap_or_else(|| Arc::new(f()));
        self.known = BTreeMap::from([(key, result.clone())]);
        result
    }

    /// The results for all items, in their order.
    pub fn each<T: Sync>(
        &mut self,
        items: &[T],
        key: impl Fn(&T) -> Digest + Sync,
        f: impl Fn(&T) -> V + Sync,
    ) -> Vec<Arc<V>> {
        self.run(items, |item| item, |item: &&T| key(item), |item: &&T| f(item), |result| result)
    }

    /// The same for what is prepared from each item; what was prepared is dropped.
    pub fn each_prepared<T: Sync, P>(
        &mut self,
        items: &[T],
        prepare: impl Fn(&T) -> P + Sync,
        key: impl Fn(&P) -> Digest + Sync,
        f: impl Fn(&P) -> V + Sync,
    ) -> Vec<Arc<V>> {
        self.run(items, prepare, key, f, |result| result)
    }

    /// Prepares each item and computes what is new; hands each result to `done` as soon as it is there, in any order, from several
    /// threads. Without a cache `done` holds the only copy, so that results need not stay in memory; what was prepared never does.
    pub fn visit<T: Sync, P>(
        &mut self,
        items: &[T],
        prepare: impl Fn(&T) -> P + Sync,
        key: impl Fn(&P) -> Digest + Sync,
        f: impl Fn(&P) -> V + Sync,
        done: impl Fn(Arc<V>) + Sync,
    ) {
        self.run(items, prepare, key, f, done);
    }

    fn run<'t, T: Sync, P, R: Send>(
        &mut self,
        items: &'t [T],
        prepare: impl Fn(&'t T) -> P + Sync,
        key: impl Fn(&P) -> Digest + Sync,
        f: impl Fn(&P) -> V + Sync,
        done: impl Fn(Arc<V>) -> R + Sync,
    ) -> Vec<R> {
        if !self.keep {
            self.computed = items.len();
            return items.par_iter().map(|item| done(Arc::new(f(&prepare(item))))).collect();
        }
        let computed = AtomicUsize::new(0);
        let used = Mutex::new(BTreeMap::new());
        let results = items.par_iter().map(|item| {
            let prepared = prepare(item);
            let key = key(&prepared);
            let result = self.known.get(&key).cloned().unwrap_or_else(|| {
                computed.fetch_add(1, Ordering::Relaxed);
                Arc::new(f(&prepared))
            });
            used.lock().unwrap_or_else(PoisonError::into_inner).insert(key, result.clone());
            done(result)
        });
        let results = results.collect();
        self.known = used.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.computed = computed.into_inner();
        results
    }
}

/// Does two things at once. What `aside` does in parallel by way of rayon has threads of its own, and need not wait for those that
/// `here` keeps busy.
pub fn beside<A: Send, B>(aside: impl FnOnce() -> A + Send, here: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let aside = scope.spawn(|| with_own_threads(aside));
        let here = here();
        (aside.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), here)
    })
}

/// Does something while everything else goes on, with threads of its own.
pub fn aside<A: Send + 'static>(run: impl FnOnce() -> A + Send + 'static) -> JoinHandle<A> {
    std::thread::spawn(|| with_own_threads(run))
}

fn with_own_threads<A: Send>(run: impl FnOnce() -> A + Send) -> A {
    match rayon::ThreadPoolBuilder::new().build() {
        Ok(own) => own.install(run),
        Err(_) => run(),
    }
}

/// The digest of a value's content, for keys.
pub fn digest_of(value: &impl Hash) -> Digest {
    let mut hasher = ContentHasher(blake3::Hasher::new());
    value.hash(&mut hasher);
    Digest::from_bytes(*hasher.0.finalize().as_bytes())
}

struct ContentHasher(blake3::Hasher);

impl Hasher for ContentHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Only the full digest is used; the trait wants this as well.
    fn finish(&self) -> u64 {
        let digest = self.0.finalize();
        let mut first = [0; 8];
        first.copy_from_slice(&digest.as_bytes()[..8]);
        u64::from_le_bytes(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_keys_are_computed() {
        let mut cache = Cache::kept();
        let key = |n: &i32| digest_of(n);
        let double = |n: &i32| n * 2;
        let first = cache.each(&[1, 2, 3], key, double);
        assert_eq!((first.iter().map(|r| **r).collect::<Vec<_>>(), cache.computed()), (vec![2, 4, 6], 3));
        cache.each(&[3, 2, 4], key, double);
        assert_eq!(cache.computed(), 1);
        // What the run before did not use is gone.
        cache.each(&[1], key, double);
        assert_eq!(cache.computed(), 1);
    }

    #[test]
    fn one_result_is_kept_for_one_key() {
        let (mut cache, mut computed) = (Cache::kept(), Vec::new());
        for n in [1, 1, 2, 1] {
            assert_eq!(*cache.one(|| digest_of(&n), || n * 2), n * 2);
            computed.push(cache.computed());
        }
        assert_eq!(computed, [1, 0, 1, 1]);
    }

    #[test]
    fn two_things_at_once() {
        // Each waits for the other: one after the other they would never end.
        let (here, there) = (std::sync::Barrier::new(2), AtomicUsize::new(0));
        let sum = || (1..=100).into_par_iter().sum::<usize>();
        let aside = || {
            there.store(sum(), Ordering::Relaxed);
            here.wait();
            1
        };
        assert_eq!(beside(aside, || here.wait().is_leader()).0, 1);
        assert_eq!(there.into_inner(), 5050);
    }

    #[test]
    fn once_computes_all_and_hands_over() {
        let mut cache = Cache::once();
        let owned = AtomicUsize::new(0);
        let count = |result: Arc<i32>| {
            owned.fetch_add(usize::from(Arc::try_unwrap(result).is_ok()), Ordering::Relaxed);
        };
        cache.visit(&[1, 1], |n| *n, digest_of, |n| *n, count);
        assert_eq!((cache.computed(), owned.into_inner()), (2, 2));
    }
}
