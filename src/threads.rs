//! Work on several threads at a time.
//!
//! Enters: pieces of work. Leaves: what they give, the same as one behind the other. Reads no tables.

use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Scope, ScopedJoinHandle};

/// What `other` and `this` give: at the same time where there can be another thread.
pub(crate) fn beside<A: Send, B>(other: impl Fn() -> A + Sync, this: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let spawned = spawn(scope, &other);
        let this = this();
        (spawned.map_or_else(&other, join), this)
    })
}

/// What `work` gives for each of `items`, in their order, on at most so many threads, this one
/// included.
pub(crate) fn each<T: Send, R: Send>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
) -> Vec<R> {
    let threads = threads.min(items.len());
    let left = Mutex::new(items.into_iter().enumerate());
    let take = || left.lock().unwrap_or_else(PoisonError::into_inner).next();
    let worker = || {
        let mut done = Vec::new();
        while let Some((number, item)) = take() {
            done.push((number, work(item)));
        }
        done
    };
    let mut done = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).filter_map(|_| spawn(scope, worker)).collect();
        let mut done = worker();
        others.into_iter().for_each(|other| done.extend(join(other)));
        done
    });
    done.sort_unstable_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Begins `work` on another thread; `None` where there can be none.
fn spawn<'scope, R: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl Fn() -> R + Send + 'scope,
) -> Option<ScopedJoinHandle<'scope, R>> {
    thread::Builder::new().spawn_scoped(scope, work).ok()
}

fn join<R>(handle: ScopedJoinHandle<'_, R>) -> R {
    handle.join().unwrap_or_else(|panic| resume_unwind(panic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_what_they_are_of() {
        for threads in [0, 1, 2, 9] {
            let squares = each((0..100).collect(), threads, |n: u32| n * n);
            assert!(squares.into_iter().eq((0..100).map(|n| n * n)));
        }
        assert!(each(Vec::<u8>::new(), 2, |n| n).is_empty());
    }
}
