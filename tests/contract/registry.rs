//! The list of workspaces.

use loudou::storage::registry::{Registry, WorkspaceEntry, REGISTRY_TABLES, WORKSPACES};

use super::Harness;

async fn fresh<H: Harness>() -> (H, Registry<H::Backend>) {
    let harness = H::fresh(&REGISTRY_TABLES).await;
    let registry = Registry::new(harness.open().await);
    (harness, registry)
}

fn entry(slot: &str, name: &str, opened_at_ms: u64) -> WorkspaceEntry {
    WorkspaceEntry {
        slot: slot.into(),
        name: name.into(),
        workspace_id: format!("id-{slot}"),
        kind: "real".into(),
        added_at_ms: 1,
        opened_at_ms,
    }
}

async fn slots<H: Harness>(registry: &Registry<H::Backend>) -> Vec<String> {
    registry.list().await.unwrap().entries.into_iter().map(|entry| entry.slot).collect()
}

pub async fn workspaces_are_listed_last_opened_first<H: Harness>() {
    let (_harness, registry) = fresh::<H>().await;
    assert_eq!(registry.list().await.unwrap().entries, []);
    for (slot, opened) in [("b", 10), ("c", 30), ("a", 10)] {
        registry.put(&entry(slot, "华东", opened)).await.unwrap();
    }
    assert_eq!(slots::<H>(&registry).await, ["c", "a", "b"]);
    assert_eq!(registry.list().await.unwrap().entries[0], entry("c", "华东", 30));
}

pub async fn an_entry_replaces_the_one_with_its_slot<H: Harness>() {
    let (_harness, registry) = fresh::<H>().await;
    registry.put(&entry("a", "East", 1)).await.unwrap();
    registry.put(&entry("b", "West", 2)).await.unwrap();
    registry.put(&entry("a", "North", 3)).await.unwrap();
    assert_eq!(registry.list().await.unwrap().entries, [entry("a", "North", 3), entry("b", "West", 2)]);
}

pub async fn a_removed_workspace_is_gone<H: Harness>() {
    let (_harness, registry) = fresh::<H>().await;
    registry.put(&entry("a", "East", 1)).await.unwrap();
    assert!(registry.remove("a").await.unwrap());
    assert!(!registry.remove("a").await.unwrap());
    assert_eq!(registry.list().await.unwrap().entries, []);
}

pub async fn a_damaged_entry_does_not_hide_the_others<H: Harness>() {
    let (harness, registry) = fresh::<H>().await;
    registry.put(&entry("a", "East", 1)).await.unwrap();
    registry.put(&entry("b", "West", 2)).await.unwrap();
    harness.tamper(WORKSPACES, 1, Some(vec![7; 30])).await;
    let list = registry.list().await.unwrap();
    assert_eq!((list.entries, list.damaged), (vec![entry("b", "West", 2)], 1));
}

pub async fn two_tabs_write_to_one_registry<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = Registry::new(harness.open().await);
    first.put(&entry("a", "East", 1)).await.unwrap();
    second.put(&entry("b", "West", 2)).await.unwrap();
    assert_eq!(slots::<H>(&first).await, ["b", "a"]);
    first.close();
    assert!(first.list().await.is_err());
    assert_eq!(slots::<H>(&second).await, ["b", "a"]);
}

pub async fn a_workspace_keeps_its_own_entry_and_knows_whether_it_is_empty<H: Harness>() {
    let (_harness, store) = super::fresh::<H>().await;
    assert!(store.is_empty().await.unwrap());
    assert_eq!(store.entry().await.unwrap(), None);
    store.put_entry(&entry("a", "East", 1)).await.unwrap();
    store.put_entry(&entry("a", "West", 2)).await.unwrap();
    assert_eq!(store.entry().await.unwrap(), Some(entry("a", "West", 2)));
    // What it is called is not what it holds.
    assert!(store.is_empty().await.unwrap());
    super::append(&store, 1, 1).await;
    assert!(!store.is_empty().await.unwrap());
}
