//! Work on two threads at a time.
//!
//! Enters: two pieces of work. Leaves: what both give, the same as one behind the other. Reads no
//! tables.

use std::panic::resume_unwind;
use std::thread;

/// What `other` and `this` give: at the same time where there can be another thread.
pub(crate) fn beside<A: Send, B>(other: impl Fn() -> A + Sync, this: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let spawned = thread::Builder::new().spawn_scoped(scope, &other);
        let this = this();
        let other = match spawned {
            Ok(handle) => handle.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => other(),
        };
        (other, this)
    })
}
