//! Getting changes to disk and hearing of those of other tabs; replacing everything at once.

use super::*;
use std::future::Future;

impl Workspace {
    /// Saves what is queued, one transaction per change, in order. Also the way to try again after a failure.
    pub fn save(self) {
        let Some(store) = self.store() else { return };
        if self.inner(|i| i.busy.replace(true)) {
            return;
        }
        spawn_local(async move {
            let result = self.save_all(&store).await;
            self.inner(|i| i.busy.set(false));
            match result {
                Ok(()) => self.say_saved(),
                Err(error) => {
                    leptos::logging::warn!("saving failed: {} {}", error.code.as_str(), error.detail);
                    self.saving().set(Saving::Failed(error.code));
                }
            }
            if self.session(Session::fold_is_due) {
                gloo_timers::future::TimeoutFuture::new(1_500).await;
                self.fold().await;
            }
        });
    }

    /// Runs what has the store for itself, once whatever this tab does with it now has come to its end.
    pub(super) async fn alone<T>(self, work: impl Future<Output = T>) -> T {
        while self.inner(|i| i.busy.replace(true)) {
            gloo_timers::future::TimeoutFuture::new(20).await;
        }
        let done = work.await;
        self.inner(|i| i.busy.set(false));
        done
    }

    /// Nothing waits to be saved. A database that is gone, or a newer app's, holds nothing, though: only saving anew helps.
    pub(super) fn say_saved(self) {
        let lost = [StoreErrorCode::Closed, StoreErrorCode::NewerVersion].map(Saving::Failed);
        if self.saving().with_untracked(|saving| !lost.contains(saving)) {
            self.saving().set(Saving::Saved);
        }
    }

    pub(super) async fn save_all(self, store: &Store<Idb>) -> Result<(), StoreError> {
        while let Some((expected, bytes)) = self.session(Session::to_save) {
            self.saving().set(Saving::Busy(self.session(Session::unsaved)));
            match store.append(expected, &bytes).await? {
                Appended::Done(revision) => {
                    self.inner(|i| {
                        i.session.borrow_mut().saved(revision);
                        if let Some(tabs) = &*i.tabs.borrow() {
                            tabs.tell();
                        }
                    });
                }
                Appended::Behind(missed) => self.catch_up(store, missed).await?,
            }
        }
        Ok(())
    }

    async fn fold(self) {
        let Some(store) = self.store() else { return };
        if !self.session(Session::fold_is_due) || self.inner(|i| i.busy.replace(true)) {
            return;
        }
        let inner = self.0.with_value(Rc::clone);
        let folded = fold::fold(&inner.session, &store, device::now_ms()).await;
        inner.busy.set(false);
        if let Err(error) = &folded {
            // Nothing is lost: the journal still has every change. The next change tries again.
            leptos::logging::warn!("folding failed: {} {}", error.code.as_str(), error.detail);
        }
        if folded.is_ok() || self.session(Session::unsaved) > 0 {
            self.save();
        }
    }

    /// Looks whether another tab has saved something.
    pub fn look(self) {
        let Some(store) = self.store() else { return };
        if self.inner(|i| i.busy.replace(true)) {
            return;
        }
        spawn_local(async move {
            let result = match store.missed_since(self.session(Session::revision)).await {
                Ok(missed) if missed.reload || !missed.entries.is_empty() => self.catch_up(&store, missed).await,
                Ok(_) => Ok(()),
                Err(error) => Err(error),
            };
            self.inner(|i| i.busy.set(false));
            if let Err(error) = result {
                self.saving().set(Saving::Failed(error.code));
            } else {
                self.save();
            }
        });
    }

    pub(super) async fn catch_up(self, store: &Store<Idb>, missed: Missed) -> Result<(), StoreError> {
        let refused = if missed.reload {
            let opening = read(store).await?;
            let there = opening.stamps();
            let fresh = opening.finish();
            let refused = self.inner(|i| self.with_context(|c| i.session.borrow_mut().reopen(c, fresh, &there)));
            self.touched_at_large(Table::ALL);
            refused
        } else {
            let (tables, refused) = self
                .inner(|i| self.with_context(|c| i.session.borrow_mut().catch_up(c, &missed.entries, missed.revision)));
            self.touched_at_large(&tables);
            refused
        };
        if !refused.is_empty() {
            self.inner(|i| i.refused).update(|list| list.extend(refused));
        }
        Ok(())
    }
}
